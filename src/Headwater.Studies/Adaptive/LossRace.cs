using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// How likely each of several pretrainings ends with the lowest validation loss. Each final loss is a normal variable on the logarithm, from <see cref="RunForecast"/>; forecasts are taken as independent, although
/// runs of one study err together, which makes close runs closer than they are. Runs with less than a quarter of their tokens take no part: their forecasts were never tested.
/// </summary>
internal static class LossRace
{
    private const double LeastShare = 0.25;
    private const double LeastDeviation = 1e-9;             // a noiseless curve still has a density
    private const double Reach = 8;                         // standard deviations on either side
    private const int Points = 2000;

    /// <summary>The probability of each run that has a forecast; empty with fewer than two of them.</summary>
    /// <param name="curves">Learning curves by run.</param>
    /// <param name="end">Tokens that all of them are trained to.</param>
    public static ImmutableSortedDictionary<string, double> Of(IReadOnlyDictionary<string, ImmutableArray<MetricsLine>> curves, double end)
    {
        Dictionary<string, MetricsLine[]> validations = curves.ToDictionary(run => run.Key, run => ValidationOf(run.Value), StringComparer.Ordinal);
        (string Run, double Mean, double Deviation)[] runs =
        [
            .. validations.Where(run => run.Value.Length > 0 && run.Value[^1].Tokens >= LeastShare * end)
                .Select(run => (run.Key, Forecast: RunForecast.OfEnd(run.Value, end, validations.Where(other => other.Key != run.Key).Select(other => other.Value))))
                .Where(run => run.Forecast is not null)
                .Select(run => (run.Key, Math.Log(run.Forecast!.Loss), Math.Max(LeastDeviation, run.Forecast.LogDeviation))),
        ];
        return runs.Length < 2 ? ImmutableSortedDictionary<string, double>.Empty
            : runs.ToImmutableSortedDictionary(run => run.Run, run => Lowest(run.Mean, run.Deviation, [.. runs.Where(other => other.Run != run.Run).Select(other => (other.Mean, other.Deviation))]), StringComparer.Ordinal);
    }

    // ∫ φ(z) ∏ P(other > mean + z·deviation) dz by the trapezoid rule, whose error vanishes where the integrand does at both ends.
    private static double Lowest(double mean, double deviation, (double Mean, double Deviation)[] others)
    {
        double step = 2 * Reach / Points;
        return Math.Min(1, Enumerable.Range(0, Points + 1).Select(point => (point * step) - Reach)
            .Sum(z => step * StudentT.NormalDensity(z) * others.Aggregate(1.0, (product, other) => product * Above((mean + (z * deviation) - other.Mean) / other.Deviation))));
    }

    private static double Above(double z) => 0.5 - (Math.Sign(z) * StudentT.NormalWithin(Math.Abs(z)) / 2);

    private static MetricsLine[] ValidationOf(ImmutableArray<MetricsLine> curve) =>
        [.. curve.Where(line => line.ValidationLoss is > 0 and < double.PositiveInfinity).Select(line => line with { Loss = line.ValidationLoss })];
}
