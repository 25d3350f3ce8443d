using Headwater.Data;

namespace Headwater.Models;

/// <summary>One thread's forward and backward passes, with its own gradients and memory.</summary>
internal sealed unsafe class PassWorker : GradientWorker
{
    private readonly T5Model _model;
    private readonly PassContext _pass;
    private readonly Workspace _memory = new();
    private readonly StackPass _encoder;
    private readonly StackPass _decoder;
    private readonly VocabularyStep _vocabulary;

    public PassWorker(T5Model model, float* gradients)
    {
        _model = model;
        _pass = new PassContext(model, gradients, _memory);
        _encoder = new StackPass(model.Parameters, model.Config, isDecoder: false, firstSite: 0);
        _decoder = new StackPass(model.Parameters, model.Config, isDecoder: true, _encoder.EndSite);
        _vocabulary = new VocabularyStep(model, model.Config.TieWordEmbeddings ? "shared.weight" : "lm_head.weight");
    }

    /// <summary>Places in the model where numbers are dropped.</summary>
    public override int Sites => _decoder.EndSite;

    public override double Run(TokenBatch batch, int first, int end, DropoutSite[] sites, LossTerms terms, double tokens, bool adds)
    {
        BatchShare share = BatchShare.Of(batch, first, end);
        _memory.Reset();
        (_pass.Rows, _pass.FirstRow, _pass.BatchRows, _pass.Sites, _pass.Adds) = (share.Rows, share.FirstRow, share.BatchRows, sites, adds);
        if (!adds)
        {
            Clear();
        }

        int width = _model.Config.DModel;
        fixed (float* inputs = share.InputMask, cross = share.CrossMask, targets = share.TargetMask)
        {
            bool bySegment = share.TargetMask is not null;
            int length = share.Inputs.Length / share.Rows;
            float* encoded = _encoder.Forward(_pass, share.Inputs, new(inputs, bySegment));
            float* states = _decoder.Forward(_pass, share.DecoderIds, new(targets, bySegment), encoded, length, new(cross, bySegment));
            float* gradient = _memory.Take((long)share.DecoderIds.Length * width);
            double sum = _vocabulary.Run(
                new VocabularyPass(_memory, _pass.Value(0), _pass.Gradient(0), adds), states, gradient, new ScoredPlaces(share.DecoderIds.Length, share.Places, share.TargetIds), terms, tokens);
            float* encodedGradient = _memory.Take((long)share.Inputs.Length * width);
            new Span<float>(encodedGradient, share.Inputs.Length * width).Clear();
            _decoder.Backward(_pass, gradient, encodedGradient);
            _encoder.Backward(_pass, encodedGradient);
            return sum;
        }
    }

    public override void Dispose() => _memory.Dispose();

    // Gradients that are sums of rows begin at 0; matrices' products take the place of what was there.
    private void Clear()
    {
        foreach (ModelWeight weight in _model.Parameters.Weights)
        {
            bool isLookedUp = weight.Name == "shared.weight" && !_model.Config.TieWordEmbeddings;
            if (weight.IsVector || isLookedUp || weight.Name.EndsWith("relative_attention_bias.weight", StringComparison.Ordinal))
            {
                new Span<float>(_pass.Gradient(_model.Parameters.PlaceOf(weight.Name)), (int)weight.Count).Clear();
            }
        }
    }
}
