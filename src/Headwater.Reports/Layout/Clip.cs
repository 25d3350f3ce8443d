using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>An axis-aligned box in pixels.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    // Half a pixel of tolerance: a point on the border is inside.
    public bool Holds(Vertex v) => v.X >= Left - 0.5 && v.X <= Right + 0.5 && v.Y >= Top - 0.5 && v.Y <= Bottom + 0.5;
}

/// <summary>Cuts lines and polygons at the edges of a box, so that back ends need no clipping of their own.</summary>
internal static class Clip
{
    /// <summary>The parts of a line inside the box (segment by segment, Liang and Barsky 1984).</summary>
    public static IEnumerable<ImmutableArray<Vertex>> Line(IReadOnlyList<Vertex> line, Box box)
    {
        ImmutableArray<Vertex>.Builder part = ImmutableArray.CreateBuilder<Vertex>();
        for (int i = 1; i < line.Count; i++)
        {
            if (Segment(line[i - 1], line[i], box) is not { } cut) continue;
            if (part.Count > 0 && part[^1] != cut.From)
            {
                yield return part.ToImmutable();
                part.Clear();
            }

            if (part.Count == 0) part.Add(cut.From);
            part.Add(cut.To);
        }

        if (part.Count > 1) yield return part.ToImmutable();
    }

    /// <summary>The part of a polygon inside the box (edge by edge, Sutherland and Hodgman 1974); empty where there is none.</summary>
    public static ImmutableArray<Vertex> Polygon(IReadOnlyList<Vertex> polygon, Box box)
    {
        IReadOnlyList<Vertex> left = Keep(polygon, v => v.X - box.Left);
        IReadOnlyList<Vertex> right = Keep(left, v => box.Right - v.X);
        IReadOnlyList<Vertex> top = Keep(right, v => v.Y - box.Top);
        return [.. Keep(top, v => box.Bottom - v.Y)];
    }

    private static (Vertex From, Vertex To)? Segment(Vertex a, Vertex b, Box box)
    {
        double enter = 0, leave = 1, dx = b.X - a.X, dy = b.Y - a.Y;
        foreach ((double direction, double distance) in ((double, double)[])[(-dx, a.X - box.Left), (dx, box.Right - a.X), (-dy, a.Y - box.Top), (dy, box.Bottom - a.Y)])
        {
            if (direction == 0 && distance < 0) return null;
            if (direction < 0) enter = Math.Max(enter, distance / direction);
            if (direction > 0) leave = Math.Min(leave, distance / direction);
        }

        if (enter > leave) return null;
        return (enter == 0 ? a : new Vertex(a.X + enter * dx, a.Y + enter * dy), leave == 1 ? b : new Vertex(a.X + leave * dx, a.Y + leave * dy));
    }

    private static List<Vertex> Keep(IReadOnlyList<Vertex> polygon, Func<Vertex, double> depth)
    {
        var kept = new List<Vertex>(polygon.Count + 2);
        for (int i = 0; i < polygon.Count; i++)
        {
            Vertex from = polygon[i], to = polygon[(i + 1) % polygon.Count];
            double a = depth(from), b = depth(to);
            if (a >= 0) kept.Add(from);
            if (a * b < 0) kept.Add(new Vertex(from.X + a / (a - b) * (to.X - from.X), from.Y + a / (a - b) * (to.Y - from.Y)));
        }

        return kept;
    }
}
