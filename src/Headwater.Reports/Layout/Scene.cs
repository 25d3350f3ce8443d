using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>A figure with everything in its place, in pixels from the upper left corner: all that a back end needs to draw.</summary>
public sealed record Scene
{
    public required double Width { get; init; }

    public required double Height { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>Drawn in this order.</summary>
    public required ImmutableArray<Primitive> Primitives { get; init; }
}
