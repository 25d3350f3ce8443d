namespace Headwater.Reports;

/// <summary>The look of a layer. Series differ by ink and by marker and dash together, so that no reader depends on colour.</summary>
public sealed record LayerStyle
{
    public Ink Ink { get; init; } = Ink.Foreground;

    public MarkerShape Marker { get; init; } = MarkerShape.Circle;

    public Dash Dash { get; init; } = Dash.Solid;

    /// <summary>Only the outline of the marker: the mark of a forecast, against a measured value.</summary>
    public bool Hollow { get; init; }

    /// <summary>Line width in pixels.</summary>
    public double Width { get; init; } = 2;

    /// <summary>Marker radius in pixels.</summary>
    public double Radius { get; init; } = 4.2;
}

/// <summary>Marker shapes that stay apart at eight pixels and in one colour.</summary>
public enum MarkerShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
    TriangleDown,
    Pentagon,
    Star,
    Hexagon,
}

/// <summary>Line patterns that stay apart in one colour.</summary>
public enum Dash
{
    Solid,
    Dashed,
    Dotted,
    DashDotted,
    LongDashed,
}
