using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A series cut in two by scale: what a forecast may know, and what it is asked.</summary>
/// <param name="Key">The series.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Task">The task, or nothing.</param>
/// <param name="HigherIsBetter">Whether a larger value is the better one.</param>
/// <param name="Range">Where the metric ends, as far as the rows at or below the cut show.</param>
/// <param name="Known">The points at or below the cut, by increasing scale.</param>
/// <param name="HeldOut">The points beyond it, by increasing scale.</param>
internal sealed record HeldOutSeries(SeriesKey Key, string Metric, string Task, bool HigherIsBetter, MetricRange Range, ImmutableArray<MeasuredPoint> Known, ImmutableArray<MeasuredPoint> HeldOut)
{
    // A scale written with few digits may lie a little above the share of the largest that it stands for.
    private const double Rounding = 1e-12;

    /// <summary>The rows at or below the cut.</summary>
    public ImmutableArray<Observation> KnownRows { get; init; } = [];

    /// <summary>The column of the scale.</summary>
    public string Column { get; init; } = "";

    /// <summary>The largest scale a forecast may know.</summary>
    public double Cutoff => Known[^1].X;

    /// <summary>What the series shares its noise and its slopes with.</summary>
    public string Group => $"{Task}\u001f{Metric}";

    /// <summary>The series, where it has enough points on both sides of the cut; else <c>null</c>.</summary>
    public static HeldOutSeries? Of(SeriesRows series, string column, BacktestOptions options)
    {
        Observation[] rows = [.. series.Rows.Where(row => ScaleColumns.Read(row, column) > 0 && row.Value > 0)];
        if (rows.Length == 0)
        {
            return null;
        }

        double cut = options.FitBelow * rows.Max(ScaleOf) * (1 + Rounding);
        Observation[] known = [.. rows.Where(row => ScaleOf(row) <= cut)];
        ImmutableArray<MeasuredPoint> fitted = DenseCurve.Thin(Replication.PointsOf(known, ScaleOf));
        ImmutableArray<MeasuredPoint> targets = DenseCurve.Thin(Replication.PointsOf(rows.Where(row => ScaleOf(row) > cut), ScaleOf));
        if (fitted.Length < options.LeastFitted || fitted.Length + targets.Length < options.LeastPoints)
        {
            return null;
        }

        // Values beyond the cut are not looked at: not even to tell a percentage from a share.
        MetricTraits traits = MetricTraits.Of(series.Metric);
        bool higher = known.Select(row => row.HigherIsBetter).FirstOrDefault(flag => flag is not null) ?? traits.HigherIsBetter ?? true;
        return new(series.Key, series.Metric, known[0].Task ?? "", higher, MetricRange.Of(traits, known), fitted, targets) { KnownRows = [.. known], Column = column };

        double ScaleOf(Observation row) => ScaleColumns.Read(row, column)!.Value;
    }
}
