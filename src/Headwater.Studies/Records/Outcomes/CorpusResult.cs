namespace Headwater.Studies;

public sealed record CorpusResult : RunResult
{
    public required long Documents { get; init; }

    public required long Tokens { get; init; }

    /// <summary>Runs of characters between white space; null where a run was made before they were counted.</summary>
    public long? Words { get; init; }

    /// <summary>UTF-8 bytes of the documents.</summary>
    public long? Bytes { get; init; }

    /// <summary>Language of the corpus, where the study names it.</summary>
    public string? Language { get; init; }
}
