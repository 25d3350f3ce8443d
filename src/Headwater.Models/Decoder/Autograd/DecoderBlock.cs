using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// One layer: attention and feed-forward, each with its norm, added to the states. The norm is of what a part reads, in OLMo 2 of what it gives; in GPT-NeoX
/// both parts may read the same states.
/// </summary>
internal sealed class DecoderBlock(ModelParameters parameters, DecoderConfig config, DecoderNames names, int layer)
{
    private readonly DecoderNorm _attentionNorm = new(parameters, names.AttentionNorm(layer), config);
    private readonly DecoderNorm _feedForwardNorm = new(parameters, names.FeedForwardNorm(layer), config);
    private readonly DecoderAttention _attention = new(parameters, config, names, layer);
    private readonly DecoderFeedForward _feedForward = new(parameters, config, names, layer);
    private readonly bool _normsOutput = config.Kind == DecoderKind.Olmo2;

    /// <summary>States in, states out: (rows · length, model width).</summary>
    public Tensor Forward(Tensor states, int rows, Rotation rotation, Tensor mask, DropoutPlan dropout) =>
        Forward(states, rows, rotation, heads => _attention.Attend(heads.Queries, heads.Keys, heads.Values, mask, dropout), dropout);

    /// <summary>The same over keys and values that were kept: <paramref name="keep"/> takes the new ones and gives all that are seen.</summary>
    public Tensor Continue(Tensor states, int rows, Rotation rotation, Tensor? mask, Func<ProjectedHeads, (Tensor Keys, Tensor Values)> keep) =>
        Forward(states, rows, rotation, heads =>
        {
            (Tensor keys, Tensor values) = keep(heads);
            return _attention.Attend(heads.Queries, keys, values, mask, DropoutPlan.None);
        }, DropoutPlan.None);

    private Tensor Forward(Tensor states, int rows, Rotation rotation, Func<ProjectedHeads, Tensor> attend, DropoutPlan dropout)
    {
        Tensor attended = attend(_attention.Project(_normsOutput ? states : _attentionNorm.Forward(states), rows, rotation));
        Tensor between = states.add(Kernels.Dropout(_normsOutput ? _attentionNorm.Forward(attended) : attended, dropout), Number.One);
        Tensor read = config.ParallelResidual ? states : between;
        Tensor fed = _feedForward.Forward(_normsOutput ? read : _feedForwardNorm.Forward(read));
        return between.add(Kernels.Dropout(_normsOutput ? _feedForwardNorm.Forward(fed) : fed, dropout), Number.One);
    }
}
