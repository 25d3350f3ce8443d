using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// What each method would have picked from part of a table, compared with what was measured at the largest size: the table is cut at a share of the
/// full size before anything is learned from it. The full size of a task is its largest.
/// </summary>
public sealed record SelectionEvaluation
{
    private const string Nothing = "There is nothing to evaluate: expected at least two models with a result at the largest size and at smaller ones.";

    /// <summary>The scores, by task, then method, then falling share.</summary>
    public required ImmutableArray<SelectionScore> Scores { get; init; }

    /// <summary>What was left out, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>Scores methods on a table that holds results at the full size.</summary>
    /// <param name="table">The table.</param>
    /// <param name="metric">The one metric to look at; <c>null</c> for all.</param>
    /// <param name="methods">The methods, at least one.</param>
    /// <param name="fractions">Shares of the full size, between 0 and 1.</param>
    /// <exception cref="ArgumentException">A share is out of its range, no row has a finetuning size, or no task has two models at its full size.</exception>
    public static SelectionEvaluation Of(ObservationTable table, string? metric, IReadOnlyList<SelectionMethod> methods, IReadOnlyList<double> fractions)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(fractions);
        foreach (double fraction in fractions.Where(fraction => !(fraction > 0 && fraction < 1)))
        {
            throw new ArgumentException($"A share of the full size is {Numerals.Short(fraction)}; expected numbers between 0 and 1, such as 0.125.");
        }

        List<string> warnings = [.. table.Warnings];
        (SelectionScore Score, int Place)[] scores =
        [
            .. from share in fractions.OrderDescending()
               from task in SelectionTask.Of(table, metric, warnings, share)
               let full = task.Models.SelectMany(model => model.Measured).Select(point => Math.Log(point.X)).DefaultIfEmpty(double.NaN).Max()
               let complete = Complete(task, full, warnings)
               from place in Enumerable.Range(0, methods.Count)
               let score = ScoreOf(task, complete, full, methods[place], share, warnings)
               where score is not null
               select (Score: score, Place: place),
        ];
        return scores.Length > 0
            ? new() { Scores = [.. scores.OrderBy(item => item.Score.Task.Label, StringComparer.Ordinal).ThenBy(item => item.Place).Select(item => item.Score)], Warnings = [.. warnings.Distinct()] }
            : throw new ArgumentException(string.Join('\n', warnings.Distinct().Append(Nothing)));
    }

    private static CandidateModel[] Complete(SelectionTask task, double full, List<string> warnings)
    {
        CandidateModel[] without = [.. task.Models.Where(model => model.MeasuredAt(full) is null)];
        if (without.Length > 0)
        {
            warnings.Add(SelectionMessages.LeftOut(task.Key, $"without a result at {Numerals.Size(Math.Exp(full))}", without));
        }

        return [.. task.Models.Where(model => model.MeasuredAt(full) is not null)];
    }

    private static SelectionScore? ScoreOf(SelectionTask task, CandidateModel[] models, double full, SelectionMethod method, double fraction, List<string> warnings)
    {
        // Later than the cut, nothing but the measured values at the full size is read, and those only to score.
        CandidateModel[] early = [.. models.Select(model => model.UpTo(full + Math.Log(fraction)))];
        if (early.Length < 2 || early.Any(model => SelectionForecasts.Missing(method, model) is not null))
        {
            warnings.Add(SelectionMessages.NotScored(task.Key, method, fraction * Math.Exp(full)));
            return null;
        }

        SelectionForecast[] forecasts = SelectionForecasts.Of(method, early, full);
        double[] expected = [.. forecasts.Select(forecast => method == SelectionMethod.ModelSize ? -forecast.LogLoss : task.Scale.FromLog(forecast.LogLoss))];
        double[] measured = [.. models.Select(model => model.MeasuredAt(full)!.Value)];
        int pick = Enumerable.Range(0, models.Length).MinBy(i => forecasts[i].LogLoss);
        (double best, double worst) = task.Scale.HigherIsBetter ? (measured.Max(), measured.Min()) : (measured.Min(), measured.Max());
        return new()
        {
            Task = task.Key,
            Method = method,
            Fraction = fraction,
            PearsonCorrelation = 100 * Correlation(expected, measured),
            RelativeAccuracy = 100 * (worst - measured[pick]) / (worst - best),
            Pick = models[pick].Name,
            Models = models.Length,
            Targets = [.. models.Select((model, i) => new SelectionTarget(model.Name, method == SelectionMethod.ModelSize ? null : expected[i], measured[i]))],
        };
    }

    private static double Correlation(double[] left, double[] right)
    {
        double meanLeft = left.Average();
        double meanRight = right.Average();
        double product = left.Zip(right, (a, b) => (a - meanLeft) * (b - meanRight)).Sum();
        return product / Math.Sqrt(left.Sum(a => (a - meanLeft) * (a - meanLeft)) * right.Sum(b => (b - meanRight) * (b - meanRight)));
    }
}
