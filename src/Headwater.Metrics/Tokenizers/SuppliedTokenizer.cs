namespace Headwater.Metrics;

/// <summary>A tokenizer from outside for BLEU, with what a signature says of it.</summary>
/// <param name="Name">The name in signatures, such as <c>flores200</c>.</param>
/// <param name="Model">What tells its model from others, such as the start of the file's hash. It may not hold <c>|</c> or <c>:</c>.</param>
/// <param name="Pieces">Cuts a segment into tokens. It is called from several threads.</param>
public sealed record SuppliedTokenizer(string Name, string Model, Func<string, IReadOnlyList<string>> Pieces);
