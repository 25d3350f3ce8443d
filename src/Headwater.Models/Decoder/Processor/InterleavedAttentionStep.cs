namespace Headwater.Models;

/// <summary>Attention of GPT-NeoX, whose one matrix gives query, key and value of each head side by side.</summary>
internal sealed unsafe class InterleavedAttentionStep(DecoderModel model, DecoderNames names, int layer, int site) : DecoderAttentionStep
{
    private readonly DecoderConfig _config = model.Config;
    private readonly DecoderWeight _projection = DecoderWeight.Of(model.Parameters, names.Query(layer), model.Config.QueryKeyValueBias);
    private readonly DecoderWeight _output = DecoderWeight.Of(model.Parameters, names.Output(layer), model.Config.AttentionOutputBias);

    private float* _x;
    private float* _context;
    private GroupedAttention _attention;

    private int Stride => 3 * _config.QueryWidth;

    public override float* Forward(DecoderContext pass, float* x)
    {
        _x = x;
        HeadStates projected = new(pass.Linear(x, _projection, _config.HiddenSize, Stride), Stride);
        Turn(pass, projected, 1);
        _attention = new GroupedAttention
        {
            Query = projected,
            Key = projected.From(_config.HeadDim),
            Value = projected.From(2 * _config.HeadDim),
            Pitch = 3 * _config.HeadDim,
            Weights = pass.Memory.Take((long)pass.Places * pass.Length * _config.NumAttentionHeads),
            Dropout = pass.Site(site),
        };
        _context = pass.Memory.Take((long)pass.Places * _config.QueryWidth);
        _attention.Forward(pass, new(_context, _config.QueryWidth));
        return pass.Linear(_context, _output, _config.QueryWidth, _config.HiddenSize);
    }

    public override void Backward(DecoderContext pass, float* slope, float* dx)
    {
        (int, long) mark = pass.Memory.Mark();
        float* context = pass.Memory.Take((long)pass.Places * _config.QueryWidth);
        pass.LinearBackward(_context, _output, slope, context, _config.QueryWidth, _config.HiddenSize);
        HeadStates projected = new(pass.Memory.Take((long)pass.Places * Stride), Stride);
        new Span<float>(projected.Data, pass.Places * Stride).Clear();
        _attention.Backward(pass, new(context, _config.QueryWidth), projected, projected.From(_config.HeadDim), projected.From(2 * _config.HeadDim));
        Turn(pass, projected, -1);
        pass.LinearBackward(_x, _projection, projected.Data, dx, _config.HiddenSize, Stride);
        pass.Memory.Release(mark);
    }

    private void Turn(DecoderContext pass, HeadStates projected, float direction)
    {
        pass.Turn(projected.Data, _config.NumAttentionHeads, 3 * _config.HeadDim, Stride, direction);
        pass.Turn(projected.From(_config.HeadDim).Data, _config.NumAttentionHeads, 3 * _config.HeadDim, Stride, direction);
    }
}
