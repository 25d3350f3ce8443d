using Headwater.Data;

namespace Headwater.Models.Tests;

/// <summary>
/// A forward pass in float64, one row and one token at a time, in plain loops over the published tensors; written from Raffel et al. 2020 and Shazeer 2020.
/// </summary>
internal sealed class ReferenceT5(T5Model model)
{
    private readonly T5Config _config = model.Config;
    private readonly Dictionary<string, double[]> _weights = Checkpoint.SlicesOf(model)
        .ToDictionary(slice => slice.Name, slice => slice.Tensor.data<float>().Select(value => (double)value).ToArray());

    /// <summary>Logits after each target token but the last, the start mark first: [position][vocabulary].</summary>
    public double[][] Logits(int[] input, int[] target)
    {
        double[][] encoded = EncoderStates(input);
        double[][] states = Embed([TextTokenizer.Pad, .. target[..^1]]);
        for (int layer = 0; layer < _config.NumDecoderLayers; layer++)
        {
            string block = $"decoder.block.{layer}.layer";
            double[][] normed = Norm(states, $"{block}.0.layer_norm.weight");
            Add(states, Attend(normed, normed, $"{block}.0.SelfAttention", "decoder"));
            Add(states, Attend(Norm(states, $"{block}.1.layer_norm.weight"), encoded, $"{block}.1.EncDecAttention", null));
            Add(states, FeedForward(Norm(states, $"{block}.2.layer_norm.weight"), $"{block}.2.DenseReluDense"));
        }

        states = Norm(states, "decoder.final_layer_norm.weight");
        double scale = _config.TieWordEmbeddings ? Math.Pow(_config.DModel, -0.5) : 1;
        string head = _config.TieWordEmbeddings ? "shared.weight" : "lm_head.weight";
        return [.. states.Select(state => Multiply(head, [.. state.Select(value => value * scale)]))];
    }

    /// <summary>Σ −log p of the target.</summary>
    public double Loss(int[] input, int[] target) => Logits(input, target).Zip(target, (logits, id) => Math.Log(logits.Sum(Math.Exp)) - logits[id]).Sum();

    /// <summary>The encoder's last states, [position][width].</summary>
    public double[][] EncoderStates(int[] input)
    {
        double[][] states = Embed(input);
        for (int layer = 0; layer < _config.NumLayers; layer++)
        {
            string block = $"encoder.block.{layer}.layer";
            double[][] normed = Norm(states, $"{block}.0.layer_norm.weight");
            Add(states, Attend(normed, normed, $"{block}.0.SelfAttention", "encoder"));
            Add(states, FeedForward(Norm(states, $"{block}.1.layer_norm.weight"), $"{block}.1.DenseReluDense"));
        }

        return Norm(states, "encoder.final_layer_norm.weight");
    }

    private double[][] Embed(int[] ids) =>
        [.. ids.Select(id => _weights["shared.weight"].AsSpan(id * _config.DModel, _config.DModel).ToArray())];

    private double[][] Attend(double[][] queries, double[][] sources, string name, string? stack)
    {
        double[][] q = [.. queries.Select(state => Multiply($"{name}.q.weight", state))];
        double[][] k = [.. sources.Select(state => Multiply($"{name}.k.weight", state))];
        double[][] v = [.. sources.Select(state => Multiply($"{name}.v.weight", state))];
        double[][] context = [.. queries.Select(_ => new double[_config.NumHeads * _config.DKv])];
        for (int head = 0; head < _config.NumHeads; head++)
        {
            for (int i = 0; i < q.Length; i++)
            {
                int keys = stack == "decoder" ? i + 1 : k.Length;
                double[] scores = new double[keys];
                for (int j = 0; j < keys; j++)
                {
                    scores[j] = stack is null ? 0 : Bias(stack, head, j - i);
                    for (int c = head * _config.DKv; c < (head + 1) * _config.DKv; c++)
                    {
                        scores[j] += q[i][c] * k[j][c];
                    }
                }

                double sum = scores.Sum(Math.Exp);
                for (int j = 0; j < keys; j++)
                {
                    for (int c = head * _config.DKv; c < (head + 1) * _config.DKv; c++)
                    {
                        context[i][c] += Math.Exp(scores[j]) / sum * v[j][c];
                    }
                }
            }
        }

        return [.. context.Select(state => Multiply($"{name}.o.weight", state))];
    }

    private double Bias(string stack, int head, int offset) =>
        _weights[$"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"][(Bucket(offset, stack == "encoder") * _config.NumHeads) + head];

    private int Bucket(int offset, bool bothWays)
    {
        int buckets = bothWays ? _config.RelativeAttentionNumBuckets / 2 : _config.RelativeAttentionNumBuckets;
        int start = bothWays && offset > 0 ? buckets : 0;
        int distance = bothWays ? Math.Abs(offset) : Math.Max(-offset, 0);
        int exact = buckets / 2;
        return start + (distance < exact ? distance : Math.Min(
            buckets - 1, exact + (int)(Math.Log((double)distance / exact) / Math.Log((double)_config.RelativeAttentionMaxDistance / exact) * (buckets - exact))));
    }

    private double[][] FeedForward(double[][] states, string name) => [.. states.Select(state => Multiply($"{name}.wo.weight", _config.FeedForwardProj == "relu"
        ? [.. Multiply($"{name}.wi.weight", state).Select(value => Math.Max(value, 0))]
        : [.. Multiply($"{name}.wi_0.weight", state).Zip(Multiply($"{name}.wi_1.weight", state), (gate, value) => Gelu(gate) * value)]))];

    private static double Gelu(double x) => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))));

    private double[][] Norm(double[][] states, string name) => [.. states.Select(state =>
    {
        double scale = 1 / Math.Sqrt((state.Sum(value => value * value) / state.Length) + _config.LayerNormEpsilon);
        return state.Zip(_weights[name], (value, weight) => value * scale * weight).ToArray();
    })];

    // (out, in) times a vector.
    private double[] Multiply(string name, double[] vector)
    {
        double[] matrix = _weights[name];
        double[] product = new double[matrix.Length / vector.Length];
        for (int row = 0; row < product.Length; row++)
        {
            for (int column = 0; column < vector.Length; column++)
            {
                product[row] += matrix[(row * vector.Length) + column] * vector[column];
            }
        }

        return product;
    }

    private static void Add(double[][] states, double[][] more)
    {
        for (int i = 0; i < states.Length; i++)
        {
            for (int c = 0; c < states[i].Length; c++)
            {
                states[i][c] += more[i][c];
            }
        }
    }
}
