namespace Headwater.Laws.Tests;

public class ProfileLikelihoodTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 12).Select(k => 1e6 * Math.Pow(2, k))];

    // ln loss = ln A − α·ln D is a straight line, and δ = 1 makes the loss a square: the interval is the textbook's, t·s·√(…), to the 1 % of an end.
    [Fact]
    public void OfCoefficient_StraightLine_IsStudentsInterval()
    {
        LawFamily law = LawFamily.Parse("loss = A / D^alpha");
        FitData data = Noisy(law, [12, 0.07], 0.02, seed: 4);
        ProfileLikelihood profile = Profile(law, data, 0.9);

        (double slope, double slopeError, double noise) = StraightLine(data);
        double t = StudentT.Quantile(0.95, 10);
        (double low, double high) = profile.OfCoefficient(1);

        Assert.Equal(-slope - (t * slopeError), low, 0.02 * t * slopeError);
        Assert.Equal(-slope + (t * slopeError), high, 0.02 * t * slopeError);
        Assert.Equal(slopeError, profile.StandardError(1), 1e-6 * slopeError);

        double x = Math.Log(Scales[^1] * 4);
        double mean = Scales.Average(Math.Log);
        double ahead = Math.Sqrt((noise * noise * (1 + (1.0 / 12))) + ((x - mean) * (x - mean) * slopeError * slopeError));
        (double from, double to) = profile.OfMeasurement([Scales[^1] * 4]);
        Assert.Equal(2 * t * ahead, to - from, 0.02 * t * ahead);
    }

    [Fact]
    public void OfCoefficient_IrreducibleTermAtZero_IsOneSidedFromZero()
    {
        // Steeper in logs at the end: the best E is 0.
        LawFamily law = LawCatalogue.Find("power");
        FitData data = new([.. Scales.Select(x => new[] { x })], [.. Scales.Select((x, k) => 12 * Math.Pow(x, -0.07) * (k > 8 ? 0.98 : 1))], new double?[Scales.Length]);
        LawFitter fitter = new(law, 1);
        Estimate estimate = fitter.Fit(data);

        (double low, double high) = Profile(law, data, 0.9).OfCoefficient(0);

        Assert.Equal(0, fitter.CoefficientsOf(estimate)[0]);
        Assert.Equal(0, low);
        Assert.InRange(high, 0.01, 4);
    }

    [Fact]
    public void OfCoefficient_HigherLevel_HoldsTheLower()
    {
        LawFamily law = LawCatalogue.Find("power");
        FitData data = Noisy(law, [1.7, 400, 0.28], 0.01, seed: 6);

        (double Low, double High)[] half = [.. Enumerable.Range(0, 3).Select(Profile(law, data, 0.5).OfCoefficient)];
        (double Low, double High)[] most = [.. Enumerable.Range(0, 3).Select(Profile(law, data, 0.95).OfCoefficient)];

        Assert.All(half.Zip(most), pair => Assert.True(pair.Second.Low < pair.First.Low && pair.First.High < pair.Second.High));
    }

    [Fact]
    public void OfCoefficient_NothingBoundsIt_IsOpen()
    {
        // A curve that is flat to its noise: any exponent goes with a small enough A.
        LawFamily law = LawCatalogue.Find("power");
        FitData data = Noisy(LawFamily.Parse("loss = k + 0 * D"), [2], 0.01, seed: 2);

        (double low, double high) = Profile(law, data, 0.9).OfCoefficient(2);

        Assert.True(low < 0.01);
        Assert.True(high > 1);
    }

    [Fact]
    public void OfMeasurement_WhereTheLawIsNegative_HasNone()
    {
        LawFamily law = LawFamily.Parse("error = m - k * exp(-g * L)");
        RandomStream random = new(9);
        double[] losses = [.. Enumerable.Range(0, 10).Select(k => 1.5 + (0.25 * k))];
        FitData data = new([.. losses.Select(x => new[] { x })], [.. losses.Select(x => law.Evaluate([0.857, 2.2065, 0.7146], [x]) * Math.Exp(0.01 * random.NextNormal()))], new double?[losses.Length]);

        (double low, double high) = Profile(law, data, 0.9).OfMeasurement([0.7]);

        Assert.True(double.IsNaN(low) && double.IsNaN(high));
    }

    [Fact]
    public void OfMeasurement_NoiseFree_IsTheValue()
    {
        LawFamily law = LawCatalogue.Find("power");
        FitData data = Noisy(law, [1.7, 400, 0.28], 0, seed: 1);

        (double low, double high) = Profile(law, data, 0.9).OfMeasurement([1e10]);

        Assert.Equal(Math.Log(law.Evaluate([1.7, 400, 0.28], [1e10])), low, 1e-6);
        Assert.Equal(low, high, 1e-9);
    }

    private static ProfileLikelihood Profile(LawFamily law, FitData data, double level)
    {
        LawFitter fitter = new(law, 1);
        Estimate estimate = fitter.Fit(data);
        return new(fitter, data, estimate, null, NoiseModel.Of(data, estimate, fitter.FreeOf(estimate)), level);
    }

    private static FitData Noisy(LawFamily law, double[] truth, double noise, ulong seed)
    {
        RandomStream random = new(seed);
        return new([.. Scales.Select(x => new[] { x })], [.. Scales.Select(x => law.Evaluate(truth, [x]) * Math.Exp(noise * random.NextNormal()))], new double?[Scales.Length]);
    }

    // Slope of ln y over ln x, its standard error, and the standard deviation of the residuals.
    private static (double Slope, double Error, double Noise) StraightLine(FitData data)
    {
        double[] x = [.. data.Scales.Select(scale => Math.Log(scale[0]))];
        double meanX = x.Average();
        double meanY = data.LogValues.Average();
        double along = x.Sum(value => (value - meanX) * (value - meanX));
        double slope = x.Zip(data.LogValues, (a, b) => (a - meanX) * (b - meanY)).Sum() / along;
        double noise = Math.Sqrt(x.Zip(data.LogValues, (a, b) => b - meanY - (slope * (a - meanX))).Sum(r => r * r) / (x.Length - 2));
        return (slope, noise / Math.Sqrt(along), noise);
    }
}
