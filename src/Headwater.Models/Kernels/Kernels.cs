using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// The operations of a block that libtorch has no single kernel for: ours on the processor, a few of libtorch's elsewhere. The second kind is
/// also what tests compare the first with.
/// </summary>
internal static class Kernels
{
    /// <summary>x · scale / sqrt(mean(x²) + ε) over the last dimension; x is (rows, width).</summary>
    public static Tensor RmsNorm(Tensor x, Tensor scale, double epsilon) =>
        IsOurs(x) ? RmsNormFunction.apply(x, scale, (float)epsilon) : PlainRmsNorm(x, scale, epsilon);

    /// <summary>dropout(gelu(left) · right), where a row holds left, then right; GELU is the tanh approximation.</summary>
    public static Tensor GatedGelu(Tensor x, DropoutPlan dropout) =>
        IsOurs(x) ? GatedGeluFunction.apply(x, dropout.Next()) : PlainDropout(PlainGatedGelu(x), dropout);

    /// <summary>Attention of states to themselves: q, k and v side by side, (batch · length, 3 · heads · width).</summary>
    public static Tensor SelfAttention(Tensor queryKeyValue, int batch, int heads, int width, Tensor bias, Tensor? mask, DropoutPlan dropout)
    {
        if (IsOurs(queryKeyValue))
        {
            return AttentionFunction.apply(queryKeyValue, bias, new AttentionShape(batch, heads, width, mask, dropout.Next()));
        }

        Tensor[] parts = SplitHeads(queryKeyValue, batch, 3, heads, width);
        return JoinHeads(Attend(parts[0], parts[1], parts[2], batch, bias, mask, dropout), batch);
    }

    /// <summary>Attention of queries, (batch · queries, heads · width), to k and v side by side, (batch · keys, 2 · heads · width).</summary>
    public static Tensor CrossAttention(Tensor query, Tensor keyValue, int batch, int heads, int width, Tensor? mask, DropoutPlan dropout)
    {
        if (IsOurs(query))
        {
            return AttentionFunction.apply(query, keyValue, new AttentionShape(batch, heads, width, mask, dropout.Next()));
        }

        Tensor[] parts = SplitHeads(keyValue, batch, 2, heads, width);
        return JoinHeads(Attend(SplitHeads(query, batch, 1, heads, width)[0], parts[0], parts[1], batch, null, mask, dropout), batch);
    }

    public static Tensor Dropout(Tensor x, DropoutPlan dropout) =>
        dropout.IsNone ? x : IsOurs(x) ? DropoutFunction.apply(x, dropout.Next()) : PlainDropout(x, dropout);

    /// <summary>softmax(q · k + bias + mask) · v by libtorch's operations; all are (batch · heads, length, width), the result too.</summary>
    public static Tensor Attend(Tensor query, Tensor keys, Tensor values, int batch, Tensor? bias, Tensor? mask, DropoutPlan dropout)
    {
        Tensor scores = query.bmm(keys.transpose(1, 2)).to(float32).view(batch, -1, query.shape[1], keys.shape[1]);          // (batch, heads, queries, keys)
        scores = bias is null ? scores : scores.add_(bias, Number.One);
        scores = mask is null ? scores : scores.add_(mask, Number.One);
        return PlainDropout(scores.softmax(-1).to(values.dtype), dropout).view(-1, query.shape[1], keys.shape[1]).bmm(values);
    }

    /// <summary>(batch · length, parts · heads · width) → parts × (batch · heads, length, width).</summary>
    public static Tensor[] SplitHeads(Tensor projected, int batch, int parts, int heads, int width)
    {
        long length = projected.shape[0] / batch;
        return projected.view([batch, length, parts, heads, width]).permute(2, 0, 3, 1, 4).reshape(parts, batch * heads, length, width).unbind(0);
    }

    /// <summary>(batch · heads, length, width) → (batch · length, heads · width).</summary>
    public static Tensor JoinHeads(Tensor heads, int batch)
    {
        (long length, long width) = (heads.shape[1], heads.shape[2]);
        return heads.view(batch, -1, length, width).transpose(1, 2).reshape(batch * length, -1);
    }

    internal static Tensor PlainRmsNorm(Tensor x, Tensor scale, double epsilon)
    {
        Tensor wide = x.to(float32);
        return wide.mul(wide.pow(Number.Two).mean([-1L], keepdim: true).add(Number.Of(epsilon)).rsqrt()).mul(scale).to(x.dtype);
    }

    internal static Tensor PlainGatedGelu(Tensor x)
    {
        Tensor[] halves = x.chunk(2, -1);
        return nn.functional.gelu(halves[0], TorchSharp.Modules.GELU.Approximate.tanh).mul(halves[1]);
    }

    // By libtorch's own generator, whose state cannot be read on every device: seeded at each site, it drops the same numbers in every attempt.
    private static Tensor PlainDropout(Tensor x, DropoutPlan dropout)
    {
        if (dropout.IsNone)
        {
            return x;
        }

        manual_seed(dropout.Next().Seed);
        return nn.functional.dropout(x, dropout.Rate);
    }

    private static bool IsOurs(Tensor x) => x.device_type == DeviceType.CPU && x.dtype == ScalarType.Float32;
}
