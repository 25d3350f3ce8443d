using SkiaSharp;

namespace Headwater.Reports.Tests;

public sealed class PngBackEndTests
{
    [Fact]
    public void Render_SmallFigure_HasItsSizeAndItsInks()
    {
        using SKBitmap bitmap = SKBitmap.Decode(PngBackEnd.Render(Figures.Small(), scale: 2));

        Scene scene = FigureLayout.Arrange(Figures.Small());
        Assert.Equal((int)Math.Ceiling(2 * scene.Width), bitmap.Width);
        Assert.Equal((int)Math.Ceiling(2 * scene.Height), bitmap.Height);
        HashSet<SKColor> colors = [.. bitmap.Pixels];
        Assert.Contains(SKColor.Parse(Theme.Light[Ink.Foreground]), colors);
        Assert.Contains(SKColor.Parse(Theme.Light[Ink.Baseline]), colors);
        Assert.Equal(SKColor.Parse(Theme.Light[Ink.Paper]), bitmap.GetPixel(0, 0));
    }

    [Fact]
    public void Render_Title_IsDrawnWithoutAnyFont()
    {
        Scene scene = FigureLayout.Arrange(Figures.Small());
        Scene words = scene with { Primitives = [scene.Primitives.OfType<TextPrimitive>().First()] };

        using SKBitmap bitmap = SKBitmap.Decode(PngBackEnd.Render(words, scale: 1));

        Assert.InRange(bitmap.Pixels.Count(p => p.Red < 128), 100, 5000);
    }

    [Fact]
    public void Render_Twice_GivesEqualBytes() => Assert.Equal(PngBackEnd.Render(Figures.Small()), PngBackEnd.Render(Figures.Small()));

    [Fact]
    public void Render_NoScale_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => PngBackEnd.Render(Figures.Small(), scale: 0));
}
