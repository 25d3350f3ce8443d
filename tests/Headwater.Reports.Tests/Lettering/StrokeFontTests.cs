using SkiaSharp;

namespace Headwater.Reports.Tests;

public sealed class StrokeFontTests
{
    private const string Drawn =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;!?'\"`-_+=<>~*/\\|()[]{}%#&@$^–—−±×·…→≤≥≈αβßäöüÄÖÜáéíóúýčďěňřšťůžăâîșțçñøłåèąę";

    [Fact]
    public void Strokes_EveryCharacter_IsDrawnAndParses()
    {
        foreach (char c in Drawn)
        {
            (double X, double Y, string Path)[] strokes = [.. StrokeFont.Strokes(c.ToString())];

            Assert.NotEmpty(strokes);
            Assert.DoesNotContain(strokes, s => s.Path == Missing);
            foreach ((_, _, string data) in strokes)
            {
                using SKPath? path = SKPath.ParseSvgPathData(data);
                Assert.NotNull(path);
                Assert.InRange(path.TightBounds.Top, -4, 26);
                Assert.InRange(path.TightBounds.Bottom, -4, 26);
            }
        }
    }

    [Theory]
    [InlineData("中", 1)]
    [InlineData("😀", 1)]
    [InlineData("a\u200fb", 2)]
    [InlineData("é", 2)]
    [InlineData("", 0)]
    public void Strokes_UnknownOrInvisible_IsABoxOrNothing(string text, int strokes) => Assert.Equal(strokes, StrokeFont.Strokes(text).Count());

    [Fact]
    public void Width_Digits_AreEqual() => Assert.Single("0123456789".Select(c => Lettering.Width(c.ToString(), 12)).Distinct());

    [Fact]
    public void Fit_LongText_EndsInsideTheRoom()
    {
        string cut = Lettering.Fit("a text that is much too long for its place", 12, 100);

        Assert.EndsWith("…", cut);
        Assert.True(Lettering.SafeWidth(cut, 12) <= 100);
    }

    private static string Missing => StrokeFont.Strokes("中").Single().Path;
}
