namespace Headwater.Laws.Tests;

public class CurveTests
{
    [Fact]
    public void Cells_SpacedSeries_StaysAsItIs()
    {
        double[] scales = [1e6, 2e6, 4e6, 8e6];
        double[] values = [4, 3, 2.5, 2.25];

        Curve curve = CurveCells.Of([.. scales.Zip(values, (x, y) => new MeasuredPoint(x, y, null, 1))], "loss", "loss");

        Assert.Equal(scales.Select(x => Math.Log(x)), curve.Scales);
        Assert.Equal(values.Select(y => Math.Log(y)), curve.Values);
    }

    [Fact]
    public void Cells_CrowdedEnd_BecomesOneCellAndKeepsTheLastValue()
    {
        Curve curve = CurveCells.Of([new(1e6, 4, null, 1), new(2e6, 3, null, 1), new(7e6, 2.2, null, 1), new(8e6, 2.4, null, 1), new(9e6, 2.3, null, 1)], "loss", "loss");

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

        Assert.InRange(CurveNoise.ScatterOf(curves)!.Value, 0.018, 0.022);

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
    public void Noise_TwoPoints_IsNotKnown() => Assert.Null(CurveNoise.ScatterOf([CurveCells.Of([new(1, 3, null, 1), new(2, 2, null, 1)], "loss", "loss")]));

    [Fact]
    public void Noise_StandardErrorsAboveTheScatter_LiesBetween()
    {
        // No scatter at all, and errors of 2%: what the points show counts, and so do their errors.
        MeasuredPoint[] points = [.. Enumerable.Range(0, 10).Select(k => new MeasuredPoint(1e6 * Math.Pow(2, k), 10, 0.2, 1))];
        Curve curve = CurveCells.Of(points, "bleu", "bleu");

        Assert.Equal(0.02, curve.Errors![0], 1e-12);
        Assert.InRange(CurveNoise.Of([curve]).At(curve, 0), 0.005, 0.019);
    }

    [Fact]
    public void Noise_MeanOfSeeds_SpeaksOfSingleRunsAhead()
    {
        MeasuredPoint[] points = [.. Enumerable.Range(0, 6).Select(k => Replication.Average(1e6 * Math.Pow(2, k), [new(0, 9.4, null, 1), new(0, 10, null, 1), new(0, 10.6, null, 1)]))];
        Curve curve = CurveCells.Of(points, "bleu", "bleu");
        CurveNoise noise = CurveNoise.Of([curve]);

        Assert.Equal(Math.Sqrt(3), noise.Ahead(curve) / noise.At(curve, 5), 1e-9);
    }

    [Fact]
    public void Inside_BetweenCells_IsOnTheLine()
    {
        Curve curve = new([0, 1, 3], [5, 4, 2], 2, "loss", "loss");

        Assert.Equal(3, curve.Inside(-1), 1e-12);
        Assert.Equal(2, curve.Inside(0), 1e-12);
        Assert.Equal(5, curve.Inside(-9), 1e-12);
    }
}
