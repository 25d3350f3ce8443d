using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Finds the mixture with the best forecast within limits, and the runs most worth making.</summary>
/// <param name="fit">The fit of the objective.</param>
/// <param name="design">The runs' rates, those without a value of the objective included.</param>
/// <param name="limits">The limits.</param>
/// <param name="options">The pull to the natural rates, and the seed.</param>
internal sealed class MixtureProposer(MixtureFit fit, MixtureDesign design, MixtureLimits limits, MixtureOptions options)
{
    private const int StartingRuns = 5;
    private const double SameRate = 1e-6;

    private readonly int[] _measured = fit.Target.Measured;
    private readonly double _deviation = Math.Sqrt(Moments.Variance([.. fit.Target.Values.OfType<double>()]));

    /// <summary>The proposal.</summary>
    public MixtureProposal Propose()
    {
        double[] natural = limits.Project(limits.Natural.AsSpan());
        int best = _measured.MinBy(run => fit.Target.LossSign * fit.Target.Values[run]!.Value);
        double[] rates = new MixtureSearch(limits, options.Seed).Minimise(Penalised, Starts());
        return new()
        {
            Rates = [.. rates],
            Natural = [.. natural],
            Forecast = fit.Forecast(rates),
            NaturalForecast = fit.Forecast(natural),
            Gain = GainOver(rates, natural),
            BestRun = best,
            BestValue = fit.Target.Values[best]!.Value,
            BestForecast = fit.Forecast(design.Rates[best]),
            NaturalValue = _measured.Where(run => design.Rates[run].Zip(natural, (rate, own) => Math.Abs(rate - own)).Max() < SameRate).Select(run => fit.Target.Values[run]).FirstOrDefault(),
            GainOverBest = GainOver(rates, design.Rates[best]),
        };
    }

    /// <summary>
    /// The runs most worth making: each has the largest expected improvement on the best forecast (Jones, Schonlau and Welch 1998, doi:10.1023/A:1008306431147), the next as if the one before had
    /// come out as expected (kriging believer; Ginsbourger et al. 2010).
    /// </summary>
    public ImmutableArray<MixtureCandidate> Next(int count)
    {
        double[] values = [.. _measured.Select(run => fit.Target.Values[run]!.Value)];
        double best = fit.Target.LossSign * fit.Predict(new MixtureSearch(limits, options.Seed).Minimise(rates => fit.Target.LossSign * fit.Predict(rates), Starts()));
        best = Math.Min(best, _measured.Min(run => fit.Target.LossSign * fit.Predict(design.Rates[run])));
        List<double[]> chosen = [];
        List<MixtureCandidate> candidates = [];
        for (int index = 0; index < count; index++)
        {
            GaussianProcess process = chosen.Count == 0 ? fit.Spread : fit.Spread.After(values, [.. chosen]);
            double[] rates = new MixtureSearch(limits, RandomStream.Seed(options.Seed, $"next {index}")).Minimise(at => -Improvement(at, process, best), Starts());
            chosen.Add(rates);
            candidates.Add(new([.. rates], fit.Forecast(rates), Improvement(rates, process, best)));
        }

        return [.. candidates];
    }

    private double Improvement(double[] rates, GaussianProcess process, double best)
    {
        double mean = fit.Target.LossSign * fit.Predict(rates);
        double spread = Math.Sqrt((process.Variance * process.RelativeVariance(rates)) + fit.Disagreement(rates)) + 1e-12;
        double z = (best - mean) / spread;
        return (spread * StudentT.NormalDensity(z)) + ((best - mean) * 0.5 * (1 + (Math.Sign(z) * StudentT.NormalWithin(Math.Abs(z)))));
    }

    private MixtureForecast GainOver(double[] rates, double[] other)
    {
        MixtureForecast difference = fit.Difference(rates, other);
        return fit.Target.LossSign < 0 ? difference : new(-difference.Value, -difference.High, -difference.Low);
    }

    private double Penalised(double[] rates) =>
        (fit.Target.LossSign * fit.Predict(rates)) + (options.Pull * _deviation * limits.Divergence(rates));

    private IEnumerable<double[]> Starts() => _measured.OrderBy(run => fit.Target.LossSign * fit.Target.Values[run]!.Value).Take(StartingRuns).Select(run => design.Rates[run]);
}

/// <summary>A proposed mixture, beside the natural one and the best one tried. Gains are improvements: positive where the proposal is better.</summary>
public sealed record MixtureProposal
{
    /// <summary>The rates, in the order of the corpora.</summary>
    public required ImmutableArray<double> Rates { get; init; }

    /// <summary>The natural rates, within the limits.</summary>
    public required ImmutableArray<double> Natural { get; init; }

    /// <summary>The objective at the proposal.</summary>
    public required MixtureForecast Forecast { get; init; }

    /// <summary>The objective at the natural rates.</summary>
    public required MixtureForecast NaturalForecast { get; init; }

    /// <summary>The improvement over the natural rates.</summary>
    public required MixtureForecast Gain { get; init; }

    /// <summary>The run with the best measured value.</summary>
    public required int BestRun { get; init; }

    /// <summary>Its measured value.</summary>
    public required double BestValue { get; init; }

    /// <summary>The objective at its rates by the fit, which smooths over the noise of the measurement: gains are differences of forecasts.</summary>
    public required MixtureForecast BestForecast { get; init; }

    /// <summary>The measured value at the natural rates; <c>null</c> where they were not run.</summary>
    public required double? NaturalValue { get; init; }

    /// <summary>The improvement over that run's mixture.</summary>
    public required MixtureForecast GainOverBest { get; init; }
}

/// <summary>A mixture worth running.</summary>
/// <param name="Rates">Its rates, in the order of the corpora.</param>
/// <param name="Forecast">The objective there.</param>
/// <param name="ExpectedImprovement">By how much it is expected to improve on the best forecast, in the unit of the objective.</param>
public sealed record MixtureCandidate(ImmutableArray<double> Rates, MixtureForecast Forecast, double ExpectedImprovement);
