using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.autograd;

namespace Headwater.Models;

/// <summary>The shape of an attention and what it leaves out; the mask is (batch, 1, 1 or queries, keys).</summary>
internal sealed record AttentionShape(int Batch, int Heads, int Width, Tensor? Mask, DropoutSite Dropout);

/// <summary>
/// Multi-head attention of projected states on the processor. Heads are read in place, where the projection put them, and one head's scores fit
/// into the cache, so nothing is copied apart and together again. Self-attention: (q k v, bias, shape). Cross-attention: (q, k v, shape).
/// </summary>
internal sealed unsafe class AttentionFunction : SingleTensorFunction<AttentionFunction>
{
    private const string Shape = "shape";

    public override string Name => nameof(AttentionFunction);

    public override Tensor forward(AutogradContext ctx, params object[] vars)
    {
        using DisposeScope scope = NewDisposeScope();
        AttentionShape shape = (AttentionShape)vars[2];
        Parts parts = new((Tensor)vars[0], (Tensor)vars[1], shape);
        Tensor context = empty(parts.Queries.shape[0], parts.Queries.shape[1], (long)shape.Heads * shape.Width);
        List<Tensor> saved = [(Tensor)vars[0], (Tensor)vars[1]];
        for (int head = 0; head < shape.Heads; head++)
        {
            Tensor weights = parts.Query(head).bmm(parts.Key(head).transpose(1, 2));                                // (batch, queries, keys)
            float* mask = shape.Mask is null ? null : Lanes.Floats(shape.Mask);
            int maskQueries = shape.Mask is null ? 1 : (int)shape.Mask.shape[2];
            SoftmaxKernel.Forward(Lanes.Floats(weights), parts.Bias(head), mask, maskQueries, shape.Batch, (int)weights.shape[1], (int)weights.shape[2]);
            saved.Add(weights.MoveToOuterDisposeScope());       // read from the context only after this method has returned
            context.narrow(2, (long)head * shape.Width, shape.Width).copy_(Dropped(weights, head, shape).bmm(parts.Value(head)));
        }

        ctx.save_for_backward(saved);
        ctx.save_data(Shape, shape);
        return context.view(-1, (long)shape.Heads * shape.Width).MoveToOuterDisposeScope();
    }

    public override List<Tensor> backward(AutogradContext ctx, Tensor grad_output)
    {
        using DisposeScope scope = NewDisposeScope();
        AttentionShape shape = (AttentionShape)ctx.get_data(Shape);
        List<Tensor> saved = ctx.get_saved_variables();
        Parts parts = new(saved[0], saved[1], shape);
        Tensor first = empty_like(saved[0]);
        Tensor second = zeros_like(saved[1]);
        Parts gradients = new(first, second, shape);
        Tensor output = grad_output.contiguous().view(shape.Batch, -1, (long)shape.Heads * shape.Width);
        for (int head = 0; head < shape.Heads; head++)
        {
            using DisposeScope headScope = NewDisposeScope();
            Tensor weights = saved[2 + head];
            Tensor slope = output.narrow(2, (long)head * shape.Width, shape.Width);
            gradients.Value(head).copy_(Dropped(weights, head, shape).transpose(1, 2).bmm(slope));
            Tensor scores = slope.bmm(parts.Value(head).transpose(1, 2));                                           // (batch, queries, keys)
            if (!shape.Dropout.IsNone)
            {
                SoftmaxKernel.Drop(Lanes.Floats(scores), Lanes.Floats(scores), scores.numel(), Place(scores, head), shape.Dropout);
            }

            SoftmaxKernel.Backward(Lanes.Floats(weights), Lanes.Floats(scores), gradients.Bias(head), shape.Batch, (int)scores.shape[1], (int)scores.shape[2]);
            gradients.Query(head).copy_(scores.bmm(parts.Key(head)));
            gradients.Key(head).copy_(scores.transpose(1, 2).bmm(parts.Query(head)));
        }

        return [first.MoveToOuterDisposeScope(), second.MoveToOuterDisposeScope(), null!];
    }

    private static Tensor Dropped(Tensor weights, int head, AttentionShape shape)
    {
        if (shape.Dropout.IsNone)
        {
            return weights;
        }

        Tensor dropped = empty_like(weights);
        SoftmaxKernel.Drop(Lanes.Floats(weights), Lanes.Floats(dropped), dropped.numel(), Place(weights, head), shape.Dropout);
        return dropped;
    }

    private static uint Place(Tensor weights, int head) => (uint)(weights.numel() * head);

    /// <summary>Where each head's query, key and value lie in the projected tensors, or in their gradients.</summary>
    private sealed class Parts
    {
        private readonly Tensor _keyValue;
        private readonly Tensor? _bias;
        private readonly AttentionShape _shape;
        private readonly int _firstKey;

        public Parts(Tensor first, Tensor second, AttentionShape shape)
        {
            bool isSelf = second.dim() == 4;                            // a bias, (1, heads, queries, keys)
            _shape = shape;
            _firstKey = isSelf ? shape.Heads : 0;
            _bias = isSelf ? second : null;
            Queries = first.view(shape.Batch, -1, first.shape[1]);      // (batch, length, parts · heads · width)
            _keyValue = isSelf ? Queries : second.view(shape.Batch, -1, second.shape[1]);
        }

        public Tensor Queries { get; }

        public Tensor Query(int head) => Queries.narrow(2, (long)head * _shape.Width, _shape.Width);

        public Tensor Key(int head) => _keyValue.narrow(2, (long)(_firstKey + head) * _shape.Width, _shape.Width);

        public Tensor Value(int head) => _keyValue.narrow(2, (long)(_firstKey + _shape.Heads + head) * _shape.Width, _shape.Width);

        public float* Bias(int head) => _bias is null ? null : Lanes.Floats(_bias) + (head * _bias.shape[2] * _bias.shape[3]);
    }
}
