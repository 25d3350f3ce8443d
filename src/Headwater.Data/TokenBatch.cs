namespace Headwater.Data;

/// <summary>
/// Token ids of one training step, row after row. Every row ends in <see cref="TextTokenizer.EndOfSequence"/> and is filled up with
/// <see cref="TextTokenizer.Pad"/>.
/// </summary>
public sealed class TokenBatch
{
    public required int Rows { get; init; }

    /// <summary>Length of each input row, in tokens.</summary>
    public required int InputLength { get; init; }

    /// <summary>Length of each target row, in tokens.</summary>
    public required int TargetLength { get; init; }

    /// <summary>Rows × InputLength ids.</summary>
    public required int[] Inputs { get; init; }

    /// <summary>Rows × TargetLength ids.</summary>
    public required int[] Targets { get; init; }

    /// <summary>
    /// Where rows hold several examples: which of its row each input token belongs to, from 1, and 0 for padding. Null where a row is one example.
    /// </summary>
    public int[]? InputSegments { get; init; }

    /// <summary>As <see cref="InputSegments"/>, of the target tokens; an example's target has its input's number.</summary>
    public int[]? TargetSegments { get; init; }

    /// <summary>Target tokens that count in the loss: all but padding.</summary>
    public required int TargetTokens { get; init; }

    /// <summary>Pretraining: corpus tokens before corruption. Finetuning: input and target tokens, without padding.</summary>
    public required int RawTokens { get; init; }
}
