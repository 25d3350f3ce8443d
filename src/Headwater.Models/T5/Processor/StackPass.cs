using System.Collections.Immutable;

namespace Headwater.Models;

/// <summary>The embedding, layers and final norm of one side, forward and backward, for one worker.</summary>
internal sealed unsafe class StackPass
{
    private readonly ImmutableArray<SelfAttentionStep> _self;
    private readonly ImmutableArray<CrossAttentionStep> _cross;
    private readonly ImmutableArray<FeedForwardStep> _feedForward;
    private readonly PositionBias _bias;
    private readonly long _embedding;
    private readonly long _finalNorm;
    private readonly int _embeddingSite;

    private int[] _ids = [];
    private int _length;
    private float* _last;

    public StackPass(ModelParameters parameters, T5Config config, bool isDecoder, int firstSite)
    {
        string name = isDecoder ? "decoder" : "encoder";
        int layers = isDecoder ? config.NumDecoderLayers : config.NumLayers;
        _embedding = parameters.PlaceOf("shared.weight");
        _finalNorm = parameters.PlaceOf($"{name}.final_layer_norm.weight");
        _bias = new PositionBias(parameters, config, name, isDecoder);
        _embeddingSite = firstSite;
        int site = firstSite + 1;
        ImmutableArray<SelfAttentionStep>.Builder self = ImmutableArray.CreateBuilder<SelfAttentionStep>(layers);
        ImmutableArray<CrossAttentionStep>.Builder cross = ImmutableArray.CreateBuilder<CrossAttentionStep>(layers);
        ImmutableArray<FeedForwardStep>.Builder feedForward = ImmutableArray.CreateBuilder<FeedForwardStep>(layers);
        for (int i = 0; i < layers; i++)
        {
            string block = $"{name}.block.{i}.layer";
            self.Add(new SelfAttentionStep(parameters, $"{block}.0", site));
            site += SelfAttentionStep.Sites;
            if (isDecoder)
            {
                cross.Add(new CrossAttentionStep(parameters, $"{block}.1", site));
                site += CrossAttentionStep.Sites;
            }

            feedForward.Add(new FeedForwardStep(parameters, $"{block}.{(isDecoder ? 2 : 1)}", config.IsGated, site));
            site += FeedForwardStep.Sites;
        }

        (_self, _cross, _feedForward, EndSite) = (self.ToImmutable(), cross.ToImmutable(), feedForward.ToImmutable(), site + 1);
    }

    /// <summary>The site after this stack's last.</summary>
    public int EndSite { get; }

    /// <summary>Normed states of the rows' ids, (rows · length, width).</summary>
    public float* Forward(PassContext pass, int[] ids, ScoreMask selfMask, float* encoded = null, int encodedLength = 0, ScoreMask encodedMask = default)
    {
        (_ids, _length) = (ids, ids.Length / pass.Rows);
        float* states = Embed(pass, ids);
        float* bias = _bias.Forward(pass, _length);
        for (int i = 0; i < _self.Length; i++)
        {
            states = _self[i].Forward(pass, states, _length, bias, selfMask);
            states = encoded is null ? states : _cross[i].Forward(pass, states, _length, encoded, encodedLength, encodedMask);
            states = _feedForward[i].Forward(pass, states, _length);
        }

        _last = states;
        float* normed = pass.Norm(states, _finalNorm, ids.Length);
        pass.Drop(normed, normed, ids.Length, pass.Config.DModel, pass.Site(EndSite - 1));
        return normed;
    }

    /// <summary>Takes the gradient of the normed states, which it overwrites, down to the embedding.</summary>
    public void Backward(PassContext pass, float* gradient, float* encodedGradient = null)
    {
        int model = pass.Config.DModel;
        (int, long) mark = pass.Memory.Mark();
        pass.Drop(gradient, gradient, _ids.Length, model, pass.Site(EndSite - 1));
        float* dx = pass.Memory.Take((long)_ids.Length * model);
        new Span<float>(dx, _ids.Length * model).Clear();
        pass.NormBackward(gradient, _last, _finalNorm, dx, _ids.Length);
        for (int i = _self.Length - 1; i >= 0; i--)
        {
            _feedForward[i].Backward(pass, dx);
            if (encodedGradient is not null)
            {
                _cross[i].Backward(pass, dx, encodedGradient);
            }

            _self[i].Backward(pass, dx, _bias.Gradient);
        }

        _bias.Backward(pass);
        pass.Drop(dx, dx, _ids.Length, model, pass.Site(_embeddingSite));
        for (int i = 0; i < _ids.Length; i++)
        {
            SoftmaxKernel.Add(pass.Gradient(_embedding + ((long)_ids[i] * model)), dx + ((long)i * model), model);
        }

        pass.Memory.Release(mark);
    }

    private float* Embed(PassContext pass, int[] ids)
    {
        int model = pass.Config.DModel;
        float* states = pass.Memory.Take((long)ids.Length * model);
        for (int i = 0; i < ids.Length; i++)
        {
            Buffer.MemoryCopy(pass.Value(_embedding + ((long)ids[i] * model)), states + ((long)i * model), model * sizeof(float), model * sizeof(float));
        }

        pass.Drop(states, states, ids.Length, model, pass.Site(_embeddingSite));
        return states;
    }
}
