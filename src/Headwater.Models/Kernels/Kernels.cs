using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>The operations of a block that libtorch has no single kernel for.</summary>
internal static class Kernels
{
    /// <summary>x · scale / sqrt(mean(x²) + ε) over the last dimension (Zhang, Sennrich 2019, arXiv:1910.07467).</summary>
    public static Tensor RmsNorm(Tensor x, Tensor scale, double epsilon)
    {
        using Tensor square = x.pow(2);
        using Tensor mean = square.mean([-1L], keepdim: true);
        using Tensor inverse = mean.add(epsilon).rsqrt();
        return x.mul(inverse).mul(scale);
    }

    /// <summary>gelu(left) · right, where the last dimension holds left, then right; GELU is the tanh approximation.</summary>
    public static Tensor GatedGelu(Tensor x)
    {
        Tensor[] halves = x.chunk(2, -1);
        return nn.functional.gelu(halves[0], TorchSharp.Modules.GELU.Approximate.tanh).mul(halves[1]);
    }

    /// <summary>softmax over keys of scores + bias (+ mask), where scores are (batch, heads, queries, keys) and may be overwritten.</summary>
    public static Tensor AttentionWeights(Tensor scores, Tensor? bias, Tensor? mask)
    {
        if (bias is not null)
        {
            scores = scores.add_(bias);
        }

        if (mask is not null)
        {
            scores = scores.add_(mask);
        }

        return scores.softmax(-1);
    }

    public static Tensor Dropout(Tensor x, double rate) => rate > 0 ? nn.functional.dropout(x, rate) : x;
}
