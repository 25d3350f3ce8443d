using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>The corners of marker shapes, scaled so that all shapes look equally large. A circle has none: back ends draw it.</summary>
internal static class MarkerOutline
{
    public static ImmutableArray<Vertex> Of(MarkerPrimitive marker)
    {
        (double x, double y, double r) = (marker.Center.X, marker.Center.Y, marker.Radius);
        return marker.Shape switch
        {
            MarkerShape.Circle => [],
            MarkerShape.Square => Regular(x, y, r * 1.25, corners: 4, turn: 45),
            MarkerShape.Triangle => Regular(x, y + r * 0.2, r * 1.35, corners: 3, turn: 0),
            MarkerShape.Diamond => Regular(x, y, r * 1.3, corners: 4, turn: 0),
            MarkerShape.TriangleDown => Regular(x, y - r * 0.2, r * 1.35, corners: 3, turn: 180),
            MarkerShape.Pentagon => Regular(x, y, r * 1.2, corners: 5, turn: 0),
            MarkerShape.Hexagon => Regular(x, y, r * 1.15, corners: 6, turn: 0),
            MarkerShape.Star => Star(x, y, r * 1.5),
            _ => throw new ArgumentOutOfRangeException(nameof(marker), marker.Shape, "Unknown marker shape; expected one of the MarkerShape values."),
        };
    }

    private static ImmutableArray<Vertex> Regular(double x, double y, double radius, int corners, double turn) =>
        [.. Enumerable.Range(0, corners).Select(k => At(x, y, radius, turn + 360.0 * k / corners))];

    private static ImmutableArray<Vertex> Star(double x, double y, double radius) =>
        [.. Enumerable.Range(0, 10).Select(k => At(x, y, k % 2 == 0 ? radius : radius * 0.45, 36.0 * k))];

    // Degrees clockwise from the top.
    private static Vertex At(double x, double y, double radius, double degrees) =>
        new(x + radius * Math.Sin(degrees * Math.PI / 180), y - radius * Math.Cos(degrees * Math.PI / 180));
}
