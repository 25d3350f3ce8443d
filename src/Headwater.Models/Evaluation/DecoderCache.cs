using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>Decoding by libtorch's operations, on any device.</summary>
internal sealed class DecoderCache : DecoderState
{
    private readonly T5Model _model;
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _bias;                          // (1, heads, positions, positions)
    private readonly LayerCache[] _layers;
    private Tensor? _mask;
    private int _rows;

    public DecoderCache(T5Model model, int[] inputs, int rows, int maxLength)
    {
        _model = model;
        _rows = rows;
        First = new int[rows];
        Device device = model.Parameters.Device;
        _mask = ModelBatch.Mask(inputs, rows, inputs.Length / rows, device);
        _bias = model.Decoder.Bias(0, maxLength, maxLength);
        long heads = (long)rows * model.Config.NumHeads;
        using DisposeScope scope = NewDisposeScope();
        Tensor encoded = model.Encode(from_array(inputs, device), rows, _mask, DropoutPlan.None);
        _layers = [.. model.Decoder.Layers.Select(layer =>
        {
            Tensor[] cross = Kernels.SplitHeads(layer.Cross!.ProjectEncoded(encoded), rows, 2, model.Config.NumHeads, model.Config.DKv);
            return new LayerCache(
                cross[0].MoveToOuterDisposeScope(),
                cross[1].MoveToOuterDisposeScope(),
                empty([heads, maxLength, model.Config.DKv], device: device).MoveToOuterDisposeScope(),
                empty([heads, maxLength, model.Config.DKv], device: device).MoveToOuterDisposeScope());
        })];
    }

    public override ReadOnlySpan<float> Next(ReadOnlySpan<int> last)
    {
        using DisposeScope scope = NewDisposeScope();
        return Logits(last.ToArray()).cpu().data<float>().ToArray();
    }

    public override int[] NextLikeliest(int[] last)
    {
        using DisposeScope scope = NewDisposeScope();
        return [.. Logits(last).argmax(1).cpu().data<long>().Select(id => (int)id)];
    }

    /// <summary>Logits after each row's last token, (rows, vocabulary); moves on by one position.</summary>
    public Tensor Logits(int[] last)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor states = _model.Embed(from_array(last, _model.Parameters.Device), DropoutPlan.None);
        Tensor bias = _bias.narrow(2, Position, 1).narrow(3, 0, Position + 1);
        for (int i = 0; i < _layers.Length; i++)
        {
            T5Layer layer = _model.Decoder.Layers[i];
            LayerCache cache = _layers[i];
            Tensor[] self = Kernels.SplitHeads(layer.Self.Project(layer.SelfNorm(states)), _rows, 3, _model.Config.NumHeads, _model.Config.DKv);
            cache.Keys.narrow(1, Position, 1).copy_(self[1]);
            cache.Values.narrow(1, Position, 1).copy_(self[2]);
            states = Attend(layer.Self, states, self[0], cache.Keys.narrow(1, 0, Position + 1), cache.Values.narrow(1, 0, Position + 1), bias, null);
            Tensor query = Kernels.SplitHeads(layer.Cross!.Project(layer.CrossNorm(states)), _rows, 1, _model.Config.NumHeads, _model.Config.DKv)[0];
            states = Attend(layer.Cross, states, query, cache.CrossKeys, cache.CrossValues, null, _mask);
            states = layer.FeedForward(states, DropoutPlan.None);
        }

        Position++;
        return _model.Logits(_model.Decoder.FinalNorm(states)).MoveToOuterDisposeScope();
    }

    public override void Keep(IReadOnlyList<int> rows)
    {
        using DisposeScope scope = NewDisposeScope();
        int heads = _model.Config.NumHeads;
        Tensor index = from_array(rows.Select(row => (long)row).ToArray(), _model.Parameters.Device);
        long[] headPlaces = [.. rows.SelectMany(row => Enumerable.Range(row * heads, heads)).Select(place => (long)place)];
        Tensor headIndex = from_array(headPlaces, _model.Parameters.Device);
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerCache old = _layers[i];
            _layers[i] = new LayerCache(
                Select(old.CrossKeys, headIndex), Select(old.CrossValues, headIndex), Select(old.Keys, headIndex), Select(old.Values, headIndex));
        }

        _mask = _mask is null ? null : Select(_mask, index);
        _rows = rows.Count;

        Tensor Select(Tensor from, Tensor places)
        {
            Tensor selected = from.index_select(0, places).DetachFromDisposeScope();
            from.Dispose();
            _scope.Attach(selected);
            return selected;
        }
    }

    private Tensor Attend(Attention attention, Tensor states, Tensor query, Tensor keys, Tensor values, Tensor? bias, Tensor? mask) =>
        attention.Finish(states, Kernels.JoinHeads(Kernels.Attend(query, keys, values, _rows, bias, mask, DropoutPlan.None), _rows), DropoutPlan.None);

    public override void Dispose() => _scope.Dispose();

    private readonly record struct LayerCache(Tensor CrossKeys, Tensor CrossValues, Tensor Keys, Tensor Values);
}
