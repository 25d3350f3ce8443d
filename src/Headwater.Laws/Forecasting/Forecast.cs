using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A value at a scale that was not measured, from a fit on all points of its series.</summary>
public sealed record Forecast
{
    /// <summary>The series the forecast continues.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The name of the law that was fitted, or <c>auto</c>.</summary>
    public required string Law { get; init; }

    /// <summary>The scales asked for, by column name: <c>pretraining_tokens = 1e11</c>.</summary>
    public required ImmutableSortedDictionary<string, double> At { get; init; }

    /// <summary>The value there, in the metric's unit, clipped to the metric's range.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the interval for a measurement at that scale.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double High { get; init; }

    /// <summary>The share of measurements the interval is meant to hold, between 0 and 1.</summary>
    public required double Level { get; init; }

    /// <summary>How the interval was found; <c>null</c> where that is not said.</summary>
    public IntervalMethod? IntervalMethod { get; init; }

    /// <summary>The scale asked for over the largest one measured; with several scales, the largest such ratio.</summary>
    public required double ExtrapolationFactor { get; init; }

    /// <summary>What a forecast of <c>auto</c> rests on; <c>null</c> for one law's.</summary>
    public AverageWeights? Weights { get; init; }

    /// <summary>Why to read the forecast with care, as sentences: far from the data, few points, clipped. Empty where there is no reason.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The metric, the value with its interval and where it is, on one line, the same in every culture.</summary>
    public override string ToString() =>
        $"{Series["metric"] ?? Law} {Numerals.Short(Value)} [{Numerals.Short(Low)}, {Numerals.Short(High)}] at {string.Join(", ", At.Select(scale => $"{Numerals.Size(scale.Value)} {ScaleColumns.InWords(scale.Key)}"))}, {Numerals.Short(ExtrapolationFactor)} times the largest scale measured";

    /// <summary>All <see cref="Warnings"/> as one text; <c>null</c> without any.</summary>
    public string? Warning => Warnings.IsEmpty ? null : string.Join(' ', Warnings);
}
