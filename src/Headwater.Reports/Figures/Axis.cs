using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>How an axis spaces its values.</summary>
public enum AxisScale
{
    Linear,

    /// <summary>Equal factors are equal distances; values of 0 and below have no place and are not drawn.</summary>
    Logarithmic,
}

/// <summary>The values at the two ends of an axis.</summary>
public readonly record struct AxisRange(double Minimum, double Maximum);

/// <summary>One axis: what it measures, in which unit, and how values are spaced.</summary>
public sealed record Axis
{
    public required string Label { get; init; }

    public AxisScale Scale { get; init; } = AxisScale.Linear;

    /// <summary>Follows the label in brackets.</summary>
    public string? Unit { get; init; }

    /// <summary>Ends of the axis; from the layers where null.</summary>
    public AxisRange? Range { get; init; }

    /// <summary>Values a reader would like to see marked, such as the measured scales; a logarithmic axis prefers ticks that meet them.</summary>
    public ImmutableArray<double> Landmarks { get; init; } = [];

    /// <summary>Names in the place of numbers, from the top down: the i-th stands at value i, counted from 0. For vertical axes; empty for numbers.</summary>
    public ImmutableArray<string> Names { get; init; } = [];

    /// <summary>Label and unit as they are printed.</summary>
    public string Caption => Unit is null ? Label : $"{Label} ({Unit})";
}
