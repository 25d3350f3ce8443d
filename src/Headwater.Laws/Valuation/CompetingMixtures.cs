using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>The mixtures that compete, those of one task, model and finetuning size together.</summary>
internal sealed record CompetingMixtures(ImmutableArray<ImmutableArray<Candidate>> Places)
{
    // Scores come before losses, then the metric of the most series, then the one that people report first; anything else follows by name.
    private static readonly string[] Preferred = ["bleu", "comet", "chrf", "rouge", "exact_match", "f1", "accuracy", "acc"];

    // Fewer token counts make no curve.
    private const int FewestOfCurve = 3;

    private ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Where a loss improves and the score does not, and which mixtures do not compete.</summary>
    public IEnumerable<string> Warnings => LeftOut.Concat(Places.SelectMany(members => members).Where(AlignmentRule.IsHidden).Select(member =>
        $"{member.Score.Result.Key.Name}: the {member.Loss!.Result.Metric} improves while the {member.Score.Result.Metric} does not. Judge this mixture by the {member.Score.Result.Metric} alone."));

    /// <summary>The mixtures of fitted series by the metric that advice rests on: the one asked for, else the best known score.</summary>
    public static CompetingMixtures Of(FittedSeries[] fitted, AnalysisOptions options)
    {
        FittedSeries[] named = [.. fitted.Where(series => series.Result.DirectionKnown && series.Columns is [var scale] && scale == options.Scale && StepScale.IsOfProgress(scale) && series.Source.Rows.All(row => row.PretrainingData is not null))];
        string? metric = options.Metric ?? named.Where(series => series.Result.HigherIsBetter).Select(series => series.Result.Metric).Concat(named.Select(series => series.Result.Metric))
            .Distinct().MinBy(name => (named.Any(series => series.Result.Metric == name && series.Result.HigherIsBetter) ? 0 : 1, -named.Where(series => series.Result.Metric == name).Select(series => MixtureAndPlaceOf(series)).Distinct().Count(), RankOf(name), name));
        ILookup<string, FittedSeries> losses = fitted.Where(series => MeasuredLosses.IsCrossEntropy(series.Result.Metric)).ToLookup(series => MixtureAndPlaceOf(series));
        FittedSeries[] deciding = [.. named.Where(series => metric is not null && LogLikelihoods.IsMetric(series.Result.Metric, metric))];
        bool modelsTell = !IsOneModelEach(deciding);
        ImmutableArray<Candidate>[] places = [.. deciding
            .GroupBy(series => $"{PlaceOf(series.Source, modelsTell)}\u001f{series.Source.Rows[0].Signature}", StringComparer.Ordinal)
            .Select(group => group.OrderBy(series => series.Source.Rows[0].PretrainingData, StringComparer.Ordinal)
                .Select(series => new Candidate(series, losses[MixtureAndPlaceOf(series)].FirstOrDefault(loss => loss.Result.Metric != series.Result.Metric), options)).ToImmutableArray())];
        Candidate[][] shorter = [.. places.Select(members => options.At.IsEmpty ? TooShort(members) : [])];
        return new([.. places.Zip(shorter, (members, left) => members.RemoveRange(left))])
        {
            LeftOut = [.. places.Zip(shorter).Where(place => place.Second.Length > 0).Select(place =>
                $"{Listing.And([.. place.Second.Select(member => member.Mixture)])} {(place.Second.Length == 1 ? "is" : "are")} not measured where the other mixtures are compared, at {Numerals.Size(CommonEnd(place.First))}, and {(place.Second.Length == 1 ? "has" : "have")} too few token counts to forecast from; the advice leaves {(place.Second.Length == 1 ? "it" : "them")} out.").Distinct()],
        };
    }

    // A mixture of one or two token counts would move the comparison of all others to where it is measured.
    private static Candidate[] TooShort(ImmutableArray<Candidate> members) => members.Count(member => member.Score.Result.Points.Length >= FewestOfCurve) < 2 ? []
        : [.. members.Where(member => member.Score.Result.Points.Length < FewestOfCurve && member.Last.X < CommonEnd(members))];

    private static double CommonEnd(ImmutableArray<Candidate> members) => members.Where(member => member.Score.Result.Points.Length >= FewestOfCurve).Min(member => member.Last.X);

    /// <summary>The groups to decide between, by finetuning size.</summary>
    public IEnumerable<CandidateGroup> Groups(AnalysisOptions options) => Places
        .Select(members => CandidateGroup.Of(members, options))
        .OrderBy(group => group.FinetuningSize).ThenBy(group => group.Members[0].FirstRow.Parameters ?? 0).ThenBy(group => group.Members[0].Score.Result.Key.Label, StringComparer.Ordinal);

    private static int RankOf(string metric)
    {
        int rank = MetricTraits.Of(metric).HigherIsBetter is null ? -1 : Array.FindIndex(Preferred, name => metric.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Preferred.Length : rank;
    }

    /// <summary>The mixture and the place in which it competes; without the task, if not wanted.</summary>
    public static string MixtureAndPlaceOf(FittedSeries series, bool tasksTell = true) => $"{series.Source.Rows[0].PretrainingData}\u001f{PlaceOf(series.Source, tasksTell: tasksTell)}";

    // A column that names the model of each mixture, at each size, by a name of its own says nothing that the mixture and the size do not.
    private static bool IsOneModelEach(FittedSeries[] series) => series.All(one => one.Source.Rows[0].Model is not null)
        && series.GroupBy(one => $"{one.Source.Rows[0].PretrainingData}\u001f{PlaceOf(one.Source, modelsTell: false)}").All(place => place.Select(one => one.Source.Rows[0].Model).Distinct().Count() == 1)
        && series.GroupBy(one => one.Source.Rows[0].Model).All(model => model.Select(one => one.Source.Rows[0].PretrainingData).Distinct().Count() == 1);

    // Sizes that differ by a few embeddings, 1B and 1.01B, are one size.
    private static string PlaceOf(SeriesRows series, bool modelsTell = true, bool tasksTell = true) => series.Rows[0] is var row ? string.Join('\u001f', row.Source, tasksTell ? row.Task : null, tasksTell ? row.Shots : null, series.SettingsText, row.FinetuningData, modelsTell ? row.Model : null, row.Parameters?.ToString("E1", CultureInfo.InvariantCulture), ObservationColumn.Text(row.FinetuningExamples), ObservationColumn.Text(row.FinetuningTokens)) : "";
}
