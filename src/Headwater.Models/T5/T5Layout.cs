using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>
/// All weights of a model, with their published names and the spread of their first values. Matrices are (out, in).
/// Initialisation: normal; embedding 1, q (DModel·DKv)^-0.5, k and v DModel^-0.5, o (heads·DKv)^-0.5, wi DModel^-0.5, wo DFf^-0.5, relative bias
/// DModel^-0.5, head DModel^-0.5. The head differs from the published Python code, which starts it at 1 and the loss ten times too high
/// (huggingface/transformers#26441); it is what the original training code does.
/// </summary>
internal static class T5Layout
{
    /// <exception cref="ArgumentException">The configuration is not valid.</exception>
    public static ImmutableArray<ModelWeight> OfValid(T5Config config)
    {
        config.Validate();
        return Of(config);
    }

    public static ImmutableArray<ModelWeight> Of(T5Config config)
    {
        ImmutableArray<ModelWeight>.Builder weights = ImmutableArray.CreateBuilder<ModelWeight>();
        double model = Spread(config.DModel);
        weights.Add(Matrix("shared.weight", config.VocabSize, config.DModel, 1) with { IsEmbedding = true });
        if (!config.TieWordEmbeddings)
        {
            weights.Add(Matrix("lm_head.weight", config.VocabSize, config.DModel, model) with { IsEmbedding = true });
        }

        AddStack(weights, config, "encoder", config.NumLayers, isDecoder: false);
        AddStack(weights, config, "decoder", config.NumDecoderLayers, isDecoder: true);
        return weights.ToImmutable();
    }

    private static void AddStack(ImmutableArray<ModelWeight>.Builder weights, T5Config config, string stack, int layers, bool isDecoder)
    {
        double model = Spread(config.DModel);
        int inner = config.InnerWidth;
        string bias = $"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight";
        weights.Add(Matrix(bias, config.RelativeAttentionNumBuckets, config.NumHeads, model) with { StaysWide = true });
        for (int i = 0; i < layers; i++)
        {
            string block = $"{stack}.block.{i}.layer";
            AddAttention($"{block}.0", "SelfAttention", fuseQuery: true);
            if (isDecoder)
            {
                AddAttention($"{block}.1", "EncDecAttention", fuseQuery: false);
            }

            string feedForward = $"{block}.{(isDecoder ? 2 : 1)}";
            string dense = $"{feedForward}.DenseReluDense";
            weights.Add(Norm($"{feedForward}.layer_norm.weight"));
            weights.Add(config.IsGated
                ? Stacked(config.DFf, config.DModel, [model, model], $"{dense}.wi_0.weight", $"{dense}.wi_1.weight")
                : Matrix($"{dense}.wi.weight", config.DFf, config.DModel, model));
            weights.Add(Matrix($"{dense}.wo.weight", config.DModel, config.DFf, Spread(config.DFf)));
        }

        weights.Add(Norm($"{stack}.final_layer_norm.weight"));

        void AddAttention(string layer, string kind, bool fuseQuery)
        {
            double query = Spread((double)config.DModel * config.DKv);      // carries the 1/sqrt(DKv) that attention leaves out
            string part = $"{layer}.{kind}";
            weights.Add(Norm($"{layer}.layer_norm.weight"));
            if (fuseQuery)
            {
                weights.Add(Stacked(inner, config.DModel, [query, model, model], $"{part}.q.weight", $"{part}.k.weight", $"{part}.v.weight"));
            }
            else
            {
                weights.Add(Matrix($"{part}.q.weight", inner, config.DModel, query));
                weights.Add(Stacked(inner, config.DModel, [model, model], $"{part}.k.weight", $"{part}.v.weight"));
            }

            weights.Add(Matrix($"{part}.o.weight", config.DModel, inner, Spread(inner)));
        }

        ModelWeight Norm(string name) => new() { Slices = [name], Rows = 1, Columns = config.DModel, IsVector = true };
    }

    private static ModelWeight Matrix(string name, int rows, int columns, double deviation) => Stacked(rows, columns, [deviation], name);

    private static ModelWeight Stacked(int rows, int columns, ImmutableArray<double> deviations, params ImmutableArray<string> names) =>
        new() { Slices = names, Rows = rows, Columns = columns, Deviations = deviations };

    private static double Spread(double width) => 1 / Math.Sqrt(width);
}
