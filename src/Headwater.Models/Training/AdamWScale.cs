using System.Collections.Immutable;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// AdamW with Adafactor's scaling of steps by the weights (nanoT5's AdamWScale: Nawrot 2023, arXiv:2309.02373), over all weights at once:
///   m = β1 m + (1−β1) g,   v = β2 v + (1−β2) g²,   w −= rate · √(1−β2^t) / (1−β1^t) · max(RMS w, 1e-3) · m / (√v + ε),   w −= rate · decay · w.
/// RMS is that of each matrix or vector before the step.
/// </summary>
internal sealed class AdamWScale : IOptimizer
{
    public const double FirstDecay = 0.9;           // β1
    public const double SecondDecay = 0.999;        // β2
    public const double Epsilon = 1e-6;             // ε

    private readonly ModelParameters _parameters;
    private readonly double _weightDecay;
    private readonly ImmutableArray<(ModelWeight First, long Offset, long Slices)> _groups;
    private readonly Tensor _first;                 // m, laid out as the weights
    private readonly Tensor _second;                // v

    public AdamWScale(ModelParameters parameters, double weightDecay = 0)
    {
        parameters.TrackGradients();
        _parameters = parameters;
        _weightDecay = weightDecay;
        _groups = [.. parameters.Groups()];
        using DisposeScope scope = NewDisposeScope();
        _first = zeros_like(parameters.Values).DetachFromDisposeScope();
        _second = zeros_like(parameters.Values).DetachFromDisposeScope();
    }

    public long Steps { get; set; }

    public void Step(double learningRate)
    {
        Steps++;
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor gradients = _parameters.Gradients;
        _first.mul_(Number.Of(FirstDecay)).add_(gradients, alpha: Number.Of(1 - FirstDecay));
        _second.mul_(Number.Of(SecondDecay)).addcmul_(gradients, gradients, Number.Of(1 - SecondDecay));
        Tensor update = _second.sqrt().add_(Number.Of(Epsilon)).reciprocal_().mul_(_first);
        double rate = learningRate * Math.Sqrt(1 - Math.Pow(SecondDecay, Steps)) / (1 - Math.Pow(FirstDecay, Steps));
        foreach ((ModelWeight first, long offset, long slices) in _groups)
        {
            Tensor weights = Stack(_parameters.Values, first, offset, slices);
            Tensor scale = weights.pow(Number.Two).mean([1L], keepdim: true).sqrt_().clamp_min_(Number.Of(Adafactor.ScaleFloor)).mul_(Number.Of(rate));
            weights.addcmul_(Stack(update, first, offset, slices), scale, Number.Of(-1L));
        }

        if (_weightDecay > 0)
        {
            _parameters.Values.mul_(Number.Of(1 - (learningRate * _weightDecay)));
        }
    }

    /// <summary>exp_avg.NAME and exp_avg_sq.NAME of each slice.</summary>
    public IEnumerable<(string Name, Tensor Moments)> State() => FlatMoments.Of(_parameters, _first, _second);

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    // (slices, numbers of one)
    private static Tensor Stack(Tensor buffer, ModelWeight first, long offset, long slices) =>
        buffer.narrow(0, offset, slices * first.SliceCount).view(slices, first.SliceCount);
}
