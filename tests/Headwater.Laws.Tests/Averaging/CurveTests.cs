namespace Headwater.Laws.Tests;

public class CurveTests
{
    [Fact]
    public void Cells_SpacedSeries_StaysAsItIs()
    {
        double[] scales = [1e6, 2e6, 4e6, 8e6];
        double[] values = [4, 3, 2.5, 2.25];

        Curve curve = CurveCells.Of(scales, values, "loss", "loss");

        Assert.Equal(scales.Select(x => Math.Log(x)), curve.Scales);
        Assert.Equal(values.Select(y => Math.Log(y)), curve.Values);
    }

    [Fact]
    public void Cells_CrowdedEnd_BecomesOneCellAndKeepsTheLastValue()
    {
        Curve curve = CurveCells.Of([1e6, 2e6, 7e6, 8e6, 9e6], [4, 3, 2.2, 2.4, 2.3], "loss", "loss");

        Assert.Equal(3, curve.Count);
        Assert.Equal(Math.Log(7e6 * 8e6 * 9e6) / 3, curve.End, 1e-12);
        Assert.Equal(Math.Log(2.2 * 2.4 * 2.3) / 3, curve.Values[^1], 1e-12);
        Assert.Equal(Math.Log(2.3), curve.LastValue, 1e-12);
    }

    [Fact]
    public void Noise_NormalScatterAroundALine_IsItsStandardDeviation()
    {
        RandomStream random = new(3);
        Curve[] curves = [.. Enumerable.Range(0, 40).Select(_ => Scattered(ref random))];

        Assert.InRange(CurveNoise.Of(curves)!.Value, 0.018, 0.022);

        static Curve Scattered(ref RandomStream random)
        {
            double[] scales = new double[30];
            double[] values = new double[30];
            for (int i = 0; i < scales.Length; i++)
            {
                scales[i] = 10 + (0.5 * i) + (0.2 * random.NextDouble());
                values[i] = 3 - (0.1 * scales[i]) + (0.02 * random.NextNormal());
            }

            return new(scales, values, values[^1], "loss", "loss");
        }
    }

    [Fact]
    public void Noise_TwoPoints_IsNotKnown() => Assert.Null(CurveNoise.Of([CurveCells.Of([1, 2], [3, 2], "loss", "loss")]));
}
