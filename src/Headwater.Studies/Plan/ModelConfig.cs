using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The configuration a model of the study gets once its vocabulary is known.</summary>
internal static class ModelConfig
{
    public static T5Config Of(ModelSpec spec, int vocabulary) => spec.Config ?? (spec.Preset is not null
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
}
