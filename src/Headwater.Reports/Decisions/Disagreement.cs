using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>A disagreement between the score and the cross-entropy of a decision: what each shows, which one to follow and why, and what would settle it.</summary>
/// <param name="Headline">That they disagree, in a few words.</param>
/// <param name="Finding">What each of the two says.</param>
/// <param name="Trust">Which one to follow, and why.</param>
/// <param name="Next">What to do about it.</param>
internal sealed record Disagreement(string Headline, string Finding, string Trust, string Next)
{
    /// <summary>Significance threshold in standard errors.</summary>
    private const double Significant = 2;

    /// <summary><c>null</c> where there is no cross-entropy, or it says the same.</summary>
    public static Disagreement? Of(ReportInput input, Decision d)
    {
        (MixtureValuation Who, SeriesResult Score, SeriesResult Loss)[] pairs =
            [.. d.Contenders.Select(v => (v, d.SeriesOf(v), LossOf(d, v))).Where(p => p is { Item2.Points.IsEmpty: false, Item3.Points.IsEmpty: false }).Select(p => (p.v, p.Item2!, p.Item3!))];
        if (d.Format.IsLoss || pairs.Length == 0) return null;
        int hidden = pairs.Count(p => Rises(p.Loss) && p.Score.Trend is not null && !Rises(p.Score));
        double scale = pairs.Min(p => Math.Min(p.Score.Points[^1].X, p.Loss.Points[^1].X));
        var byScore = pairs.MaxBy(p => Sign(p.Score) * At(p.Score, scale).Y);
        var byLoss = pairs.MinBy(p => At(p.Loss, scale).Y);
        if (hidden == 0 && !Part(At(byScore.Score, scale), At(byLoss.Score, scale))) return null;
        MetricFormat loss = MetricFormat.Of(input.Analysis, byLoss.Loss.Metric);
        string name = d.Format.Name, other = loss.InText, without = byLoss.Loss.Scratch is { } scratch ? $", {loss.Value(scratch.Y)} without pretraining" : "";
        string score = pairs.Any(p => Rises(p.Score))
            ? $"By {name}, {Of(pairs.Count(p => Rises(p.Score)), pairs.Length)} with pretraining, and {byScore.Who.Mixture} is ahead at {Readable.Count(scale)}"
            : $"By {name}, no mixture improves with pretraining";
        return new(
            $"{name} and {other} disagree.",
            $"{score}; by {other}, {Of(pairs.Count(p => Rises(p.Loss)), pairs.Length)}, and {byLoss.Who.Mixture} is best ({loss.Value(At(byLoss.Loss, scale).Y)} at {Readable.Count(scale)}{without}).{ThirdMetrics(d, [.. pairs.Select(p => p.Who)])}",
            byLoss.Who.FinetuningExamples is 0 ? Unfinetuned(name, other) : $"Follow {name}. It measures the text that the models write, which is what you will use. The {other} measures each token of the reference given the correct previous tokens. It improves as a model learns the language, even if the model does not learn the task. "
                + $"Isik et al. (2024) report the same when the pretraining text is far from the task: the cross-entropy keeps improving while the score fluctuates or falls. So an improving {other} does not justify more pretraining on this text.",
            LongerFinetuning.Words(input, d, byLoss.Who, scale));
    }

    // Of models that were never taught the task, likelihoods of the right answers tell first.
    private static string Unfinetuned(string score, string loss) =>
        $"Follow {loss} while {score} is near guessing. No model was finetuned, so {score} says little until a model makes sense of the prompt, and {loss} of the right answers improves before. "
            + "Magnusson et al. (2025, DataDecide, arXiv:2504.11393) rank corpora from small models better by likelihoods of the right answers than by accuracy.";

    private static bool Rises(SeriesResult series) => series.Trend?.Trend is Trend.Improving or Trend.Saturating;

    private static string Of(int rising, int all) => rising == 0 ? "none improves" : rising == all ? all == 1 ? "it improves" : $"all {Readable.Whole(all)} improve" : $"{Readable.Whole(rising)} of {Readable.Whole(all)} improve";

    private static double Sign(SeriesResult series) => series.HigherIsBetter ? 1 : -1;

    private static MeasuredPoint At(SeriesResult series, double scale) => series.Points.LastOrDefault(p => p.X <= scale, series.Points[0]);

    private static bool Part(MeasuredPoint best, MeasuredPoint other) =>
        best.Y != other.Y && Math.Abs(best.Y - other.Y) > Significant * Math.Sqrt(Math.Pow(best.StandardError ?? 0, 2) + Math.Pow(other.StandardError ?? 0, 2));

    // The cross-entropy of the same models on the same test set.
    private static SeriesResult? LossOf(Decision d, MixtureValuation v) => d.Analysis.Series.Where(s => IsTwin(s, v) && MetricFormat.Of(s.Metric).IsLoss).MinBy(s => s.Metric, StringComparer.Ordinal);

    private static bool IsTwin(SeriesResult series, MixtureValuation v) =>
        series.Metric != v.Series["metric"] && series.Key["pretraining_data"] == v.Mixture && Decision.PlaceOf(series.Key) == Decision.PlaceOf(v.Series);

    // Further scores support one side if all mixtures agree on it.
    private static string ThirdMetrics(Decision d, MixtureValuation[] members)
    {
        string[] flat = [.. d.Analysis.Series.Where(s => members.Any(v => IsTwin(s, v)) && !MetricFormat.Of(s.Metric).IsLoss).GroupBy(s => s.Metric, StringComparer.Ordinal)
            .Where(metric => metric.All(s => s.Trend is not null && !Rises(s))).Select(metric => MetricFormat.Of(d.Analysis, metric.Key).Name).Order(StringComparer.Ordinal)];
        return flat.Length == 0 || members.Any(v => d.SeriesOf(v) is { } s && Rises(s)) ? "" : $" {string.Join(" and ", flat)} {(flat.Length == 1 ? "agrees" : "agree")} with {d.Format.Name}.";
    }
}
