using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The fitted surrogates of one target and their average.</summary>
public sealed class MixtureFit
{
    private readonly SurrogateFit[] _parts;
    private readonly double[] _weights;
    private readonly GaussianProcess _spread;
    private readonly double _ratio;

    internal MixtureFit(MixtureTarget target, string surrogate, ImmutableSortedDictionary<string, double> named, SurrogateFit[] parts, double[] weights, GaussianProcess spread, double[] outOfFold, double ratio)
    {
        Target = target;
        Surrogate = surrogate;
        Weights = named;
        _parts = parts;
        _weights = weights;
        _spread = spread;
        _ratio = ratio;
        OutOfFold = outOfFold;
        CrossValidation = CrossValidation.Of(outOfFold, [.. target.Values.OfType<double>()], target.LossSign);
    }

    /// <summary>What was fitted.</summary>
    public MixtureTarget Target { get; }

    /// <summary>The surrogate's name: <c>auto</c> for an average.</summary>
    public string Surrogate { get; }

    /// <summary>The weight of each surrogate in the average; they sum to 1.</summary>
    public ImmutableSortedDictionary<string, double> Weights { get; }

    /// <summary>How well runs are predicted from the other folds.</summary>
    public CrossValidation CrossValidation { get; }

    /// <summary>The measured runs, each predicted from the other folds.</summary>
    public ImmutableArray<HeldOutRun> HeldOut => [.. Target.Measured.Select((run, index) => new HeldOutRun(run, OutOfFold[index], Target.Values[run]!.Value))];

    /// <summary>The value predicted for each measured run from the other folds.</summary>
    internal double[] OutOfFold { get; }

    /// <summary>The expected value at mixing rates in the order of the corpora, in the unit of the target.</summary>
    public double Predict(ReadOnlySpan<double> rates)
    {
        double sum = 0;
        for (int index = 0; index < _parts.Length; index++)
        {
            sum += _weights[index] * _parts[index].Predict(rates);
        }

        return sum;
    }

    /// <summary>The expected value at mixing rates with the interval that a measured value falls into with the probability of the analysis.</summary>
    public MixtureForecast Forecast(ReadOnlySpan<double> rates)
    {
        double value = Predict(rates);
        double half = _ratio * Scale(rates);
        return new(value, value - half, value + half);
    }

    /// <summary>The difference of the values at two mixtures, first less second, with its interval.</summary>
    public MixtureForecast Difference(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double value = Predict(first) - Predict(second);
        double disagreement = 0;
        for (int index = 0; index < _parts.Length; index++)
        {
            double off = _parts[index].Predict(first) - _parts[index].Predict(second) - value;
            disagreement += _weights[index] * off * off;
        }

        double half = _ratio * Math.Sqrt(_spread.DifferenceVariance(first, second) + disagreement);
        return new(value, value - half, value + half);
    }

    /// <summary>The variance of the surrogates' predictions around their average, by weight.</summary>
    internal double Disagreement(ReadOnlySpan<double> rates)
    {
        double value = Predict(rates);
        double sum = 0;
        for (int index = 0; index < _parts.Length; index++)
        {
            double off = _parts[index].Predict(rates) - value;
            sum += _weights[index] * off * off;
        }

        return sum;
    }

    /// <summary>The size of an error of a measured value before calibration: the process's predictive deviation and the disagreement of the surrogates.</summary>
    internal double Scale(ReadOnlySpan<double> rates) => Math.Sqrt((_spread.Variance * (_spread.RelativeVariance(rates) + _spread.Noise)) + Disagreement(rates));

    /// <summary>The process whose posterior tells how far a mixture is from what was tried.</summary>
    internal GaussianProcess Spread => _spread;
}

/// <summary>A predicted value.</summary>
/// <param name="Value">The expected value.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record MixtureForecast(double Value, double Low, double High);

/// <summary>A run that was predicted from others.</summary>
/// <param name="Run">Its place in the design.</param>
/// <param name="Predicted">The value predicted.</param>
/// <param name="Measured">The value measured.</param>
public readonly record struct HeldOutRun(int Run, double Predicted, double Measured);
