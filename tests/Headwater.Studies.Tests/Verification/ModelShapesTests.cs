using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

/// <summary>The size that is trained where another one was asked for.</summary>
public sealed class ModelShapesTests
{
    private const int Vocabulary = 384;

    [Theory]
    [InlineData(300_000, "w96")]                    // 295K: one of the study's own
    [InlineData(850_000, "llama-2x160")]            // between two of them, of 479K and 1.03M
    [InlineData(4_000_000, "llama-2x384")]
    public void Nearest_EqualLayers_GrowsTheWidthInHeads(double parameters, string name)
    {
        ImmutableArray<ModelSpec> models = [Llama("w32", 2, 32, 1), Llama("w48", 2, 48, 1), Llama("w64", 2, 64, 2), Llama("w96", 2, 96, 3), Llama("w128", 2, 128, 4), Llama("w192", 2, 192, 6)];

        ModelSpec model = ModelShapes.Of(models, Vocabulary).Nearest(parameters);

        Assert.Equal((name, 2), (model.Name, model.Layers));
        Assert.Equal(model.Width, model.Heads * model.HeadWidth);
        Assert.InRange(ModelConfig.Of(model, Vocabulary).ParameterCount / parameters, 0.8, 1.25);
    }

    [Fact]
    public void Nearest_Presets_ContinuesTheLadder()
    {
        ImmutableArray<ModelSpec> ladder = [.. new[] { "nano", "micro", "mini" }.Select(size => new ModelSpec { Name = size, Family = "llama", Preset = size })];
        long next = ModelConfig.Of(new ModelSpec { Name = "", Family = "llama", Preset = "10m" }, Vocabulary).ParameterCount;

        ModelSpec model = ModelShapes.Of(ladder, Vocabulary).Nearest(next);

        Assert.Equal(("llama-6x384", 6), (model.Name, model.Heads));
        Assert.Equal(next, ModelConfig.Of(model, Vocabulary).ParameterCount);
    }

    [Fact]
    public void Nearest_SharedKeysAndValues_KeepsTheirShare()
    {
        ImmutableArray<ModelSpec> models = [Llama("a", 1, 32, 4) with { KeyValueHeads = 2 }, Llama("b", 2, 64, 8) with { KeyValueHeads = 4 }];

        ModelSpec model = ModelShapes.Of(models, Vocabulary).Nearest(1_000_000);

        Assert.Equal(2, model.Heads / model.KeyValueHeads);
        Assert.True(model.Layers > 2 && model.Width > 64);
        ModelConfig.Of(model, Vocabulary).Validate();
    }

    [Fact]
    public void Nearest_EqualWidths_GrowsTheLayers()
    {
        ModelSpec model = ModelShapes.Of([Llama("a", 1, 64, 2), Llama("b", 2, 64, 2)], Vocabulary).Nearest(500_000);

        Assert.Equal((64, 9), (model.Width, model.Layers));
    }

    [Fact]
    public void Nearest_T5_KeepsRatios()
    {
        ImmutableArray<ModelSpec> models =
        [
            new() { Name = "a", Layers = 2, DecoderLayers = 1, Width = 32, Heads = 2, HeadWidth = 16, FeedForward = 64 }, new() { Name = "b", Layers = 4, DecoderLayers = 2, Width = 64, Heads = 4, HeadWidth = 16, FeedForward = 128 },
        ];

        ModelSpec model = ModelShapes.Of(models, Vocabulary).Nearest(2_000_000);

        Assert.Null(model.Family);
        Assert.Equal(2, model.FeedForward / model.Width);
        Assert.Equal(2, model.Layers / model.DecoderLayers);
    }

    private static ModelSpec Llama(string name, int layers, int width, int heads) => new()
    {
        Name = name, Family = "llama", Layers = layers, DecoderLayers = layers, Width = width, Heads = heads, HeadWidth = width / heads, FeedForward = Models.DecoderConfig.FeedForwardWidth(width, isNeoX: false),
    };
}
