using System.Collections.Immutable;
using CsCheck;

namespace Headwater.Reports.Tests;

public sealed class LinearTicksTests
{
    [Theory]
    [InlineData(0, 30, 6, "0|5|10|15|20|25|30")]
    [InlineData(3.21, 4.52, 5, "3.4|3.6|3.8|4.0|4.2|4.4")]
    [InlineData(-2, 2, 4, "−2|−1|0|1|2")]
    [InlineData(0.49, 0.62, 5, "0.50|0.52|0.54|0.56|0.58|0.60|0.62")]
    [InlineData(0, 50_000, 5, "0|10K|20K|30K|40K|50K")]
    public void Choose_Range_GivesNiceLabels(double minimum, double maximum, int wanted, string labels)
    {
        ImmutableArray<Tick> ticks = LinearTicks.Choose(new AxisRange(minimum, maximum), wanted);

        Assert.Equal(labels, string.Join('|', ticks.Select(t => t.Label)));
    }

    [Fact]
    public void Choose_AnyRange_StaysInsideAndAscendsEvenly() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-3, 1e6], Gen.Int[2, 10]).Sample((start, span, wanted) =>
        {
            var range = new AxisRange(start, start + span);

            ImmutableArray<Tick> ticks = LinearTicks.Choose(range, wanted);

            double slack = 1e-6 * span;
            Assert.All(ticks, t => Assert.InRange(t.Value, range.Minimum - slack, range.Maximum + slack));
            double[] steps = [.. ticks.Zip(ticks.Skip(1), (a, b) => b.Value - a.Value)];
            Assert.All(steps, s => Assert.Equal(steps[0], s, 1e-6 * Math.Abs(steps[0])));
            Assert.InRange(ticks.Length, 1, 2 * wanted + 2);
        });
}
