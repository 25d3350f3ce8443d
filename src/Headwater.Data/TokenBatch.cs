namespace Headwater.Data;

/// <summary>
/// Token ids of one training step, row after row. Every row ends in <see cref="TextTokenizer.EndOfSequence"/> and is filled up with
/// <see cref="TextTokenizer.Pad"/>. Rows of a causal batch are sequences for a decoder-only model: see <see cref="IsCausal"/>.
/// </summary>
public sealed class TokenBatch
{
    /// <summary>The target of a place of a causal batch that is not scored.</summary>
    public const int Ignored = -100;

    public required int Rows { get; init; }

    /// <summary>
    /// Whether the target of a place is the token after the input of that place, or <see cref="Ignored"/>: then inputs and targets are of one length, and no id is
    /// set apart for padding, because what follows a scored place does not change it.
    /// </summary>
    public bool IsCausal { get; init; }

    /// <summary>The target of a place that does not count in the loss.</summary>
    public int Unscored => IsCausal ? Ignored : TextTokenizer.Pad;

    /// <summary>Positions that a model computes for a row, padding included.</summary>
    public int RowLength => IsCausal ? InputLength : InputLength + TargetLength;

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

    /// <summary>
    /// Of a causal batch for a prefix language model: the length of the prefix of each place's document, whose tokens all see each other. Null where every token sees those before it alone.
    /// </summary>
    public int[]? Prefixes { get; init; }

    /// <summary>As <see cref="InputSegments"/>, of the target tokens; an example's target has its input's number.</summary>
    public int[]? TargetSegments { get; init; }

    /// <summary>Target tokens that count in the loss: all but <see cref="Unscored"/>.</summary>
    public required int TargetTokens { get; init; }

    /// <summary>Pretraining: corpus tokens before corruption. Finetuning: input and target tokens, without padding.</summary>
    public required int RawTokens { get; init; }

    /// <summary>The targets that count, counted anew.</summary>
    public int CountTargets()
    {
        int unscored = Unscored;
        return Targets.Count(id => id != unscored);
    }
}
