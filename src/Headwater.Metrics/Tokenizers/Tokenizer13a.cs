using System.Buffers;

namespace Headwater.Metrics;

/// <summary>NIST's mteval-v13a: its SGML entities and line ends undone, then <see cref="WesternRules"/>.</summary>
internal sealed class Tokenizer13a : SegmentTokenizer
{
    private static readonly SearchValues<char> NormalisedMarks = SearchValues.Create("&<\n");

    private readonly WesternRules _rules = new() { IsPadded = true };

    public override void Append(ReadOnlySpan<char> segment, Scratch<char> spaced) =>
        _rules.Append(segment.ContainsAny(NormalisedMarks) ? Normalise(segment.ToString()) : segment, spaced);

    // One replacement after the other, as the definition has it: "&amp;lt;" becomes "<".
    private static string Normalise(string segment) => segment
        .Replace("<skipped>", "", StringComparison.Ordinal)
        .Replace("-\n", "", StringComparison.Ordinal)
        .Replace("\n", " ", StringComparison.Ordinal)
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal);
}
