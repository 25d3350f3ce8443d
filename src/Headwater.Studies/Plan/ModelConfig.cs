using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The configuration a model of the study gets once its vocabulary is known.</summary>
internal static class ModelConfig
{
    public static LanguageModelConfig Of(ModelSpec spec, int vocabulary) => spec.Family is { } family ? OfDecoder(spec, DecoderFamilies.Kind(family), vocabulary) : OfT5(spec, vocabulary);

    public static T5Config OfT5(ModelSpec spec, int vocabulary) => spec.Config ?? (spec.Preset is not null
        ? T5Config.Preset(spec.Preset) with { VocabSize = vocabulary }
        : new T5Config
        {
            VocabSize = vocabulary,
            DModel = spec.Width,
            DKv = spec.HeadWidth,
            DFf = spec.FeedForward,
            NumLayers = spec.Layers,
            NumDecoderLayers = spec.DecoderLayers,
            NumHeads = spec.Heads,
            FeedForwardProj = spec.Activation ?? ModelSpec.GatedGelu,
            TieWordEmbeddings = spec.Tied == true,
        });

    private static DecoderConfig OfDecoder(ModelSpec spec, DecoderKind kind, int vocabulary) => (spec.Preset is not null
        ? DecoderConfig.Preset(kind, spec.Preset, vocabulary)
        : DecoderConfig.Of(kind, new DecoderShape(spec.Layers, spec.Width, spec.Heads, spec.FeedForward) { HeadDim = spec.HeadWidth, KeyValueHeads = spec.KeyValueHeads }, vocabulary)) with
    {
        TieWordEmbeddings = spec.Tied == true,
        PrefixAttention = spec.PrefixAttention == true,
    };
}

/// <summary>Families of decoder-only models by their names in study files.</summary>
internal static class DecoderFamilies
{
    public const string Llama = "llama";
    public const string GptNeoX = "gpt-neox";

    public static readonly string[] All = [Llama, GptNeoX];

    public static DecoderKind Kind(string family) => family == GptNeoX ? DecoderKind.GptNeoX : DecoderKind.Llama;
}
