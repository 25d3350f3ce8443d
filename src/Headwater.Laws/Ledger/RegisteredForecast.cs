using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A forecast as it was written down before the run that can measure it: one line of a <see cref="ForecastLedger"/>.</summary>
public sealed record RegisteredForecast
{
    /// <summary>The series that the forecast continues.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Metric { get; init; }

    /// <summary>The scales of the forecast, by column name: <c>pretraining_tokens = 1e11</c>. At least one.</summary>
    public required ImmutableSortedDictionary<string, double> At { get; init; }

    /// <summary>The forecast, in the metric's unit.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the interval for one measurement at these scales.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double High { get; init; }

    /// <summary>The share of measurements that the interval should contain, between 0 and 1.</summary>
    public required double Level { get; init; }

    /// <summary>The law that made the forecast, or <c>auto</c>.</summary>
    public required string Law { get; init; }

    /// <summary>Fingerprint of all rows that the forecast was made from: <c>sha256:</c> and 64 hexadecimal digits. The order of the rows does not matter.</summary>
    public required string Rows { get; init; }

    /// <summary>The day of the registration; <c>null</c> unless the caller gave one, because the clock is never read.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Series, metric and scales on one line, for messages.</summary>
    internal string Question => $"{(Series["metric"] is null ? $"{Series.Name}, metric {Metric}" : Series.Name)} at {string.Join(",", At.Select(scale => $"{scale.Key}={Numerals.Size(scale.Value)}"))}";

    /// <summary>Whether both ask for the same metric of the same series at the same scales.</summary>
    internal bool AsksTheSameAs(RegisteredForecast other) => Metric == other.Metric && Series.Equals(other.Series) && At.SequenceEqual(other.At);

    /// <summary>Whether both give the same answer. Numbers may differ by rounding, since processors round differently.</summary>
    internal bool AnswersTheSameAs(RegisteredForecast other) =>
        Law == other.Law && IsSame(Value, other.Value) && IsSame(Low, other.Low) && IsSame(High, other.High) && Level == other.Level;

    private static bool IsSame(double x, double y) => Math.Abs(x - y) <= 1e-9 * Math.Max(Math.Abs(x), Math.Abs(y));
}
