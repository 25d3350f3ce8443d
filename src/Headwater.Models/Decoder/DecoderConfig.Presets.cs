namespace Headwater.Models;

public sealed partial record DecoderConfig
{
    private const int PresetHeadDim = 64;

    // Layers; the width is 64 times as many, in heads of 64.
    private static readonly (string Size, int Layers)[] Ladder =
    [
        ("nano", 2), ("micro", 3), ("mini", 4), ("10m", 6), ("25m", 8), ("50m", 10), ("85m", 12), ("200m", 16), ("400m", 20), ("700m", 24), ("1b", 28),
    ];

    /// <summary>
    /// The sizes that <see cref="Preset"/> knows: a ladder of one shape, 64 numbers of width and one head for each layer. From 10m on a size is named after its parameters
    /// without embeddings; nano, micro and mini have 0.4, 1.3 and 3.1 million.
    /// </summary>
    public static IReadOnlyList<string> Presets { get; } = [.. Ladder.Select(rung => rung.Size)];

    /// <summary>A model of the ladder, in the layout of Llama or GPT-NeoX, whose texts end in id 1 as Headwater's tokenizers have it.</summary>
    /// <exception cref="ArgumentException">There is no such size.</exception>
    public static DecoderConfig Preset(DecoderKind kind, string size, int vocabulary)
    {
        int place = Array.FindIndex(Ladder, rung => rung.Size == size);
        if (place < 0)
        {
            throw new ArgumentException($"\"{size}\" is no size of a decoder-only model. There are {string.Join(", ", Presets)}.", nameof(size));
        }

        int layers = Ladder[place].Layers;
        return Of(kind, new DecoderShape(layers, PresetHeadDim * layers, layers), vocabulary);
    }

    /// <summary>A model of a shape, with what its layout has by default.</summary>
    public static DecoderConfig Of(DecoderKind kind, DecoderShape shape, int vocabulary)
    {
        ArgumentNullException.ThrowIfNull(shape);
        bool isNeoX = kind == DecoderKind.GptNeoX;
        return new DecoderConfig
        {
            Kind = kind,
            VocabSize = vocabulary,
            HiddenSize = shape.Width,
            IntermediateSize = shape.FeedForward ?? FeedForwardWidth(shape.Width, isNeoX),
            NumHiddenLayers = shape.Layers,
            NumAttentionHeads = shape.Heads,
            NumKeyValueHeads = shape.KeyValueHeads ?? shape.Heads,
            HeadDim = shape.HeadDim ?? (shape.Width / shape.Heads),
            NormEpsilon = 1e-5,
            RotaryShare = isNeoX ? 0.25 : 1,
            QueryKeyValueBias = isNeoX || kind == DecoderKind.Qwen2,
            AttentionOutputBias = isNeoX,
            FeedForwardBias = isNeoX,
            ParallelResidual = isNeoX,
            HiddenAct = isNeoX ? Gelu : Silu,
            EosTokenId = Data.TextTokenizer.EndOfSequence,
        };
    }

    /// <summary>4 · width, or 8/3 of it in three matrices, rounded up to a multiple of 16: equal parameters either way.</summary>
    public static int FeedForwardWidth(int width, bool isNeoX) => isNeoX ? 4 * width : ((8 * width / 3) + 15) / 16 * 16;
}

/// <summary>Layers and widths of a decoder-only model; null where the layout's default is meant.</summary>
public sealed record DecoderShape(int Layers, int Width, int Heads, int? FeedForward = null)
{
    public int? HeadDim { get; init; }

    public int? KeyValueHeads { get; init; }
}
