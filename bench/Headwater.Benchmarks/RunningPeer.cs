using System.Globalization;
using Headwater.Studies;

namespace Headwater.Benchmarks;

/// <summary>How far off the forecast of a running run is: every finished pretraining of some studies, cut at a quarter, a half and three quarters, beside its last value and a straight line on logarithms.</summary>
internal static class RunningPeer
{
    private const double Window = 0.1;
    private const int FewestLines = 40;

    public static void Run(string[] folders)
    {
        (MetricsLine[] Curve, MetricsLine[][] Siblings)[] runs = [.. folders.SelectMany(Runs)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs.Length} pretrainings of {folders.Length} studies; median relative error of the final training loss, and coverage of the 90% interval"));
        foreach (double share in (double[])[0.25, 0.5, 0.75])
            Console.WriteLine(Row(share, [.. runs.Select(run => Errors(run.Curve, run.Siblings, share)).OfType<Outcome>()]));
    }

    private static IEnumerable<(MetricsLine[] Curve, MetricsLine[][] Siblings)> Runs(string folder)
    {
        MetricsLine[][] curves = [.. StudySummary.Of(new StudyFolder(folder)).Runs.Where(run => run.Stage == Stage.Pretraining && run.State == JobState.Done)
            .Select(run => run.Curve.Where(line => line.Loss is > 0 && line.Tokens > 0).ToArray()).Where(curve => curve.Length >= FewestLines)];
        return curves.Select(curve => (curve, curves.Where(other => other != curve).ToArray()));
    }

    private static Outcome? Errors(MetricsLine[] curve, MetricsLine[][] siblings, double share)
    {
        double end = curve[^1].Tokens, now = share * end;
        MetricsLine[] so = [.. curve.Where(line => line.Tokens <= now)];
        if (RunForecast.Of(so, end, siblings) is not { } forecast)
            return null;
        double truth = Level(curve, end);
        MetricsLine[] late = [.. so.Where(line => line.Tokens > now / 4)];
        double x = late.Average(line => Math.Log(line.Tokens)), y = late.Average(line => Math.Log(line.Loss!.Value));
        double slope = late.Sum(line => (Math.Log(line.Tokens) - x) * (Math.Log(line.Loss!.Value) - y)) / late.Sum(line => Math.Pow(Math.Log(line.Tokens) - x, 2));
        return new Outcome(Math.Abs(Math.Log(forecast.Loss / truth)), Math.Abs(Math.Log(Level(so, so[^1].Tokens) / truth)), Math.Abs(y + (slope * (Math.Log(end) - x)) - Math.Log(truth)),
            truth >= forecast.Low && truth <= forecast.High, Math.Log(forecast.High / forecast.Low) / 2);
    }

    private static double Level(MetricsLine[] curve, double tokens) =>
        Math.Exp(curve.Where(line => line.Tokens <= tokens && line.Tokens > (1 - Window) * tokens).Average(line => Math.Log(line.Loss!.Value)));

    private static string Row(double share, Outcome[] outcomes) => string.Create(CultureInfo.InvariantCulture,
        $"at {100 * share:0}% of {outcomes.Length} runs: forecast {Median(outcomes, o => o.Forecast):P2}, last value {Median(outcomes, o => o.Last):P2}, line {Median(outcomes, o => o.Line):P2}; coverage {outcomes.Average(o => o.IsInside ? 1.0 : 0):P1}, half width {Median(outcomes, o => o.HalfWidth):P2}");

    private static double Median(Outcome[] outcomes, Func<Outcome, double> of)
    {
        double[] sorted = [.. outcomes.Select(of).Order()];
        return sorted[sorted.Length / 2];
    }

    private sealed record Outcome(double Forecast, double Last, double Line, bool IsInside, double HalfWidth);
}
