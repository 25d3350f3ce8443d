using System.Collections.Immutable;
using CsCheck;

namespace Headwater.Reports.Tests;

public sealed class LogTicksTests
{
    private const double FontSize = 11.5;

    [Theory]
    [InlineData(200e3, 20e6, 300, "250K|1M|4M|16M", new[] { 250e3, 1e6, 4e6, 16e6 })]
    [InlineData(200e3, 5e6, 420, "250K|500K|1M|2M|4M", new[] { 250e3, 500e3, 1e6, 2e6, 4e6 })]
    [InlineData(0.9e6, 1.1e12, 420, "1M|100M|10B|1T", new double[0])]
    [InlineData(0.9e9, 11e9, 420, "1B|3B|10B", new[] { 1e9, 3e9, 10e9 })]
    public void Choose_Landmarks_AreMet(double minimum, double maximum, double pixels, string labels, double[] landmarks)
    {
        ImmutableArray<Tick> ticks = LogTicks.Choose(new AxisRange(minimum, maximum), pixels, FontSize, [.. landmarks]);

        Assert.Equal(labels, string.Join('|', ticks.Select(t => t.Label)));
    }

    [Theory]
    [InlineData(1.9e9, 1.2e12, 420, "3B|10B|30B|100B|300B|1T", new[] { 2.06e9, 4.12e9, 8.24e9, 16.5e9, 33e9, 65.9e9, 131.8e9, 263.6e9 })]
    [InlineData(4.1e6, 4.2e8, 330, "5M|10M|20M|50M|100M|200M", new double[0])]
    public void Choose_NoLadderOfTheLandmarks_LeavesNoHalfOfTheAxisBare(double minimum, double maximum, double pixels, string labels, double[] landmarks)
    {
        ImmutableArray<Tick> ticks = LogTicks.Choose(new AxisRange(minimum, maximum), pixels, FontSize, [.. landmarks]);

        Assert.Equal(labels, string.Join('|', ticks.Select(t => t.Label)));
    }

    [Fact]
    public void Choose_LittleRoom_LeavesTicksOut()
    {
        ImmutableArray<Tick> wide = LogTicks.Choose(new AxisRange(2e5, 5e6), 420, FontSize, [250e3, 500e3, 1e6, 2e6, 4e6]);
        ImmutableArray<Tick> narrow = LogTicks.Choose(new AxisRange(2e5, 5e6), 150, FontSize, [250e3, 500e3, 1e6, 2e6, 4e6]);

        Assert.Equal(5, wide.Length);
        Assert.Equal(["250K", "1M", "4M"], narrow.Select(t => t.Label));
    }

    [Fact]
    public void Choose_AnyRange_StaysInsideWithoutOverlap() =>
        Gen.Select(Gen.Double[0, 13], Gen.Double[0.05, 8], Gen.Double[120, 700], Gen.Double[0, 13].Array[0, 6]).Sample((start, decades, pixels, landmarks) =>
        {
            var range = new AxisRange(Math.Pow(10, start), Math.Pow(10, start + decades));

            ImmutableArray<Tick> ticks = LogTicks.Choose(range, pixels, FontSize, [.. landmarks.Select(l => Math.Pow(10, l)).Where(l => l >= range.Minimum && l <= range.Maximum)]);

            Assert.NotEmpty(ticks);
            Assert.All(ticks, t => Assert.InRange(t.Value, range.Minimum * 0.999999, range.Maximum * 1.000001));
            foreach ((Tick a, Tick b) in ticks.Zip(ticks.Skip(1)))
            {
                double apart = pixels * Math.Log(b.Value / a.Value) / Math.Log(range.Maximum / range.Minimum);
                Assert.True(apart >= (Lettering.Width(a.Label, FontSize) + Lettering.Width(b.Label, FontSize)) / 2, $"{a.Label} touches {b.Label}");
            }
        });
}
