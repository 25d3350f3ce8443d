using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>A place in the units of the axes.</summary>
public readonly record struct Position(double X, double Y);

/// <summary>One thing drawn in a <see cref="Panel"/>.</summary>
public abstract record Layer
{
    public LayerStyle Style { get; init; } = new();

    /// <summary>The text in the legend; layers with the same text share one entry, and a layer without one has none.</summary>
    public string? Legend { get; init; }

    /// <summary>The series that the layer belongs to, in addition to <see cref="Legend"/>: hiding that legend entry hides this layer too.</summary>
    public string? Owner { get; init; }
}

/// <summary>A line through positions in their order.</summary>
public sealed record LineLayer(ImmutableArray<Position> Positions) : Layer
{
    /// <summary>What the line is, in words, where no marks say it.</summary>
    public string Words { get; init; } = "";
}

/// <summary>A filled area between a lower and an upper edge.</summary>
public sealed record BandLayer(ImmutableArray<BandEdge> Edges) : Layer;

/// <summary>The two edges of a band at one x.</summary>
public readonly record struct BandEdge(double X, double Low, double High);

/// <summary>Measured or forecast values, each with an error bar where it has ends, and with words for a pointer or a screen reader.</summary>
public sealed record MarkerLayer(ImmutableArray<Mark> Marks) : Layer
{
    /// <summary>Whether error bars lie along the x axis, as in a forest plot.</summary>
    public bool HasHorizontalBars { get; init; }
}

/// <summary>One marked value; the error bar goes from <see cref="Low"/> to <see cref="High"/>, on the y axis unless its layer says otherwise.</summary>
public sealed record Mark(double X, double Y)
{
    public double? Low { get; init; }

    public double? High { get; init; }

    /// <summary>What the mark is, in words: shown on hover and focus, and read aloud.</summary>
    public string Words { get; init; } = "";
}

/// <summary>A horizontal line over the whole panel, with a band of ± <see cref="HalfWidth"/> around it where that is known.</summary>
public sealed record RuleLayer(double Y) : Layer
{
    public double? HalfWidth { get; init; }

    public string Words { get; init; } = "";
}

/// <summary>A shaded part of the x axis, such as where a curve is extrapolated; open ends reach the edge of the panel.</summary>
public sealed record ZoneLayer(double? From, double? To) : Layer
{
    /// <summary>Written above the zone where there is room.</summary>
    public string Label { get; init; } = "";
}

/// <summary>Words at a place.</summary>
public sealed record TextLayer(Position At, string Text) : Layer
{
    public TextAnchor Anchor { get; init; } = TextAnchor.Start;
}
