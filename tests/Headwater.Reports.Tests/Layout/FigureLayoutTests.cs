using System.Collections.Immutable;

namespace Headwater.Reports.Tests;

public sealed class FigureLayoutTests
{
    public static TheoryData<string> Names => [.. ReportFigures.Of(SyntheticAnalysis.Study()).Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Arrange_ReportFigure_KeepsEverythingInside(string name)
    {
        Scene scene = FigureLayout.Arrange(Find(name));

        var frame = new Box(0, 0, scene.Width, scene.Height);
        Assert.All(scene.Primitives.OfType<LinePrimitive>().SelectMany(l => l.Vertices), v => Assert.True(frame.Holds(v)));
        Assert.All(scene.Primitives.OfType<PolygonPrimitive>().SelectMany(p => p.Vertices), v => Assert.True(frame.Holds(v)));
        Assert.All(scene.Primitives.OfType<MarkerPrimitive>(), m => Assert.True(frame.Holds(m.Center)));
        Assert.All(scene.Primitives.OfType<TextPrimitive>(), t =>
        {
            Box box = Extent(t);
            Assert.True(box.Left >= -0.5 && box.Right <= scene.Width + 0.5 && box.Top >= 0 && box.Bottom <= scene.Height, $"\"{t.Text}\" leaves the figure");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Arrange_ReportFigure_HasNoOverlappingText(string name)
    {
        ImmutableArray<TextPrimitive> texts = [.. FigureLayout.Arrange(Find(name)).Primitives.OfType<TextPrimitive>()];

        foreach ((TextPrimitive a, int i) in texts.Select((t, i) => (t, i)))
            Assert.All(texts.Skip(i + 1), b => Assert.False(Overlap(Extent(a), Extent(b)), $"\"{a.Text}\" overlaps \"{b.Text}\""));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Arrange_ReportFigure_DrawsEveryMeasuredPoint(string name)
    {
        Figure figure = Find(name);

        int drawn = FigureLayout.Arrange(figure).Primitives.OfType<MarkerPrimitive>().Count(m => m.Words.Length > 0);

        Assert.Equal(figure.Panels.SelectMany(p => p.Layers).OfType<MarkerLayer>().Sum(l => l.Marks.Length), drawn);
    }

    [Fact]
    public void Arrange_LongNames_AreCutWithAnEllipsis()
    {
        Figure figure = Figures.Small() with { Title = new string('W', 300) };

        TextPrimitive title = FigureLayout.Arrange(figure).Primitives.OfType<TextPrimitive>().First();

        Assert.EndsWith("…", title.Text);
        Assert.True(Extent(title).Right <= figure.PanelWidth + 2 * 16);
    }

    [Fact]
    public void Arrange_HopelessBand_DoesNotFlattenTheCurve()
    {
        Panel panel = Figures.Small().Panels[0];
        Panel wild = panel with { Layers = panel.Layers.Add(new BandLayer([new(1e6, -1e4, 1e4), new(1e7, -1e4, 1e4)])) };

        double[] heights = [.. FigureLayout.Arrange(Figures.Small() with { Panels = [wild] }).Primitives.OfType<MarkerPrimitive>().Where(m => m.Words.Length > 0).Select(m => m.Center.Y)];

        Assert.True(heights.Max() - heights.Min() > 60);
    }

    [Fact]
    public void Arrange_NothingToDraw_GivesAnEmptyFrame()
    {
        Figure figure = Figures.Small() with { Panels = [Figures.Small().Panels[0] with { Layers = [] }] };

        Scene scene = FigureLayout.Arrange(figure);

        Assert.Empty(scene.Primitives.OfType<MarkerPrimitive>());
        Assert.NotEmpty(scene.Primitives.OfType<LinePrimitive>());
    }

    [Fact]
    public void Arrange_ZeroOnALogarithmicAxis_IsNotDrawn()
    {
        Figure figure = Figures.Small();
        Panel panel = figure.Panels[0] with { Layers = [new MarkerLayer([new Mark(0, 3) { Words = "none" }, new Mark(1e6, 4) { Words = "one" }])] };

        Scene scene = FigureLayout.Arrange(figure with { Panels = [panel] });

        Assert.Equal("one", Assert.Single(scene.Primitives.OfType<MarkerPrimitive>()).Words);
    }

    private static Figure Find(string name) => ReportFigures.Of(SyntheticAnalysis.Study()).Single(f => f.Name == name);

    // From the height of capitals to the descender.
    private static Box Extent(TextPrimitive text)
    {
        double width = Lettering.Width(text.Text, text.Size);
        double left = text.Anchor switch { TextAnchor.Middle => text.At.X - width / 2, TextAnchor.End => text.At.X - width, _ => text.At.X };
        return new Box(left, text.At.Y - 0.72 * text.Size, left + width, text.At.Y + 0.2 * text.Size);
    }

    private static bool Overlap(Box a, Box b) => a.Left < b.Right && b.Left < a.Right && a.Top < b.Bottom && b.Top < a.Bottom;
}
