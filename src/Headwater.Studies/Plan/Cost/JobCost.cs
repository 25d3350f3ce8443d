namespace Headwater.Studies;

/// <summary>The estimated work of one job.</summary>
internal sealed record JobCost
{
    public long Steps { get; init; }

    /// <summary>Tokens that pass encoder and decoder in training.</summary>
    public long Tokens { get; init; }

    public WorkFlops Flops { get; init; }

    public long MemoryBytes { get; init; }

    /// <summary>What the run leaves on disk.</summary>
    public long DiskBytes { get; init; }

    /// <summary>UTF-8 bytes of text that are read to be tokenised, or to train a tokenizer.</summary>
    public long TextBytes { get; init; }
}
