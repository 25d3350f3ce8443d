namespace Headwater.Laws;

/// <summary>Says where another metric of the same models puts another mixture first than the metric that decides.</summary>
internal static class OtherMetrics
{
    private const int MostNamed = 2;

    // A lead counts from this many standard errors of a difference, or, without standard errors, at this many scales in a row.
    private const double LeadInErrors = 2;
    private const int ScalesInARow = 3;

    /// <summary>The advice, with the metrics that disagree in its reason.</summary>
    /// <param name="advice">The advice.</param>
    /// <param name="group">The mixtures it compares.</param>
    /// <param name="series">All series of the table.</param>
    /// <param name="isOfOneTask">Whether the advice is for the task of the group; if it is for a mean over tasks, only metrics that belong to no task are looked at.</param>
    public static Advice AddTo(Advice advice, CandidateGroup group, IReadOnlyCollection<FittedSeries> series, bool isOfOneTask)
    {
        FittedSeries[] usable = [.. series.Where(one => one.Columns is [var scale] && StepScale.IsOfProgress(scale) && one.Result.DirectionKnown)];
        ILookup<string, FittedSeries> models = usable.ToLookup(one => CompetingMixtures.MixtureAndPlaceOf(one));

        // A loss on held-out text belongs to no task, or to all of them.
        ILookup<string, FittedSeries> withoutTask = usable.Where(one => one.Source.Rows[0].Task is null).ToLookup(one => CompetingMixtures.MixtureAndPlaceOf(one, tasksTell: false));
        FittedSeries[] all =
        [
            .. group.Members.SelectMany(member => models[CompetingMixtures.MixtureAndPlaceOf(member.Score)].Where(_ => isOfOneTask)
                .Concat(withoutTask[CompetingMixtures.MixtureAndPlaceOf(member.Score, tasksTell: false)])).Distinct(),
        ];
        string decides = group.Members[0].Score.Result.Metric;
        string[] sentences =
        [
            .. all.Where(one => one.Result.Metric != decides).GroupBy(one => one.Result.Metric, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal)
                .Select(metric => Disagreement(advice.Mixture ?? group.Members[group.Best].Mixture, [.. metric])).OfType<string>(),
        ];
        return sentences.Length == 0 ? advice : advice with
        {
            Reason = $"{advice.Reason} {string.Join(" ", sentences.Take(MostNamed))}{(sentences.Length > MostNamed ? sentences.Length - MostNamed == 1 ? " So does 1 more metric." : $" So do {sentences.Length - MostNamed} more metrics." : "")}",
        };
    }

    // The mixture that leads by another metric at the largest scale that all have, where it surely does.
    private static string? Disagreement(string mixture, FittedSeries[] series)
    {
        FittedSeries? own = Array.Find(series, one => MixtureOf(one) == mixture);
        double[] common = own is null ? [] : [.. own.Result.Points.Select(point => point.X).Where(x => x > 0 && Array.TrueForAll(series, one => At(one, x) is not null)).Order()];
        if (own is null || common.Length == 0)
        {
            return null;
        }

        double scale = common[^1];
        FittedSeries leader = series.MaxBy(one => Sign(one) * At(one, scale)!.Value.Y)!;
        if (leader == own || !Leads(leader, own, common))
        {
            return null;
        }

        return $"By {MetricDisplayName.Of(own.Result.Metric)}, {MixtureOf(leader)} leads at {Numerals.Size(scale)}: {Numerals.Short(At(leader, scale)!.Value.Y)} against {Numerals.Short(At(own, scale)!.Value.Y)} for {mixture}.";
    }

    private static bool Leads(FittedSeries leader, FittedSeries own, double[] common)
    {
        MeasuredPoint first = At(leader, common[^1])!.Value;
        MeasuredPoint second = At(own, common[^1])!.Value;
        double lead = Sign(own) * (first.Y - second.Y);
        return first.StandardError is > 0 and { } mine && second.StandardError is > 0 and { } other
            ? lead > LeadInErrors * Math.Sqrt((mine * mine) + (other * other))
            : common.TakeLast(ScalesInARow).All(x => Sign(own) * (At(leader, x)!.Value.Y - At(own, x)!.Value.Y) > 0);
    }

    private static MeasuredPoint? At(FittedSeries series, double x) => series.Result.Points.Where(point => point.X == x).Select(point => (MeasuredPoint?)point).FirstOrDefault();

    private static double Sign(FittedSeries series) => series.Result.HigherIsBetter ? 1 : -1;

    private static string? MixtureOf(FittedSeries series) => series.Source.Rows[0].PretrainingData;
}
