using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The models that compete on one task by one metric.</summary>
internal sealed record SelectionTask(SeriesKey Key, LossScale Scale, ImmutableArray<CandidateModel> Models)
{
    private const double Rounding = 1e-9;

    private static readonly string[] TaskColumns = ["source", "finetuning_data", "task", "metric", "signature"];

    /// <summary>
    /// Cuts a table into tasks, ordered by key. Rows without a finetuning size, and values that have no logarithm, are left out and counted in
    /// <paramref name="warnings"/>.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="metric">The one metric to look at; <c>null</c> for all.</param>
    /// <param name="warnings">Takes what was left out.</param>
    /// <param name="share">The share of a task's largest size beyond which values may not even tell where the metric ends.</param>
    public static ImmutableArray<SelectionTask> Of(ObservationTable table, string? metric, List<string> warnings, double share = 1)
    {
        string column = ScaleColumns.ColumnOf(ScaleColumns.FinetuningSize, table);
        Observation[] wanted = [.. table.Rows.Where(row => metric is null || LogLikelihoods.IsMetric(row.Metric, metric))];
        Observation[] sized = [.. wanted.Where(row => ScaleColumns.Read(row, column) is not null)];
        if (sized.Length < wanted.Length)
        {
            warnings.Add(SelectionMessages.WithoutSize(wanted.Length - sized.Length, wanted.Length, column));
        }

        if (sized.Length == 0)
        {
            throw new ArgumentException(wanted.Length == 0 && metric is not null
                ? $"No row has the metric {metric}; found {string.Join(", ", table.Rows.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal))}.\nhint: --metric {table.Rows.Select(row => row.Metric).Order(StringComparer.Ordinal).FirstOrDefault()}"
                : "No row has a finetuning size; expected a column finetuning_examples or finetuning_tokens with the sizes of the subsets.\nhint: --set \"finetuning_examples={COLUMN}\" takes them from a column of another name.");
        }

        return [.. SeriesRows.Cut(sized, [column], table.SeveralRuns)
            .GroupBy(series => TaskOf(series.Key))
            .OrderBy(group => group.Key.Label, StringComparer.Ordinal)
            .Select(group => Make(group.Key, [.. group], column, share, warnings))];
    }

    private static SeriesKey TaskOf(SeriesKey series) => new([.. series.Parts.Where(part => TaskColumns.Contains(part.Key))]);

    private static SelectionTask Make(SeriesKey key, SeriesRows[] models, string column, double share, List<string> warnings)
    {
        Observation[] rows = [.. models.SelectMany(model => model.Rows)];
        MetricTraits traits = MetricTraits.Of(rows[0].Metric);
        bool higherIsBetter = rows.Select(row => row.HigherIsBetter).FirstOrDefault(flag => flag is not null) ?? traits.HigherIsBetter ?? true;
        double largest = share * (1 + Rounding) * rows.Max(row => ScaleColumns.Read(row, column)!.Value);
        LossScale scale = LossScale.Of(higherIsBetter, MetricRange.Of(traits, [.. rows.Where(row => ScaleColumns.Read(row, column) <= largest)]));
        int without = rows.Count(row => !scale.Holds(row.Value));
        if (without > 0)
        {
            warnings.Add(SelectionMessages.WithoutLogarithm(key, without));
        }

        string[] names = NamesOf(models);
        return new(key, scale, [.. models.Select((model, index) => Make(names[index], model, scale, column)).OrderBy(model => model.Name, StringComparer.Ordinal)]);
    }

    private static CandidateModel Make(string name, SeriesRows series, LossScale scale, string column)
    {
        ImmutableArray<MeasuredPoint> all = Replication.PointsOf(series.Rows, row => ScaleColumns.Read(row, column)!.Value);
        MeasuredPoint[] points = [.. all.Where(point => scale.Holds(point.Y))];
        MeasuredPoint[] sized = [.. points.Where(point => point.X > 0)];
        MeasuredPoint[] zero = [.. points.Where(point => point.X == 0)];
        return new(
            name,
            [.. sized.Select(point => Math.Log(point.X))],
            [.. sized.Select(point => scale.ToLog(point.Y))],
            zero.Length == 0 ? null : scale.ToLog(zero[0].Y),
            series.Rows.Select(row => row.Parameters ?? row.ParametersWithoutEmbeddings).FirstOrDefault(count => count is not null))
        {
            Measured = [.. all.Where(point => point.X > 0)],
        };
    }

    // The model column, the series column, or all that tells the series apart: whichever tells every model from the others.
    private static string[] NamesOf(SeriesRows[] models)
    {
        foreach (string column in new[] { "model", "series", "pretraining_data" })
        {
            string?[] names = [.. models.Select(model => model.Key[column])];
            if (names.All(name => name is not null) && names.Distinct(StringComparer.Ordinal).Count() == names.Length)
            {
                return names!;
            }
        }

        string[] telling =
        [
            .. models.SelectMany(model => model.Key.Parts).Select(part => part.Key).Distinct()
                .Where(column => models.Any(model => model.Key[column] != models[0].Key[column])),
        ];
        return [.. models.Select(model => telling.Length == 0 ? model.Key.Label : string.Join(" ", telling.Select(column => model.Key[column]).OfType<string>()))];
    }
}
