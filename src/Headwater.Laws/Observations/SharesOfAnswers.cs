namespace Headwater.Laws;

/// <summary>
/// Brings accuracies of one table into one unit, where some series are fractions and others percentages. A series in which both occur is the business of <see cref="MixedUnits"/>.
/// </summary>
internal static class SharesOfAnswers
{
    // Every accuracy above this is a percentage, and hardly any below it is.
    private const double LeastPercentage = 1.5;

    /// <summary>The rows with accuracies as fractions where they were mixed, and what to say about it.</summary>
    public static (List<Observation> Rows, string[] Assumed) Of(List<Observation> rows)
    {
        HashSet<Observation> percentages = new(ReferenceEqualityComparer.Instance);
        List<string> assumed = [];
        foreach (IGrouping<string, Observation> metric in rows.Where(row => MetricTraits.IsShareOfAnswers(row.Metric)).GroupBy(row => row.Metric, StringComparer.Ordinal).OrderBy(metric => metric.Key, StringComparer.Ordinal))
        {
            Observation[][] series = [.. metric.GroupBy(row => (row.PretrainingData, row.Series, row.Model, row.Task, row.FinetuningData, row.Shots, row.Signature)).Select(one => one.ToArray())];
            Observation[][] inPercent = [.. series.Where(one => Array.TrueForAll(one, row => row.Value >= LeastPercentage))];
            int fractions = series.Count(one => Array.TrueForAll(one, row => row.Value is >= 0 and <= 1));
            if (fractions == 0 || inPercent.Length == 0)
            {
                continue;
            }

            percentages.UnionWith(inPercent.SelectMany(one => one));
            double example = inPercent[0][0].Value;
            assumed.Add($"{inPercent.Length} of {series.Length} series of {metric.Key} are percentages and are read as fractions, as the other series are ({Numerals.Short(example)} is {Numerals.Short(PercentSigns.Fraction(example))})");
        }

        return percentages.Count == 0 ? (rows, []) : ([.. rows.Select(row => percentages.Contains(row) ? InFractions(row) : row)], [.. assumed]);
    }

    private static Observation InFractions(Observation row) => row with
    {
        Value = PercentSigns.Fraction(row.Value),
        StandardError = row.StandardError is { } error ? PercentSigns.Fraction(error) : null,
        Chance = row.Chance is > 1 and { } chance ? PercentSigns.Fraction(chance) : row.Chance,
        Ceiling = row.Ceiling is > 1 and { } ceiling ? PercentSigns.Fraction(ceiling) : row.Ceiling,
    };
}
