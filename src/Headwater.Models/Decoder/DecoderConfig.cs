using System.Globalization;

namespace Headwater.Models;

/// <summary>
/// The shape of a decoder-only model. Names are those of published config.json files of the Llama layout; <see cref="Kind"/> says what its weights are called
/// and where it differs from that layout.
/// </summary>
public sealed partial record DecoderConfig : LanguageModelConfig
{
    public required DecoderKind Kind { get; init; }

    public override required int VocabSize { get; init; }

    public required int HiddenSize { get; init; }

    /// <summary>Inner width of the feed-forward layer.</summary>
    public required int IntermediateSize { get; init; }

    public required int NumHiddenLayers { get; init; }

    public required int NumAttentionHeads { get; init; }

    /// <summary>Heads of keys and values, each shared by as many heads of queries (Ainslie et al. 2023, arXiv:2305.13245).</summary>
    public required int NumKeyValueHeads { get; init; }

    /// <summary>Width of one head; an even number.</summary>
    public required int HeadDim { get; init; }

    /// <summary>Positions: no sequence may be longer.</summary>
    public int MaxPositionEmbeddings { get; init; } = 2048;

    /// <summary>
    /// Keys that a query sees at most, where the model has such a window; null where it sees all. Sequences up to the window, in which it has no effect, are computed;
    /// longer ones are refused.
    /// </summary>
    public int? SlidingWindow { get; init; }

    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>θ: the i-th pair of w numbers turns by θ^(−2i/w) radians a position (Su et al. 2021, arXiv:2104.09864).</summary>
    public double RopeTheta { get; init; } = 10_000;

    public RopeScaling? RopeScaling { get; init; }

    /// <summary>The share of each head that turns; the rest has no position.</summary>
    public double RotaryShare { get; init; } = 1;

    /// <summary>Whether the output head is the input embedding.</summary>
    public bool TieWordEmbeddings { get; init; }

    /// <summary>Whether query, key and value have biases.</summary>
    public bool QueryKeyValueBias { get; init; }

    /// <summary>Whether the output of attention has a bias.</summary>
    public bool AttentionOutputBias { get; init; }

    /// <summary>Whether the feed-forward layer has biases.</summary>
    public bool FeedForwardBias { get; init; }

    /// <summary>Whether attention and feed-forward read the same states and are added together: GPT-NeoX.</summary>
    public bool ParallelResidual { get; init; }

    /// <summary>The feed-forward layer's function: "silu", "gelu", or "gelu_tanh", its approximation by tanh.</summary>
    public string HiddenAct { get; init; } = Silu;

    /// <summary>The id that ends a text; null where none is published.</summary>
    public int? EosTokenId { get; init; }

    public int? BosTokenId { get; init; }

    /// <summary>Whether it is a prefix language model: the tokens of a prompt all see each other, and those behind it see what is before them (Raffel et al. 2020, arXiv:1910.10683, section 3.2.1).</summary>
    public bool PrefixAttention { get; init; }

    /// <summary>Standard deviation of first values; matrices that write to the residual stream have it divided by √(2 · layers) (Radford et al. 2019, GPT-2).</summary>
    public double InitializerRange { get; init; } = 0.02;

    internal const string Silu = "silu";
    internal const string Gelu = "gelu";
    internal const string GeluTanh = "gelu_tanh";

    /// <summary>The longest sequence that the model computes.</summary>
    public int LongestSequence => Math.Min(MaxPositionEmbeddings, SlidingWindow ?? int.MaxValue);

    /// <summary>Numbers of each head that turn with the position: HeadDim × RotaryShare, rounded down.</summary>
    public int RotaryWidth => (int)(HeadDim * RotaryShare);

    public override long ParameterCount => DecoderLayout.Of(this).Sum(weight => weight.Count);

    public override long ParameterCountWithoutEmbeddings => DecoderLayout.Of(this).Where(weight => !weight.IsEmbedding).Sum(weight => weight.Count);

    /// <summary>Weights that one token is multiplied with: the matrices of all layers, and the head.</summary>
    public double WeightsPerToken => ((double)NumHiddenLayers * ((2.0 * HiddenSize * (QueryWidth + KeyValueWidth)) + ((IsNeoX ? 2.0 : 3.0) * HiddenSize * IntermediateSize)))
        + ((double)HiddenSize * VocabSize);

    /// <summary>Whether it is of the GPT-NeoX layout, and not of Llama's.</summary>
    public bool IsGptNeoX => IsNeoX;

    internal bool IsNeoX => Kind == DecoderKind.GptNeoX;

    /// <summary>Width of all heads' queries, and of the context.</summary>
    public int QueryWidth => NumAttentionHeads * HeadDim;

    /// <summary>Width of all keys, or of all values.</summary>
    public int KeyValueWidth => NumKeyValueHeads * HeadDim;

    internal override LanguageModel Empty(ComputeDevice device, Precision precision) => new DecoderModel(this, device, precision);

    public override void Validate()
    {
        List<string> faults = [];
        foreach ((string name, int value) in new[]
        {
            (nameof(VocabSize), VocabSize), (nameof(HiddenSize), HiddenSize), (nameof(IntermediateSize), IntermediateSize), (nameof(NumHiddenLayers), NumHiddenLayers),
            (nameof(NumAttentionHeads), NumAttentionHeads), (nameof(NumKeyValueHeads), NumKeyValueHeads), (nameof(HeadDim), HeadDim),
            (nameof(MaxPositionEmbeddings), MaxPositionEmbeddings), (nameof(SlidingWindow), SlidingWindow ?? 1),
        })
        {
            Expect(value >= 1, $"{name} is {value}; expected at least 1.");
        }

        if (faults.Count == 0)
        {
            Expect(NumAttentionHeads % NumKeyValueHeads == 0, $"NumAttentionHeads is {NumAttentionHeads}; expected a multiple of NumKeyValueHeads, {NumKeyValueHeads}.");
            Expect(HeadDim % 2 == 0, $"HeadDim is {HeadDim}; expected an even number, because rotary positions turn pairs of numbers.");
            Expect(RotaryShare is > 0 and <= 1, $"RotaryShare is {RotaryShare}; expected above 0 to 1.");
            Expect(RotaryShare is not (> 0 and <= 1) || HeadDim % 2 != 0 || (RotaryWidth % 2 == 0 && RotaryWidth > 0), $"{RotaryWidth} of {HeadDim} numbers of a head would turn; expected an even number, at least 2.");
            Expect(!IsNeoX || (NumKeyValueHeads == NumAttentionHeads && QueryWidth == HiddenSize), $"GPT-NeoX has {NumAttentionHeads} heads of {HeadDim} in a width of {HiddenSize} and {NumKeyValueHeads} of keys; expected heads × HeadDim to be the width, and as many of keys.");
        }

        Expect(NormEpsilon > 0, $"NormEpsilon is {NormEpsilon}; expected a positive number.");
        Expect(RopeTheta > 0 && double.IsFinite(RopeTheta), $"RopeTheta is {RopeTheta}; expected a positive number.");
        Expect(InitializerRange > 0 && double.IsFinite(InitializerRange), $"InitializerRange is {InitializerRange}; expected a positive number.");
        Expect(RopeScaling is null or { Factor: >= 1 }, $"the factor of RopeScaling is {RopeScaling?.Factor}; expected at least 1.");
        Expect(
            RopeScaling is null or { LowFrequencyFactor: null, HighFrequencyFactor: null, OriginalPositions: null } || RopeScaling is { OriginalPositions: > 0, LowFrequencyFactor: > 0 } && RopeScaling.HighFrequencyFactor > RopeScaling.LowFrequencyFactor,
            $"RopeScaling of type llama3 has the factors {RopeScaling?.LowFrequencyFactor} and {RopeScaling?.HighFrequencyFactor} and {RopeScaling?.OriginalPositions} positions; expected a low factor above 0, a higher one, and a number of positions.");
        Expect(IsNeoX ? HiddenAct is Gelu or GeluTanh : HiddenAct == Silu, $"HiddenAct is \"{HiddenAct}\"; expected {(IsNeoX ? $"\"{Gelu}\" or \"{GeluTanh}\"" : $"\"{Silu}\"")}.");
        if (faults.Count > 0)
        {
            throw new ArgumentException($"The model's configuration is not valid. {string.Join(" ", faults)}");
        }

        void Expect(bool holds, FormattableString fault)
        {
            if (!holds)
            {
                faults.Add(fault.ToString(CultureInfo.InvariantCulture));
            }
        }
    }
}
