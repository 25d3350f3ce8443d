using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Headwater.Models;

// The processor kernels as operations that automatic differentiation knows. An argument list holds tensors, then one object with the rest;
// a backward pass answers with a gradient for each tensor and null for the object.

/// <summary>(x, scale, ε).</summary>
internal sealed unsafe class RmsNormFunction : SingleTensorFunction<RmsNormFunction>
{
    private const string Epsilon = "epsilon";

    public override string Name => nameof(RmsNormFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        (Tensor x, Tensor scale, float epsilon) = ((Tensor)vars[0], (Tensor)vars[1], (float)vars[2]);
        ctx.save_for_backward([x, scale]);
        ctx.save_data(Epsilon, epsilon);
        Tensor y = empty_like(x);
        RmsNormKernel.Forward(Lanes.Floats(x), Lanes.Floats(scale), Lanes.Floats(y), Rows(x), Columns(x), epsilon);
        return y;
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor gradient = grad_output.contiguous();
        Tensor xGradient = empty_like(saved[0]);
        Tensor scaleGradient = empty_like(saved[1]);
        RmsNormKernel.Backward(
            Lanes.Floats(gradient), Lanes.Floats(saved[0]), Lanes.Floats(saved[1]), Lanes.Floats(xGradient), Lanes.Floats(scaleGradient),
            Rows(saved[0]), Columns(saved[0]), (float)ctx.get_data(Epsilon));
        return [xGradient.MoveToOuterDisposeScope(), scaleGradient.MoveToOuterDisposeScope(), null!];
    }

    private static int Rows(Tensor x) => (int)x.shape[0];

    private static int Columns(Tensor x) => (int)x.shape[1];
}

/// <summary>(x, dropout).</summary>
internal sealed unsafe class GatedGeluFunction : SingleTensorFunction<GatedGeluFunction>
{
    private const string Dropout = "dropout";

    public override string Name => nameof(GatedGeluFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        (Tensor x, DropoutSite dropout) = ((Tensor)vars[0], (DropoutSite)vars[1]);
        (int rows, int size) = ((int)x.shape[0], (int)x.shape[1] / 2);
        ctx.save_for_backward([x]);
        ctx.save_data(Dropout, dropout);
        Tensor y = empty(rows, size);
        GatedGeluKernel.Forward(Lanes.Floats(x), Lanes.Floats(y), rows, size, dropout);
        return y;
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = ctx.get_saved_variables()[0];
        Tensor gradient = grad_output.contiguous();
        Tensor xGradient = empty_like(x);
        GatedGeluKernel.Backward(
            Lanes.Floats(gradient), Lanes.Floats(x), Lanes.Floats(xGradient), (int)x.shape[0], (int)x.shape[1] / 2, (DropoutSite)ctx.get_data(Dropout));
        return [xGradient.MoveToOuterDisposeScope(), null!];
    }
}

/// <summary>(x, dropout).</summary>
internal sealed unsafe class DropoutFunction : SingleTensorFunction<DropoutFunction>
{
    private const string Dropout = "dropout";

    public override string Name => nameof(DropoutFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        (Tensor x, DropoutSite dropout) = ((Tensor)vars[0], (DropoutSite)vars[1]);
        ctx.save_for_backward([]);
        ctx.save_data(Dropout, dropout);
        return Dropped(x, dropout);
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output) => [Dropped(grad_output, (DropoutSite)ctx.get_data(Dropout)), null!];

    private static Tensor Dropped(Tensor x, DropoutSite dropout)
    {
        using Tensor source = x.contiguous();
        Tensor y = empty_like(source);
        SoftmaxKernel.Drop(Lanes.Floats(source), Lanes.Floats(y), y.numel(), 0, dropout);
        return y;
    }
}
