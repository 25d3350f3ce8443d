using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>One coordinate system of a <see cref="Figure"/> and what is drawn in it. Zones lie below bands, bands below lines, lines below markers; among equals the first layer lies lowest.</summary>
public sealed record Panel
{
    /// <summary>Empty where the figure has one panel only.</summary>
    public string Title { get; init; } = "";

    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    public required ImmutableArray<Layer> Layers { get; init; }

    /// <summary>Words to the right of the plot, at the heights of their values.</summary>
    public ImmutableArray<EndLabel> EndLabels { get; init; } = [];

    /// <summary>What the words to the right of the plot say, above them; empty for nothing.</summary>
    public string EndHeading { get; init; } = "";

    /// <summary>Height of this panel in pixels; <c>null</c> for that of its figure.</summary>
    public double? Height { get; init; }

    /// <summary>Gives every panel the range that holds the values of all of them, so that panels can be compared by eye.</summary>
    public static ImmutableArray<Panel> OnCommonAxes(IEnumerable<Panel> panels)
    {
        ImmutableArray<Panel> all = [.. panels];
        AxisRange? x = DataRange.Of(all, horizontal: true), y = DataRange.Of(all, horizontal: false);
        return [.. all.Select(p => p with { X = p.X with { Range = x }, Y = p.Y with { Range = y } })];
    }
}

/// <summary>Label to the right of the plot, at the height of a value: the name of a curve at its end, instead of a legend.</summary>
/// <param name="Y">The value that the label belongs to.</param>
/// <param name="Text">The words; cut with an ellipsis where they have no room.</param>
public sealed record EndLabel(double Y, string Text)
{
    /// <summary>Where the curve ends, which a thin line then joins with the label; <c>null</c> for none.</summary>
    public double? X { get; init; }

    /// <summary>The look of the curve; <c>null</c> for words alone.</summary>
    public LayerStyle? Style { get; init; }

    /// <summary>Whether the curve's marker stands before the words.</summary>
    public bool HasMarker { get; init; }
}
