namespace Headwater.Data;

/// <summary>How a shard is written; nothing here but <see cref="MaxTokens"/> changes its bytes.</summary>
public sealed record ShardOptions
{
    /// <summary>Tokens after which the shard ends, for a corpus that a generator makes as long as one likes; all by default.</summary>
    public long MaxTokens { get; init; } = long.MaxValue;

    /// <summary>Threads that tokenise. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Tokens between two saves of the place reached, from which a killed writing continues. Default: 16 million, some seconds of work.</summary>
    public long SaveEvery { get; init; } = 1 << 24;

    /// <summary>Receives the tokens written so far.</summary>
    public IProgress<long>? Progress { get; init; }

    /// <summary>Counts what the corpus's readers and cleaning met.</summary>
    public CorpusTally? Tally { get; init; }
}
