namespace Headwater.Models;

/// <summary>down( silu(gate x) · (up x) ), or out( gelu(in x) ), between input and output, without norm and residual, and its gradient.</summary>
internal sealed unsafe class DecoderFeedForwardStep(DecoderModel model, DecoderNames names, int layer)
{
    private readonly DecoderConfig _config = model.Config;
    private readonly DecoderWeight _in = DecoderWeight.Of(model.Parameters, names.In(layer), model.Config.FeedForwardBias);        // up below the gate
    private readonly DecoderWeight _out = DecoderWeight.Of(model.Parameters, names.Out(layer), model.Config.FeedForwardBias);

    private readonly int _projectedWidth = model.Config.IsNeoX ? model.Config.IntermediateSize : 2 * model.Config.IntermediateSize;

    private float* _x;
    private float* _projected;
    private float* _inner;

    public float* Forward(DecoderContext pass, float* x)
    {
        _x = x;
        _projected = pass.Linear(x, _in, _config.HiddenSize, _projectedWidth);
        _inner = pass.Memory.Take((long)pass.Places * _config.IntermediateSize);
        if (_config.IsNeoX)
        {
            GeluKernel.Forward(_projected, _inner, (long)pass.Places * _config.IntermediateSize, _config.HiddenAct == DecoderConfig.GeluTanh);
        }
        else
        {
            GatedSiluKernel.Forward(_projected, _inner, pass.Places, _config.IntermediateSize);
        }

        return pass.Linear(_inner, _out, _config.IntermediateSize, _config.HiddenSize);
    }

    /// <summary>Computes the gradient of the input from that of the output. The result overwrites the buffer it is given.</summary>
    public void Backward(DecoderContext pass, float* slope, float* dx)
    {
        (int, long) mark = pass.Memory.Mark();
        float* inner = pass.Memory.Take((long)pass.Places * _config.IntermediateSize);
        pass.LinearBackward(_inner, _out, slope, inner, _config.IntermediateSize, _config.HiddenSize);
        if (_config.IsNeoX)
        {
            GeluKernel.Backward(inner, _projected, (long)pass.Places * _config.IntermediateSize, _config.HiddenAct == DecoderConfig.GeluTanh);
        }
        else
        {
            GatedSiluKernel.Backward(inner, _projected, pass.Places, _config.IntermediateSize);
        }

        pass.LinearBackward(_x, _in, _projected, dx, _config.HiddenSize, _projectedWidth);
        pass.Memory.Release(mark);
    }
}
