using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Advice in plain words, for the head of a report and for a terminal.</summary>
public static class AdviceText
{
    /// <summary>The sentence about what standard errors in a report cover.</summary>
    public const string StandardErrors =
        "Standard errors cover test-set sampling only: they come from resampling its segments (scores) or sentences (cross-entropy). "
        + "They do not cover variation between training seeds, which moves every point, often by more than its bar.";

    /// <summary>The same sentence if some points average several seeds.</summary>
    public const string StandardErrorsWithSeeds =
        "Standard errors cover test-set sampling. Where a point averages several seeds, they also cover the variation between those seeds. "
        + "For points of a single run they do not cover variation between training seeds, which is often larger than the bar.";

    /// <summary>The advice in one sentence, with the metric and the task behind it.</summary>
    public static string Headline(Advice? advice) => advice switch
    {
        null => "Measurements and fitted laws.",
        { Action: AdviceAction.Continue, Mixture: { } mixture } => $"Continue pretraining on {mixture}{By(advice)}.",
        { Action: AdviceAction.Continue } => $"Continue pretraining{By(advice)}.",
        { Action: AdviceAction.Stop } => $"Stop: more pretraining on these mixtures is not worth its cost{By(advice)}.",
        { Action: AdviceAction.ChooseOtherMixture, Mixture: { } mixture } => $"Choose {mixture}{By(advice)}.",
        { Action: AdviceAction.ChooseOtherMixture } => $"Choose a mixture that was not tried{By(advice)}.",
        { CannotTell: { } reason } => $"Undecided: {reason.Because}.",
        { Shortlist: { Length: > 1 and <= ShortShortlist } names } => $"Undecided between {Listing.And(names)}{By(advice)}.",
        { Shortlist: { Length: > ShortShortlist } names } => $"Undecided between {names.Length} recipes, {names[0]} ahead{By(advice)}.",
        _ => $"Undecided: the measurements do not settle it yet{By(advice)}.",
    };

    /// <summary>Why a table gives no advice, in one sentence.</summary>
    public static string WithoutAdvice(Analysis analysis)
    {
        string[] unknown = [.. analysis.Series.Where(series => !series.DirectionKnown).Select(series => series.Metric).Distinct()];
        return analysis.Series.IsEmpty ? "No advice: no row has both a mixture and the scale to compare at; the warnings say what is missing."
            : unknown.Length > 0 && analysis.Series.All(series => !series.DirectionKnown) ? $"No advice: nothing says whether a higher {string.Join(" or ", unknown.Take(3))} is better. Set it with --set higher_is_better=true (or false)."
            : analysis.Series.All(series => series.Key["pretraining_data"] is null) ? $"No advice: the table names no mixtures to compare; a column pretraining_data names them{Perhaps(analysis.Table)}. To continue a single curve, use headwater forecast."
            : "No advice: no two mixtures of this table can be compared; the warnings say why.";
    }

    // The column that may name the mixtures: that of the models, or one of names that each stand in several rows.
    private static string Perhaps(ObservationTable table)
    {
        string? column = IsOfGroups(table.Rows.Select(row => row.Model)) ? "model" : table.UnknownColumns.FirstOrDefault(name => IsOfGroups(table.Rows.Select(row => row.Labels.GetValueOrDefault(name))));
        return column is null ? "" : $" (--set \"pretraining_data={{{column}}}\" takes {column})";
    }

    private static bool IsOfGroups(IEnumerable<string?> names) => names.OfType<string>().GroupBy(name => name, StringComparer.Ordinal).ToArray() is { Length: > 1 } groups && groups.All(group => group.Count() > 1);

    private const int ShortShortlist = 4;

    // The metric and the task behind the advice, and the probability that the choice is the best.
    private static string By(Advice advice)
    {
        string odds = advice.ProbabilityBest is { } probability ? $"; probability of being the best {Readable.Probability(probability)}" : "";
        return advice.Metric is { } metric ? $" (by {MetricFormat.Of(metric).InText}{OfTask(metric, advice.Task)}{odds})" : odds.Length > 0 ? $" ({odds[2..]})" : "";
    }

    /// <summary>The task behind the name of a metric, as <c>, task</c>; empty where there is none, or where the metric is the task's own name.</summary>
    internal static string OfTask(string metric, string? task) => task is null || string.Equals(task, metric, StringComparison.OrdinalIgnoreCase) ? "" : $", {task}";

    /// <summary>When each mixture reaches the target, a sentence each; empty if no target was requested.</summary>
    public static IEnumerable<string> Reaches(Analysis analysis) => analysis.Valuations.Where(v => v.Reach is not null).Select(v => Reach(v, v.Reach!));

    private static string Reach(MixtureValuation v, TargetReach reach)
    {
        string size = SeriesView.SizeWords(v.FinetuningExamples, v.FinetuningTokens), who = size.Length > 0 ? $"{v.Mixture} with {size}" : v.Mixture;
        if (reach.Measured is { } measured) return $"{who} reached {Readable.Significant(reach.Target, 4)} at {Readable.Count(measured)} pretraining tokens, where it was measured.";
        if (reach.Probability is not { } probability) return $"{who} has not reached {Readable.Significant(reach.Target, 4)}, and there is no law to forecast when it will.";
        string never = $"the probability that it does not get there within {Readable.Count(reach.Horizon)} is {Readable.Probability(1 - probability)}";
        return reach.Scale is { } scale
            ? $"{who} reaches {Readable.Significant(reach.Target, 4)} at {Readable.Count(scale)} pretraining tokens ({Readable.Percent(reach.Level)} interval [{Readable.Count(reach.Low ?? scale)}, {(reach.High is { } high ? Readable.Count(high) : "never")}]); {never}."
            : $"{who} reaches {Readable.Significant(reach.Target, 4)} within {Readable.Count(reach.Horizon)} pretraining tokens with probability {Readable.Probability(probability)}.";
    }

    /// <summary>The sentence about standard errors that fits the analysis; empty where nothing has one.</summary>
    public static string ErrorNote(Analysis analysis)
    {
        MeasuredPoint[] points = [.. analysis.Series.SelectMany(s => s.Points)];
        if (points.All(p => p.StandardError is null)) return "";
        return points.Any(p => p.Replicates > 1) ? StandardErrorsWithSeeds : StandardErrors;
    }
}

/// <summary>One number behind the advice.</summary>
public sealed record AdviceFact(string Name, string Value, string Detail);
