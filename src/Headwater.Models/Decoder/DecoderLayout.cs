using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>
/// All weights of a decoder-only model, with their published names and the spread of their first values. Matrices are (out, in). Keys lie above values, and the
/// gate above the other half of a gated layer, so that one product reads both.
/// </summary>
internal static class DecoderLayout
{
    /// <exception cref="ArgumentException">The configuration is not valid.</exception>
    public static ImmutableArray<ModelWeight> OfValid(DecoderConfig config)
    {
        config.Validate();
        return Of(config);
    }

    public static ImmutableArray<ModelWeight> Of(DecoderConfig config)
    {
        ImmutableArray<ModelWeight>.Builder weights = ImmutableArray.CreateBuilder<ModelWeight>();
        DecoderNames names = new(config);
        double spread = config.InitializerRange;
        weights.Add(Matrix(config.VocabSize, config.HiddenSize, spread, names.Embedding) with { IsEmbedding = true });
        if (!config.TieWordEmbeddings)
        {
            weights.Add(Matrix(config.VocabSize, config.HiddenSize, spread, names.Head) with { IsEmbedding = true });
        }

        for (int layer = 0; layer < config.NumHiddenLayers; layer++)
        {
            AddNorm(weights, config, names.AttentionNorm(layer));
            AddNorm(weights, config, names.FeedForwardNorm(layer));
            AddAttention(weights, config, names, layer);
            AddFeedForward(weights, config, names, layer);
        }

        AddNorm(weights, config, names.FinalNorm);
        return weights.ToImmutable();
    }

    private static void AddAttention(ImmutableArray<ModelWeight>.Builder weights, DecoderConfig config, DecoderNames names, int layer)
    {
        if (config.IsNeoX)
        {
            AddLinear(weights, 3 * config.QueryWidth, config.HiddenSize, config.InitializerRange, config.QueryKeyValueBias, names.Query(layer));
        }
        else
        {
            AddLinear(weights, config.QueryWidth, config.HiddenSize, config.InitializerRange, config.QueryKeyValueBias, names.Query(layer));
            AddLinear(weights, config.KeyValueWidth, config.HiddenSize, config.InitializerRange, config.QueryKeyValueBias, names.Key(layer), names.Value(layer));
        }

        AddLinear(weights, config.HiddenSize, config.QueryWidth, Residual(config), config.AttentionOutputBias, names.Output(layer));
        if (config.Kind.QueryKeyNorm() is not QueryKeyNorm.None and QueryKeyNorm kind)
        {
            weights.Add(Vector(kind == QueryKeyNorm.Head ? config.HeadDim : config.QueryWidth, 1, $"{names.QueryNorm(layer)}.weight"));
            weights.Add(Vector(kind == QueryKeyNorm.Head ? config.HeadDim : config.KeyValueWidth, 1, $"{names.KeyNorm(layer)}.weight"));
        }
    }

    private static void AddFeedForward(ImmutableArray<ModelWeight>.Builder weights, DecoderConfig config, DecoderNames names, int layer)
    {
        AddLinear(
            weights, config.IntermediateSize, config.HiddenSize, config.InitializerRange, config.FeedForwardBias,
            config.IsNeoX ? [names.In(layer)] : [names.In(layer), names.Up(layer)]);
        AddLinear(weights, config.HiddenSize, config.IntermediateSize, Residual(config), config.FeedForwardBias, names.Out(layer));
    }

    private static void AddNorm(ImmutableArray<ModelWeight>.Builder weights, DecoderConfig config, string name)
    {
        weights.Add(Vector(config.HiddenSize, 1, $"{name}.weight"));
        if (config.IsNeoX)
        {
            weights.Add(Vector(config.HiddenSize, 0, $"{name}.bias"));
        }
    }

    private static void AddLinear(ImmutableArray<ModelWeight>.Builder weights, int rows, int columns, double spread, bool hasBias, params string[] names)
    {
        weights.Add(Matrix(rows, columns, spread, [.. names.Select(name => $"{name}.weight")]));
        if (hasBias)
        {
            weights.Add(Vector(rows, 0, [.. names.Select(name => $"{name}.bias")]));
        }
    }

    private static double Residual(DecoderConfig config) => config.InitializerRange / Math.Sqrt(2.0 * config.NumHiddenLayers);

    private static ModelWeight Matrix(int rows, int columns, double spread, params ImmutableArray<string> names) =>
        new() { Slices = names, Rows = rows, Columns = columns, Deviations = [.. names.Select(_ => spread)] };

    private static ModelWeight Vector(int size, float first, params ImmutableArray<string> names) =>
        new() { Slices = names, Rows = 1, Columns = size, IsVector = true, FirstValue = first };
}
