using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Texts that a decoder-only model continues, by libtorch's operations, on any device. Keys and values of all earlier positions are kept, so a token costs one
/// position. Prompts of several lengths lie left in their rows; what fills a short one up is masked, and its positions go on from its own end. A prefix language model reads a prompt whole, so that its tokens see its last
/// one; that one is read again by the first step, and its first copy is masked as what fills up.
/// </summary>
internal sealed class ContinuedText : DecoderState
{
    private readonly DecoderModel _model;
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly LayerCache[] _layers;
    private readonly int _promptLength;                 // of the longest prompt, without its last token but in a prefix language model
    private readonly int _capacity;                     // positions that the kept tensors hold
    private int[] _lengths;                             // of each prompt, without its last token

    public ContinuedText(DecoderModel model, IReadOnlyList<int[]> prompts, int maxLength)
    {
        _model = model;
        (First, Ends) = ([.. prompts.Select(prompt => prompt[^1])], model.Ends);
        _lengths = [.. prompts.Select(prompt => prompt.Length - 1)];
        _promptLength = _lengths.Max() + (model.Config.PrefixAttention ? 1 : 0);
        _capacity = _promptLength + maxLength;
        DecoderBatch.CheckLength(_lengths.Max() + maxLength, model.Config);
        Device device = model.Parameters.Device;
        using DisposeScope scope = NewDisposeScope();
        long[] shape = [prompts.Count, model.Config.NumKeyValueHeads, _capacity, model.Config.HeadDim];
        ScalarType type = model.Parameters.Precision.ToTorch();
        _layers = [.. model.Blocks.Select(_ => new LayerCache(zeros(shape, type, device).MoveToOuterDisposeScope(), zeros(shape, type, device).MoveToOuterDisposeScope()))];
        if (_promptLength > 0)
        {
            Read(prompts);
        }
    }

    public override ReadOnlySpan<float> Next(ReadOnlySpan<int> last)
    {
        using DisposeScope scope = NewDisposeScope();
        int slot = _promptLength + Position;
        int rows = last.Length;
        Device device = _model.Parameters.Device;
        Rotation rotation = Rotation.Of(_model.Rotary, [.. _lengths.Select(length => length + Position)], rows, device);
        Tensor states = Pass(from_array(last.ToArray(), device), rows, rotation, slot, 1, Unfilled(rows, slot + 1));
        Position++;
        return _model.Logits(_model.FinalNorm(states)).cpu().data<float>().ToArray();
    }

    public override void Keep(IReadOnlyList<int> rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor index = from_array(rows.Select(row => (long)row).ToArray(), _model.Parameters.Device);
        for (int i = 0; i < _layers.Length; i++)
        {
            _layers[i] = new LayerCache(Select(_layers[i].Keys), Select(_layers[i].Values));
        }

        _lengths = [.. rows.Select(row => _lengths[row])];

        Tensor Select(Tensor from)
        {
            Tensor selected = from.index_select(0, index).DetachFromDisposeScope();
            from.Dispose();
            _scope.Attach(selected);
            return selected;
        }
    }

    public override void Dispose() => _scope.Dispose();

    // All prompts but for their last tokens, which the first step reads.
    private void Read(IReadOnlyList<int[]> prompts)
    {
        int[] ids = new int[prompts.Count * _promptLength];
        bool isWhole = _model.Config.PrefixAttention;
        for (int row = 0; row < prompts.Count; row++)
        {
            prompts[row].AsSpan(0, _lengths[row] + (isWhole ? 1 : 0)).CopyTo(ids.AsSpan(row * _promptLength));
        }

        Device device = _model.Parameters.Device;
        Rotation rotation = Rotation.Of(_model.Rotary, [.. Enumerable.Range(0, _promptLength)], 1, device);
        Tensor mask = isWhole ? Prefixes(device) : Causal(device);
        Pass(from_array(ids, device), prompts.Count, rotation, 0, _promptLength, mask);
    }

    private Tensor Causal(Device device)
    {
        float[] mask = new float[_promptLength * _promptLength];
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = i % _promptLength > i / _promptLength ? ModelBatch.Masked : 0;
        }

        return from_array(mask, device).view(1, 1, _promptLength, _promptLength);
    }

    // Every token of a prompt is seen, and nothing behind it.
    private Tensor Prefixes(Device device)
    {
        float[] mask = new float[_lengths.Length * _promptLength];
        for (int row = 0; row < _lengths.Length; row++)
        {
            mask.AsSpan((row * _promptLength) + _lengths[row] + 1, _promptLength - _lengths[row] - 1).Fill(ModelBatch.Masked);
        }

        return from_array(mask, device).view(_lengths.Length, 1, 1, _promptLength);
    }

    private Tensor Pass(Tensor ids, int rows, Rotation rotation, int slot, int length, Tensor? mask)
    {
        Tensor states = _model.Embed(ids);
        for (int i = 0; i < _layers.Length; i++)
        {
            LayerCache cache = _layers[i];
            states = _model.Blocks[i].Continue(states, rows, rotation, mask, heads =>
            {
                cache.Keys.narrow(2, slot, length).copy_(heads.Keys);
                cache.Values.narrow(2, slot, length).copy_(heads.Values);
                return (cache.Keys.narrow(2, 0, slot + length), cache.Values.narrow(2, 0, slot + length));
            });
        }

        return states;
    }

    // Masks the places between a short prompt's end and the longest's; null where all prompts are of one length.
    private Tensor? Unfilled(int rows, int keys)
    {
        if (_lengths.All(length => length == _promptLength))
        {
            return null;
        }

        float[] mask = new float[rows * keys];
        for (int row = 0; row < rows; row++)
        {
            mask.AsSpan((row * keys) + _lengths[row], _promptLength - _lengths[row]).Fill(ModelBatch.Masked);
        }

        return from_array(mask, _model.Parameters.Device).view(rows, 1, 1, keys);
    }

    private readonly record struct LayerCache(Tensor Keys, Tensor Values);
}
