namespace Headwater.Laws;

/// <summary>Chooses one of several runs without a seed that were measured at one place.</summary>
internal static class RunChoice
{
    /// <summary>The rows that count, in their order. Rows with seeds are replicates and all count.</summary>
    public static Observation[] Of(Observation[] rows, IReadOnlyCollection<string> scaleColumns, SeveralRuns choice)
    {
        HashSet<Observation> chosen = new(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<string, Observation> place in rows.GroupBy(row => string.Join('/', scaleColumns.Select(column => ObservationColumn.Text(ScaleColumns.Read(row, column))))))
        {
            Observation[] runs = [.. place];
            chosen.UnionWith(runs.Length == 1 || runs.Any(row => row.Seed is not null) ? runs : [choice == SeveralRuns.Last ? runs[^1] : Best(runs)]);
        }

        return [.. rows.Where(chosen.Contains)];
    }

    private static Observation Best(Observation[] runs)
    {
        bool higher = runs.Select(row => row.HigherIsBetter).FirstOrDefault(flag => flag is not null) ?? MetricTraits.Of(runs[0].Metric).HigherIsBetter
            ?? throw new ArgumentException($"--several-runs best needs the direction of the metric, which is unknown for {runs[0].Metric}.\nhint: --set higher_is_better=true (or false)");
        return higher ? runs.MaxBy(row => row.Value)! : runs.MinBy(row => row.Value)!;
    }
}
