using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>One thread's forward and backward passes through a decoder-only model.</summary>
internal sealed unsafe class DecoderWorker : GradientWorker
{
    private readonly DecoderModel _model;
    private readonly DecoderContext _pass;
    private readonly Workspace _memory = new();
    private readonly ImmutableArray<DecoderBlockStep> _blocks;
    private readonly VocabularyStep _vocabulary;
    private readonly long _embedding;
    private readonly DecoderScale _finalNorm;

    public DecoderWorker(DecoderModel model, float* gradients)
    {
        _model = model;
        _pass = new DecoderContext(model, gradients, _memory);
        DecoderNames names = new(model.Config);
        _blocks = [.. Enumerable.Range(0, model.Config.NumHiddenLayers).Select(layer => new DecoderBlockStep(model, names, layer, 1 + (layer * DecoderBlockStep.Sites)))];
        _embedding = model.Parameters.PlaceOf(names.Embedding);
        _finalNorm = DecoderScale.Of(model.Parameters, names.FinalNorm, model.Config.IsNeoX);
        _vocabulary = new VocabularyStep(model, model.Config.TieWordEmbeddings ? names.Embedding : names.Head);
    }

    public override int Sites => 1 + (_blocks.Length * DecoderBlockStep.Sites);

    public override double Run(TokenBatch batch, int first, int end, DropoutSite[] sites, LossTerms terms, double tokens, bool adds)
    {
        _memory.Reset();
        int length = batch.InputLength;
        int[] ids = batch.Inputs[(first * length)..(end * length)];
        (_pass.Rows, _pass.Length, _pass.FirstRow, _pass.Sites, _pass.Adds) = (end - first, length, first, sites, adds);
        _pass.Positions = Documents.Positions(batch)[(first * length)..(end * length)];
        _pass.Prefixes = batch.Prefixes?[(first * length)..(end * length)] ?? [];
        _pass.Rotary.Grow(_pass.Positions.Max() + 1);
        if (!adds)
        {
            Clear();
        }

        int width = _model.Config.HiddenSize;
        float* states = Embed(ids);
        foreach (DecoderBlockStep block in _blocks)
        {
            states = block.Forward(_pass, states);
        }

        float* normed = _pass.Norm(states, _finalNorm);
        float* gradient = _memory.Take((long)ids.Length * width);
        double sum = _vocabulary.Run(
            new VocabularyPass(_memory, _pass.Value(0), _pass.Gradient(0), adds), normed, gradient, ScoredPlaces.Of(batch.Targets[(first * length)..(end * length)], TokenBatch.Ignored), terms, tokens);
        Backward(ids, states, gradient);
        return sum;
    }

    public override void Dispose() => _memory.Dispose();

    private float* Embed(int[] ids)
    {
        int width = _model.Config.HiddenSize;
        float* states = _memory.Take((long)ids.Length * width);
        for (int place = 0; place < ids.Length; place++)
        {
            new Span<float>(_pass.Value(_embedding + ((long)ids[place] * width)), width).CopyTo(new Span<float>(states + ((long)place * width), width));
        }

        if (!_pass.Site(0).IsNone)
        {
            _pass.Drop(states, states, _pass.Site(0));
        }

        return states;
    }

    private void Backward(int[] ids, float* states, float* gradient)
    {
        int width = _model.Config.HiddenSize;
        float* dx = _memory.Take((long)ids.Length * width);
        new Span<float>(dx, ids.Length * width).Clear();
        _pass.NormBackward(gradient, states, _finalNorm, dx);
        for (int layer = _blocks.Length - 1; layer >= 0; layer--)
        {
            _blocks[layer].Backward(_pass, dx);
        }

        if (!_pass.Site(0).IsNone)
        {
            _pass.Drop(dx, dx, _pass.Site(0));
        }

        for (int place = 0; place < ids.Length; place++)
        {
            SoftmaxKernel.Add(_pass.Gradient(_embedding + ((long)ids[place] * width)), dx + ((long)place * width), width);
        }
    }

    // Gradients that are sums over places begin at 0; matrices' products take the place of what was there.
    private void Clear()
    {
        foreach (ModelWeight weight in _model.Parameters.Weights)
        {
            long place = _model.Parameters.PlaceOf(weight.Name);
            if (weight.IsVector || (place == _embedding && !_model.Config.TieWordEmbeddings))
            {
                new Span<float>(_pass.Gradient(place), (int)weight.Count).Clear();
            }
        }
    }
}
