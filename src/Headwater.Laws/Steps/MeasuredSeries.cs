using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The measurements of one metric that differ in their scale alone, as points to fit a law to.</summary>
public sealed record MeasuredSeries
{
    internal MeasuredSeries(SeriesRows rows, MetricTraits traits, string scale)
    {
        Source = rows;
        Traits = traits;
        Scale = scale;
        Points = Replication.PointsOf(rows.Rows, row => ScaleColumns.Read(row, scale)!.Value);
    }

    /// <summary>What the measurements have in common: mixture, task, finetuning size, metric.</summary>
    public SeriesKey Key => Source.Key;

    /// <summary>The metric's name.</summary>
    public string Metric => Source.Metric;

    /// <summary>The column of the scale.</summary>
    public string Scale { get; }

    /// <summary>The points by increasing scale, each the mean of its replicates.</summary>
    public ImmutableArray<MeasuredPoint> Points { get; }

    internal SeriesRows Source { get; }

    internal MetricTraits Traits { get; }

    /// <summary>Cuts a metric of a table into series, ordered by key. Models without pretraining are part of none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="metric">The metric's name, whatever the case.</param>
    /// <param name="scale">The column of the scale; rows without a number there are left out.</param>
    public static ImmutableArray<MeasuredSeries> Of(ObservationTable table, string metric, string scale = AnalysisOptions.DefaultScale)
    {
        ArgumentNullException.ThrowIfNull(table);
        Observation[] rows = [.. table.Rows.Where(row => string.Equals(row.Metric, metric, StringComparison.OrdinalIgnoreCase) && ScaleColumns.Read(row, scale) > 0 && !row.IsScratch)];
        bool?[] told = [.. rows.Select(row => row.HigherIsBetter).Where(flag => flag is not null).Distinct()];
        MetricTraits known = MetricTraits.Of(metric);
        MetricTraits traits = known with { HigherIsBetter = told.Length == 1 ? told[0] : known.HigherIsBetter };
        return [.. SeriesRows.Cut(rows, [scale], table.SeveralRuns).Select(series => new MeasuredSeries(series, traits, scale))];
    }

    /// <summary>A series of bare points, such as those of a paper's table.</summary>
    internal static MeasuredSeries Of(IEnumerable<MeasuredPoint> points, string metric)
    {
        Observation[] rows = [.. points.Select(point => new Observation { Metric = metric, PretrainingTokens = point.X, Value = point.Y, StandardError = point.StandardError })];
        return new(new(new([KeyValuePair.Create("metric", metric)]), metric, [.. rows]), MetricTraits.Of(metric), AnalysisOptions.DefaultScale);
    }
}
