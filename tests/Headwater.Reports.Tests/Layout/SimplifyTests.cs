using System.Collections.Immutable;
using CsCheck;

namespace Headwater.Reports.Tests;

public sealed class SimplifyTests
{
    [Fact]
    public void Line_Straight_KeepsItsEnds() =>
        Assert.Equal([new Vertex(0, 0), new Vertex(30, 15)], Simplify.Line([new(0, 0), new(10, 5), new(20, 10), new(30, 15)]));

    [Fact]
    public void Line_TurningBack_KeepsTheTurn() => Assert.Equal([new Vertex(0, 0), new Vertex(9, 0), new Vertex(3, 0)], Simplify.Line([new(0, 0), new(9, 0), new(3, 0)]));

    [Fact]
    public void Line_SmoothCurve_LosesMostCorners()
    {
        ImmutableArray<Vertex> curve = [.. Enumerable.Range(0, 200).Select(i => new Vertex(2 * i, 300 * Math.Exp(-i / 40.0)))];

        Assert.InRange(Simplify.Line(curve).Length, 10, 60);
    }

    // A twentieth of a pixel, and what rounding adds.
    [Fact]
    public void Line_Any_StaysWithinATwentiethOfAPixel() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[-1, 1], (dx, dy) => (dx, dy)).Array[3, 60].Sample(steps =>
        {
            Vertex at = new(0, 0);
            ImmutableArray<Vertex> line = [at, .. steps.Select(s => at = new Vertex(at.X + s.dx, at.Y + s.dy))];

            ImmutableArray<Vertex> simple = Simplify.Line(line);

            Assert.Equal((line[0], line[^1]), (simple[0], simple[^1]));
            Assert.All(line, v => Assert.True(Enumerable.Range(1, simple.Length - 1).Min(i => Distance(v, simple[i - 1], simple[i])) <= 0.05 + 1e-9));
        });

    private static double Distance(Vertex v, Vertex a, Vertex b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, length = dx * dx + dy * dy;
        double along = length == 0 ? 0 : Math.Clamp(((v.X - a.X) * dx + (v.Y - a.Y) * dy) / length, 0, 1);
        return double.Hypot(v.X - a.X - along * dx, v.Y - a.Y - along * dy);
    }
}
