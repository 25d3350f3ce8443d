namespace Headwater.Laws;

/// <summary>Ranks recipes by a law fitted to each one's scores at the small scales and continued to the large one.</summary>
internal sealed class LawRivals(RunScores[] runs, JudgedScore judged, RankedScale at, RankedScale target, string[] recipes)
{
    private const string ForScores = "bleu-log";
    private const string ForLosses = "power";

    /// <summary>The forecasts of each law that every recipe has scales enough for, more being better. What is left out is reported in <paramref name="warnings"/>, if it was asked for.</summary>
    public IEnumerable<(string Law, double[] Forecasts)> Forecast(IReadOnlyCollection<string> names, List<string> warnings)
    {
        bool isAsked = names.Count > 0;
        foreach (string name in isAsked ? names : [judged.HigherIsBetter ? ForScores : ForLosses])
        {
            LawFamily law = LawCatalogue.Find(name);
            if (law.Symbols.Length != 1)
            {
                throw new ArgumentException($"The law {law.Name} goes over {law.Symbols.Length} scales; a decision takes laws over one.\nhint: --law power, --law bleu-log, or an equation in D alone.");
            }

            (double[]? forecasts, string reason) = Forecast(law);
            if (forecasts is not null)
            {
                yield return (law.Name, forecasts);
            }
            else if (isAsked)
            {
                warnings.Add(RankingMessages.NotFitted(law.Name, reason));
            }
        }
    }

    private (double[]? Forecasts, string Reason) Forecast(LawFamily law)
    {
        LawFitter fitter = new(law);
        double[] forecasts = new double[recipes.Length];
        for (int index = 0; index < recipes.Length; index++)
        {
            (FitData data, double scale) = DataOf(recipes[index]);
            if (data.Count <= fitter.Coordinates.Count)
            {
                return (null, $"{recipes[index]} has {data.Count} small scales with values above 0; expected at least {fitter.Coordinates.Count + 1}");
            }

            Estimate estimate = fitter.Fit(data);
            double value = estimate.Status == FitStatus.NonFinite ? double.NaN : ValueAt(fitter, estimate, scale);
            if (!double.IsFinite(value))
            {
                return (null, $"it has no finite value for {recipes[index]}");
            }

            forecasts[index] = judged.HigherIsBetter ? value : -value;
        }

        return (forecasts, "");
    }

    private static double ValueAt(LawFitter fitter, Estimate estimate, double scale)
    {
        double[] coefficients = new double[estimate.At.Length];
        fitter.Coordinates.ToCoefficients(estimate.At, coefficients);
        return fitter.Law.Evaluate(coefficients, [scale]);
    }

    // The best run at each scale, which is what is judged at the large one.
    private (FitData Data, double Target) DataOf(string recipe)
    {
        TrainingScale last = target.Scale ?? target.Runs.First(run => run.Recipe == recipe).Scale;
        (TrainingScale Scale, double Value)[] best = [.. runs.Where(run => run.Recipe == recipe && (at.Scale is null || run.Scale.Size <= at.Scale.Value.Size))
            .GroupBy(run => run.Scale)
            .Select(group => (group.Key, Value: group.Max(run => judged.Read(run)!.Value.Y) * (judged.HigherIsBetter ? 1 : -1)))
            .OrderBy(point => point.Key.Size)];
        double[] numbers = TrainingScale.OneVariable([.. best.Select(point => point.Scale), last]);
        int[] usable = [.. Enumerable.Range(0, best.Length).Where(index => numbers[index] > 0 && best[index].Value > 0)];
        return (new([.. usable.Select(index => new[] { numbers[index] })], [.. usable.Select(index => best[index].Value)], new double?[usable.Length]), numbers[^1]);
    }
}
