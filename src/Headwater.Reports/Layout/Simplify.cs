using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>Leaves out the corners of a line that are too small to see (Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727).</summary>
internal static class Simplify
{
    /// <summary>The farthest a corner that is left out may lie from the line, in pixels: a twentieth of what a screen shows.</summary>
    private const double Tolerance = 0.05;

    public static ImmutableArray<Vertex> Line(ImmutableArray<Vertex> line)
    {
        if (line.Length < 3) return line;
        bool[] kept = new bool[line.Length];
        kept[0] = kept[^1] = true;
        var open = new Stack<(int From, int To)>([(0, line.Length - 1)]);
        while (open.TryPop(out (int From, int To) part))
        {
            int farthest = -1;
            double most = Tolerance;
            for (int i = part.From + 1; i < part.To; i++)
            {
                double distance = Distance(line[i], line[part.From], line[part.To]);
                if (!(distance > most)) continue;
                (farthest, most) = (i, distance);
            }

            if (farthest < 0) continue;
            kept[farthest] = true;
            open.Push((part.From, farthest));
            open.Push((farthest, part.To));
        }

        return [.. line.Where((_, i) => kept[i])];
    }

    // From the segment, not from the line through it: a curve may turn back.
    private static double Distance(Vertex v, Vertex a, Vertex b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.Clamp(((v.X - a.X) * dx + (v.Y - a.Y) * dy) / length, 0, 1);
        return double.Hypot(v.X - a.X - along * dx, v.Y - a.Y - along * dy);
    }
}
