using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>A corner in pixels.</summary>
public readonly record struct Vertex(double X, double Y);

/// <summary>Where a text is held by its place.</summary>
public enum TextAnchor
{
    Start,
    Middle,
    End,
}

/// <summary>One thing a back end draws. There are four, and every one of them is inside the scene.</summary>
public abstract record Primitive
{
    public required Ink Ink { get; init; }

    /// <summary>The entries of the legend it belongs to; a page can hide it with any of them.</summary>
    public ImmutableArray<string> Entries { get; init; } = [];
}

/// <summary>Connected straight lines.</summary>
public sealed record LinePrimitive(ImmutableArray<Vertex> Vertices) : Primitive
{
    public double Width { get; init; } = 1;

    public Dash Dash { get; init; }

    /// <summary>What the line stands for, where it says something on its own.</summary>
    public string Words { get; init; } = "";
}

/// <summary>A filled polygon.</summary>
public sealed record PolygonPrimitive(ImmutableArray<Vertex> Vertices) : Primitive
{
    public double Opacity { get; init; } = 1;
}

/// <summary>A marker; a hollow one is filled with paper and outlined.</summary>
public sealed record MarkerPrimitive(Vertex Center) : Primitive
{
    public required MarkerShape Shape { get; init; }

    public double Radius { get; init; } = 4;

    public bool Hollow { get; init; }

    /// <summary>What the marker stands for; empty in a legend.</summary>
    public string Words { get; init; } = "";
}

/// <summary>One line of text on its base line.</summary>
public sealed record TextPrimitive(Vertex At, string Text) : Primitive
{
    public double Size { get; init; } = 12;

    public bool Bold { get; init; }

    public TextAnchor Anchor { get; init; } = TextAnchor.Start;
}
