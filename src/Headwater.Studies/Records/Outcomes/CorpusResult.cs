namespace Headwater.Studies;

public sealed record CorpusResult : RunResult
{
    public required long Documents { get; init; }

    public required long Tokens { get; init; }
}
