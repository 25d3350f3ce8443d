using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Headwater.Models;

/// <summary>
/// A block of the model that keeps its inputs alone and runs again in the backward pass: memory for time (Chen et al. 2016, arXiv:1604.06174).
/// Dropout drops the same numbers again. Weights receive their gradients in the second run.
/// </summary>
internal sealed class RecomputeFunction : SingleTensorFunction<RecomputeFunction>
{
    private const string Block = "block";

    public override string Name => nameof(RecomputeFunction);

    public static Tensor Run(DropoutPlan dropout, Func<Tensor[], Tensor> block, params Tensor[] inputs)
    {
        if (!is_grad_enabled())
        {
            return block(inputs);
        }

        ulong first = dropout.Sites;
        return apply([.. inputs, new Recomputation(inputs =>
        {
            ulong now = dropout.Sites;
            dropout.Sites = first;
            Tensor output = block(inputs);
            dropout.Sites = Math.Max(now, dropout.Sites);
            return output;
        })]);
    }

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor[] inputs = [.. vars.OfType<Tensor>()];
        Recomputation block = (Recomputation)vars[^1];
        ctx.save_for_backward([.. inputs]);
        ctx.save_data(Block, block);
        return block.Run(inputs).MoveToOuterDisposeScope();
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradient = enable_grad();
        Tensor[] inputs = [.. ctx.get_saved_variables().Select(input => input.detach().requires_grad_(true))];
        Tensor output = ((Recomputation)ctx.get_data(Block)).Run(inputs);
        output.backward([grad_output]);
        return [.. inputs.Select(input => input.grad!.MoveToOuterDisposeScope()), null!];
    }

    /// <summary>A class of its own, since a context takes one object for each argument that is no tensor.</summary>
    private sealed record Recomputation(Func<Tensor[], Tensor> Run);
}
