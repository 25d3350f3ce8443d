namespace Headwater.Studies;

public sealed record TokenizerResult : RunResult
{
    /// <summary>Ids, sentinels included.</summary>
    public required int Vocabulary { get; init; }

    public required int Sentinels { get; init; }

    public required string Fingerprint { get; init; }
}
