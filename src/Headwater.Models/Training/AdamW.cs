using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// AdamW as decoder-only models are trained with it (Loshchilov, Hutter 2019, arXiv:1711.05101, with β2 of Brown et al. 2020, arXiv:2005.14165, appendix B):
///   m = β1 m + (1−β1) g,   v = β2 v + (1−β2) g²,   w −= rate · ( m / (1−β1^t) / (√(v / (1−β2^t)) + ε) + decay · w ).
/// Matrices decay; norms and biases do not.
/// </summary>
internal sealed class AdamW : IOptimizer
{
    public const double FirstDecay = 0.9;           // β1
    public const double SecondDecay = 0.95;         // β2
    public const double Epsilon = 1e-8;             // ε

    private readonly ModelParameters _parameters;
    private readonly double _weightDecay;
    private readonly long _matrices;                // numbers of matrices, which lie before all vectors
    private readonly Tensor _first;                 // m, laid out as the weights
    private readonly Tensor _second;                // v

    public AdamW(ModelParameters parameters, double weightDecay = 0)
    {
        parameters.TrackGradients();
        _parameters = parameters;
        _weightDecay = weightDecay;
        _matrices = parameters.Weights.Where(weight => !weight.IsVector).Sum(weight => weight.Count);
        using DisposeScope scope = NewDisposeScope();
        _first = zeros_like(parameters.Values).DetachFromDisposeScope();
        _second = zeros_like(parameters.Values).DetachFromDisposeScope();
    }

    public long Steps { get; set; }

    public void Step(double learningRate)
    {
        Steps++;
        double rate = learningRate / (1 - Math.Pow(FirstDecay, Steps));
        double root = 1 / Math.Sqrt(1 - Math.Pow(SecondDecay, Steps));
        double kept = 1 - (learningRate * _weightDecay);
        if (_parameters.Values.device_type == DeviceType.CPU)
        {
            StepOnProcessor((float)rate, (float)root, (float)kept);
            return;
        }

        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        Tensor gradients = _parameters.Gradients;
        _first.mul_(Number.Of(FirstDecay)).add_(gradients, alpha: Number.Of(1 - FirstDecay));
        _second.mul_(Number.Of(SecondDecay)).addcmul_(gradients, gradients, Number.Of(1 - SecondDecay));
        _parameters.Values.narrow(0, 0, _matrices).mul_(Number.Of(kept));
        _parameters.Values.addcdiv_(_first, _second.sqrt().mul_(Number.Of(root)).add_(Number.Of(Epsilon)), Number.Of(-rate));
    }

    /// <summary>exp_avg.NAME and exp_avg_sq.NAME of each slice.</summary>
    public IEnumerable<(string Name, Tensor Moments)> State() => FlatMoments.Of(_parameters, _first, _second);

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private unsafe void StepOnProcessor(float rate, float root, float kept) => AdamWKernel.Step(
        (nint)Lanes.Floats(_parameters.Values), (nint)Lanes.Floats(_parameters.Gradients), (nint)Lanes.Floats(_first), (nint)Lanes.Floats(_second),
        _parameters.Values.numel(), _matrices, new AdamWFactors(rate, root, kept), new AdamWFactors(rate, root, 1));
}
