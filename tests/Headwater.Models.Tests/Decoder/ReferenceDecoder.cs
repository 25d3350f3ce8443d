using TorchSharp;

namespace Headwater.Models.Tests;

/// <summary>
/// A forward pass in float64 over plain arrays, one position and one head at a time, written from the published descriptions. It shares nothing with the models
/// but the names and values of the weights.
/// </summary>
internal sealed class ReferenceDecoder(DecoderModel model)
{
    private readonly DecoderConfig _config = model.Config;
    private readonly Dictionary<string, double[]> _weights = Checkpoint.SlicesOf(model)
        .ToDictionary(slice => slice.Name, slice => slice.Tensor.cpu().data<float>().ToArray().Select(value => (double)value).ToArray());

    private string Prefix(int layer) => _config.Kind == DecoderKind.GptNeoX ? $"gpt_neox.layers.{layer}." : $"model.layers.{layer}.";

    private int _prefix;

    /// <summary>The logits after each id of one text, the first of which all see each other in a prefix language model.</summary>
    public double[][] Logits(int[] ids, int prefix = 0)
    {
        _prefix = _config.PrefixAttention ? prefix : 0;
        bool isNeoX = _config.Kind == DecoderKind.GptNeoX;
        string embedding = isNeoX ? "gpt_neox.embed_in.weight" : "model.embed_tokens.weight";
        string head = _config.TieWordEmbeddings ? embedding : isNeoX ? "embed_out.weight" : "lm_head.weight";
        double[][] states = [.. ids.Select(id => Row(embedding, id, _config.HiddenSize))];
        for (int layer = 0; layer < _config.NumHiddenLayers; layer++)
        {
            states = _config.Kind switch
            {
                DecoderKind.GptNeoX => NeoX(states, Prefix(layer)),
                DecoderKind.Olmo2 => Olmo(states, Prefix(layer)),
                _ => Llama(states, Prefix(layer)),
            };
        }

        return [.. states.Select(state => Times(head, isNeoX ? LayerNorm(state, "gpt_neox.final_layer_norm") : Rms(state, "model.norm.weight")))];
    }

    /// <summary>−Σ log p of the scored ids, each by what is before it.</summary>
    public double Loss(int[] ids, int[] labels)
    {
        double[][] logits = Logits(ids, prefix: Array.FindIndex(labels, 1, label => label >= 0));
        double loss = 0;
        for (int i = 1; i < ids.Length; i++)
        {
            if (labels[i] >= 0)
            {
                loss += Math.Log(logits[i - 1].Sum(Math.Exp)) - logits[i - 1][labels[i]];
            }
        }

        return loss;
    }

    private double[][] Llama(double[][] states, string layer)
    {
        double[][] attended = Attention([.. states.Select(state => Rms(state, layer + "input_layernorm.weight"))], layer);
        double[][] between = Add(states, attended);
        return Add(between, [.. between.Select(state => SwiGlu(Rms(state, layer + "post_attention_layernorm.weight"), layer))]);
    }

    private double[][] Olmo(double[][] states, string layer)
    {
        double[][] between = Add(states, [.. Attention(states, layer).Select(row => Rms(row, layer + "post_attention_layernorm.weight"))]);
        return Add(between, [.. between.Select(state => Rms(SwiGlu(state, layer), layer + "post_feedforward_layernorm.weight"))]);
    }

    private double[][] NeoX(double[][] states, string layer)
    {
        (int heads, int width) = (_config.NumAttentionHeads, _config.HeadDim);
        double[][] projected = [.. states.Select(state => Linear(layer + "attention.query_key_value", LayerNorm(state, layer + "input_layernorm")))];
        double[][][] part = [.. Enumerable.Range(0, 3).Select(kind => projected.Select(row =>
            Enumerable.Range(0, heads).SelectMany(head => row.Skip(((head * 3) + kind) * width).Take(width)).ToArray()).ToArray())];
        double[][] attended = [.. Attend(part[0], part[1], part[2]).Select(row => Linear(layer + "attention.dense", row))];
        double[][] between = Add(states, attended);
        double[][] read = _config.ParallelResidual ? states : between;
        return Add(between, [.. read.Select(state =>
        {
            double[] inner = Linear(layer + "mlp.dense_h_to_4h", LayerNorm(state, layer + "post_attention_layernorm"));
            return Linear(layer + "mlp.dense_4h_to_h", [.. inner.Select(Gelu)]);
        })]);
    }

    private double[][] Attention(double[][] states, string layer)
    {
        double[][] queries = [.. states.Select(state => Normed(Linear(layer + "self_attn.q_proj", state), layer + "self_attn.q_norm.weight"))];
        double[][] keys = [.. states.Select(state => Normed(Linear(layer + "self_attn.k_proj", state), layer + "self_attn.k_norm.weight"))];
        double[][] values = [.. states.Select(state => Linear(layer + "self_attn.v_proj", state))];
        return [.. Attend(queries, keys, values).Select(row => Linear(layer + "self_attn.o_proj", row))];
    }

    // Over each head where the scale has a head's width, else over all.
    private double[] Normed(double[] row, string scale)
    {
        if (!_weights.TryGetValue(scale, out double[]? weights))
        {
            return row;
        }

        return [.. row.Chunk(weights.Length).SelectMany(head => Rms(head, scale))];
    }

    private double[][] Attend(double[][] queries, double[][] keys, double[][] values)
    {
        (int heads, int width, int group) = (_config.NumAttentionHeads, _config.HeadDim, _config.NumAttentionHeads / _config.NumKeyValueHeads);
        double[][] context = [.. queries.Select(_ => new double[heads * width])];
        for (int head = 0; head < heads; head++)
        {
            int shared = head / group;
            for (int i = 0; i < queries.Length; i++)
            {
                double[] query = Turned(queries[i].AsSpan(head * width, width), i);
                int seen = Math.Max(i + 1, _prefix);
                double[] scores = new double[seen];
                for (int j = 0; j < seen; j++)
                {
                    double[] key = Turned(keys[j].AsSpan(shared * width, width), j);
                    scores[j] = query.Zip(key, (a, b) => a * b).Sum() / Math.Sqrt(width);
                }

                double sum = scores.Sum(score => Math.Exp(score - scores.Max()));
                for (int j = 0; j < seen; j++)
                {
                    double weight = Math.Exp(scores[j] - scores.Max()) / sum;
                    for (int k = 0; k < width; k++)
                    {
                        context[i][(head * width) + k] += weight * values[j][(shared * width) + k];
                    }
                }
            }
        }

        return context;
    }

    // As a complex number x_k + i x_{k + w/2} times e^{i p f}.
    private double[] Turned(Span<double> head, int position)
    {
        double[] turned = head.ToArray();
        int width = (int)(_config.HeadDim * _config.RotaryShare);
        for (int k = 0; k < width / 2; k++)
        {
            System.Numerics.Complex number = new System.Numerics.Complex(head[k], head[k + (width / 2)])
                * System.Numerics.Complex.FromPolarCoordinates(1, position * Frequency(k, width));
            (turned[k], turned[k + (width / 2)]) = (number.Real, number.Imaginary);
        }

        return turned;
    }

    private double Frequency(int pair, int width)
    {
        double frequency = 1 / Math.Pow(_config.RopeTheta, 2.0 * pair / width);
        if (_config.RopeScaling is not { } scaling)
        {
            return frequency;
        }

        if (scaling.Type == "linear")
        {
            return frequency / scaling.Factor;
        }

        double wavelength = 2 * Math.PI / frequency;
        double longest = scaling.OriginalPositions!.Value / scaling.LowFrequencyFactor!.Value;
        double shortest = scaling.OriginalPositions!.Value / scaling.HighFrequencyFactor!.Value;
        if (wavelength < shortest)
        {
            return frequency;
        }

        if (wavelength > longest)
        {
            return frequency / scaling.Factor;
        }

        double smooth = ((scaling.OriginalPositions.Value / wavelength) - scaling.LowFrequencyFactor.Value) / (scaling.HighFrequencyFactor.Value - scaling.LowFrequencyFactor.Value);
        return ((1 - smooth) * frequency / scaling.Factor) + (smooth * frequency);
    }

    private double[] SwiGlu(double[] state, string layer)
    {
        double[] gate = Linear(layer + "mlp.gate_proj", state);
        double[] up = Linear(layer + "mlp.up_proj", state);
        return Linear(layer + "mlp.down_proj", [.. gate.Zip(up, (g, u) => g / (1 + Math.Exp(-g)) * u)]);
    }

    private double Gelu(double x) => _config.HiddenAct == "gelu_tanh"
        ? 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))
        : 0.5 * x * (1 + Erf(x / Math.Sqrt(2)));

    // ∫ by Simpson's rule: slow and sure.
    private static double Erf(double x)
    {
        const int steps = 400;
        double sum = 0;
        for (int i = 0; i <= steps; i++)
        {
            double t = x * i / steps;
            sum += Math.Exp(-t * t) * (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2);
        }

        return 2 / Math.Sqrt(Math.PI) * sum * x / (3 * steps);
    }

    private double[] Rms(double[] state, string scale)
    {
        double root = Math.Sqrt(state.Average(value => value * value) + _config.NormEpsilon);
        return [.. state.Zip(_weights[scale], (value, weight) => value / root * weight)];
    }

    private double[] LayerNorm(double[] state, string name)
    {
        double mean = state.Average();
        double root = Math.Sqrt(state.Average(value => (value - mean) * (value - mean)) + _config.NormEpsilon);
        return [.. state.Select((value, i) => ((value - mean) / root * _weights[name + ".weight"][i]) + _weights[name + ".bias"][i])];
    }

    private double[] Linear(string name, double[] state)
    {
        double[] product = Times(name + ".weight", state);
        return _weights.TryGetValue(name + ".bias", out double[]? bias) ? [.. product.Zip(bias, (value, shift) => value + shift)] : product;
    }

    private double[] Times(string name, double[] state) =>
        [.. Enumerable.Range(0, _weights[name].Length / state.Length).Select(row => Row(name, row, state.Length).Zip(state, (weight, value) => weight * value).Sum())];

    private double[] Row(string name, int row, int width) => _weights[name][(row * width)..((row + 1) * width)];

    private static double[][] Add(double[][] left, double[][] right) => [.. left.Zip(right, (a, b) => a.Zip(b, (x, y) => x + y).ToArray())];
}
