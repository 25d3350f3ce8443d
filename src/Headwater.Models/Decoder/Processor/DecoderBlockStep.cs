namespace Headwater.Models;

/// <summary>One layer, as <see cref="DecoderBlock"/> describes it, forward and backward, for one worker.</summary>
internal sealed unsafe class DecoderBlockStep(DecoderModel model, DecoderNames names, int layer, int firstSite)
{
    /// <summary>Sites of dropout that one layer uses: attention's weights, and the outputs of both parts.</summary>
    public const int Sites = 3;

    private readonly DecoderAttentionStep _attention = DecoderAttentionStep.Of(model, names, layer, firstSite);
    private readonly DecoderFeedForwardStep _feedForward = new(model, names, layer);
    private readonly DecoderScale _attentionNorm = DecoderScale.Of(model.Parameters, names.AttentionNorm(layer), model.Config.IsNeoX);
    private readonly DecoderScale _feedForwardNorm = DecoderScale.Of(model.Parameters, names.FeedForwardNorm(layer), model.Config.IsNeoX);
    private readonly bool _normsOutput = model.Config.Kind == DecoderKind.Olmo2;
    private readonly bool _isParallel = model.Config.ParallelResidual;
    private readonly int _width = model.Config.HiddenSize;

    private float* _x;
    private float* _between;
    private float* _read;           // by the feed-forward layer
    private float* _attended;       // before the norm of the output
    private float* _fed;

    public float* Forward(DecoderContext pass, float* x)
    {
        _x = x;
        _attended = _attention.Forward(pass, _normsOutput ? x : pass.Norm(x, _attentionNorm));
        _between = pass.Residual(x, _normsOutput ? pass.Norm(_attended, _attentionNorm) : _attended, pass.Site(firstSite + 1));
        _read = _isParallel ? x : _between;
        _fed = _feedForward.Forward(pass, _normsOutput ? _read : pass.Norm(_read, _feedForwardNorm));
        return pass.Residual(_between, _normsOutput ? pass.Norm(_fed, _feedForwardNorm) : _fed, pass.Site(firstSite + 2));
    }

    /// <summary>From the gradient of the result to that of the layer's input, in place.</summary>
    public void Backward(DecoderContext pass, float* dx)
    {
        (int, long) mark = pass.Memory.Mark();
        float* read = pass.Memory.Take((long)pass.Places * _width);
        _feedForward.Backward(pass, Slope(pass, dx, _fed, _feedForwardNorm, firstSite + 2), read);
        float* slope = _isParallel ? Slope(pass, dx, _attended, _attentionNorm, firstSite + 1) : null;      // before dx takes what the other part read
        Take(pass, read, _read, _feedForwardNorm, dx);
        _attention.Backward(pass, _isParallel ? slope : Slope(pass, dx, _attended, _attentionNorm, firstSite + 1), read);
        Take(pass, read, _x, _attentionNorm, dx);
        pass.Memory.Release(mark);
    }

    // The gradient of a part's output, before its norm and dropout.
    private float* Slope(DecoderContext pass, float* dx, float* output, DecoderScale norm, int site)
    {
        float* slope = pass.BeforeDropout(dx, pass.Site(site));
        if (!_normsOutput)
        {
            return slope;
        }

        float* before = pass.Memory.Take((long)pass.Places * _width);
        new Span<float>(before, pass.Places * _width).Clear();
        pass.NormBackward(slope, output, norm, before);
        return before;
    }

    // Adds the gradient of what a part read to that of the states.
    private void Take(DecoderContext pass, float* read, float* states, DecoderScale norm, float* dx)
    {
        if (_normsOutput)
        {
            SoftmaxKernel.Add(dx, read, (long)pass.Places * _width);
        }
        else
        {
            pass.NormBackward(read, states, norm, dx);
        }
    }
}
