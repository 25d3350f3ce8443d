using System.Globalization;

namespace Headwater.Reports.Tests;

public sealed class ThemeTests
{
    // WCAG 2.2, 1.4.11: graphics need three to one; 1.4.3: text needs four and a half to one.
    private const double Graphics = 3, Words = 4.5;

    public static TheoryData<bool, Ink, double> Inks =>
    [
        .. from dark in new[] { false, true }
           from ink in Enum.GetValues<Ink>()
           where ink is not (Ink.Grid or Ink.Zone or Ink.Paper or Ink.Level0)
           select (dark, ink, ink is Ink.Foreground or Ink.Muted ? Words : Graphics),
    ];

    [Theory]
    [MemberData(nameof(Inks))]
    public void Ink_OnPaperAndZone_StandsOut(bool dark, Ink ink, double least)
    {
        Theme theme = dark ? Theme.Dark : Theme.Light;

        Assert.True(Contrast(theme[ink], theme[Ink.Paper]) >= least, $"{ink} on paper: {Contrast(theme[ink], theme[Ink.Paper]):F2}");
        Assert.True(Contrast(theme[ink], theme[Ink.Zone]) >= 0.9 * least, $"{ink} on the zone: {Contrast(theme[ink], theme[Ink.Zone]):F2}");
    }

    [Theory]
    [InlineData(1, new[] { Ink.Level2 })]
    [InlineData(2, new[] { Ink.Level0, Ink.Level3 })]
    [InlineData(4, new[] { Ink.Level0, Ink.Level1, Ink.Level2, Ink.Level3 })]
    public void Level_Count_SpreadsOverTheRamp(int count, Ink[] inks) => Assert.Equal(inks, Enumerable.Range(0, count).Select(i => Theme.Level(i, count)));

    private static double Contrast(string a, string b)
    {
        (double light, double dark) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (light + 0.05) / (dark + 0.05);
    }

    // Relative luminance of sRGB, WCAG 2.2.
    private static double Luminance(string color)
    {
        double[] linear = [.. Enumerable.Range(0, 3)
            .Select(i => int.Parse(color.AsSpan(1 + 2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
