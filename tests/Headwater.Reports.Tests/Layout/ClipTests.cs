using System.Collections.Immutable;
using CsCheck;

namespace Headwater.Reports.Tests;

public sealed class ClipTests
{
    private static readonly Box Unit = new(0, 0, 10, 10);

    private static readonly Gen<Vertex> Anywhere = Gen.Select(Gen.Double[-20, 30], Gen.Double[-20, 30], (x, y) => new Vertex(x, y));

    [Fact]
    public void Line_ThroughTheBox_IsCutAtBothEdges()
    {
        ImmutableArray<Vertex> part = Assert.Single(Clip.Line([new(-10, 5), new(20, 5)], Unit));

        Assert.Equal([new Vertex(0, 5), new Vertex(10, 5)], part);
    }

    [Fact]
    public void Line_LeavingAndReturning_FallsIntoTwoParts() => Assert.Equal(2, Clip.Line([new(5, 5), new(15, 5), new(15, 6), new(5, 6)], Unit).Count());

    [Fact]
    public void Line_Outside_IsGone() => Assert.Empty(Clip.Line([new(-5, -5), new(-1, 20)], Unit));

    [Fact]
    public void Polygon_Corner_KeepsTheOverlap()
    {
        ImmutableArray<Vertex> part = Clip.Polygon([new(5, 5), new(15, 5), new(15, 15), new(5, 15)], Unit);

        Assert.Equal(25, Area(part), 1e-9);
    }

    [Fact]
    public void LineAndPolygon_Anything_StaysInside() => Anywhere.Array[3, 12].Sample(vertices =>
    {
        Assert.All(Clip.Line(vertices, Unit).SelectMany(p => p), v => Assert.True(Unit.Holds(v)));
        Assert.All(Clip.Polygon(vertices, Unit), v => Assert.True(Unit.Holds(v)));
    });

    private static double Area(ImmutableArray<Vertex> p) =>
        Math.Abs(Enumerable.Range(0, p.Length).Sum(i => p[i].X * p[(i + 1) % p.Length].Y - p[(i + 1) % p.Length].X * p[i].Y)) / 2;
}
