using CsCheck;

namespace Headwater.Laws.Tests;

public class LawFitterTests
{
    private static readonly double[] FourDecades = [1e7, 1e8, 1e9, 1e10, 1e11];
    private static readonly double[] Doublings = [250e3, 500e3, 1e6, 2e6, 4e6, 8e6];

    // Five or six digits: the objective is flat to rounding around the truth, more so for exponents over a single decade.
    [Theory]
    [InlineData("bleu-log", new[] { 0.01, 0.9, 1.5 })]
    [InlineData("bleu-log", new[] { 3e-7, 1.2, 0.4 })]
    [InlineData("bleu-log", new[] { 0.5, 0.25, 3.0 })]
    [InlineData("power", new[] { 1.7, 400, 0.28 })]
    [InlineData("power", new[] { 0.0, 12, 0.07 })]
    [InlineData("power", new[] { 0.4, 3000, 0.5 })]
    [InlineData("loss = E + B / (D0 + F^beta)", new[] { 1.2, 900, 300, 0.45 })]
    [InlineData("score = c - b * D^-g where c real", new[] { 40.0, 900, 0.3 })]
    [InlineData("score = k * exp(-m * D^-g)", new[] { 60.0, 50, 0.2 })]
    [InlineData("loss = A / D^alpha", new[] { 12.0, 0.05 })]
    public void Fit_NoiseFreePoints_ReturnsTheTruth(string name, double[] truth)
    {
        LawFamily law = LawCatalogue.Find(name);
        FitData data = Data(FourDecades, x => law.Evaluate(truth, [x]));

        Estimate estimate = new LawFitter(law).Fit(data);

        Assert.Equal(FitStatus.Converged, estimate.Status);
        AssertNear(truth, Coefficients(law, estimate), 1e-4);
    }

    [Fact]
    public void Fit_RandomTruthsOfEveryLaw_AreFound() =>
        Gen.Double[0, 1].Array[3].Sample(
            u =>
            {
                FitData power = Data(Doublings, x => u[0] * 3 + ((0.5 + (5 * u[1])) * Math.Pow(x / 1e6, -0.1 - u[2])));
                FitData score = Data(Doublings, x => Math.Pow(1 + (2 * u[0]) + ((0.1 + u[1]) * Math.Log(x / 250e3)), 0.3 + (2.5 * u[2])));
                double found = new LawFitter(LawCatalogue.Find("power")).Fit(power).Objective + new LawFitter(LawCatalogue.Find("bleu-log")).Fit(score).Objective;
                return found < 1e-16;
            },
            iter: 60, seed: "0N0XIzNsQ0O2", threads: 1);

    [Fact]
    public void Fit_TwoVariables_ReturnsTheTruth()
    {
        LawFamily law = LawFamily.Parse("loss = E + A / N^alpha + B / D^beta");
        double[] truth = [1.69, 406.4, 0.34, 410.7, 0.28];
        double[][] scales = [.. from n in new[] { 1e8, 3e8, 1e9, 3e9 } from d in new[] { 2e9, 1e10, 5e10, 2e11 } select new[] { n, d }];
        FitData data = new(scales, [.. scales.Select(scale => law.Evaluate(truth, scale))], new double?[scales.Length]);

        Estimate estimate = new LawFitter(law).Fit(data);

        Assert.Equal(FitStatus.Converged, estimate.Status);
        AssertNear(truth, Coefficients(law, estimate), 1e-4);
    }

    [Fact]
    public void Fit_TokensInMillions_LeavesAlphaAlone()
    {
        LawFamily law = LawCatalogue.Find("power");
        double[] values = [5.1, 4.2, 3.61, 3.2, 2.95, 2.71];

        double[] tokens = Coefficients(law, new LawFitter(law).Fit(Data(Doublings, values)));
        double[] millions = Coefficients(law, new LawFitter(law).Fit(Data([.. Doublings.Select(x => x / 1e6)], values)));

        Assert.Equal(tokens[2], millions[2], 1e-6);
        Assert.Equal(tokens[0], millions[0], 1e-5);
        Assert.Equal(tokens[1] / millions[1], Math.Pow(1e6, tokens[2]), 1e-4 * Math.Pow(1e6, tokens[2]));
    }

    [Fact]
    public void Fit_BleuAsShares_ScalesTheBaseAndLeavesBetaAlone()
    {
        LawFamily law = LawCatalogue.Find("bleu-log");
        double[] bleu = [3.1, 4.4, 5.6, 7.1, 8.4, 10.1];

        double[] hundreds = Coefficients(law, new LawFitter(law).Fit(Data(Doublings, bleu)));
        double[] shares = Coefficients(law, new LawFitter(law).Fit(Data(Doublings, [.. bleu.Select(value => value / 100)])));

        double factor = Math.Pow(100, 1 / hundreds[2]);
        Assert.Equal(hundreds[2], shares[2], 1e-4);
        Assert.Equal(hundreds[1], shares[1] * factor, 1e-3);
        Assert.Equal(Math.Log(hundreds[0]), Math.Log(shares[0]) * factor, 1e-2);
    }

    [Fact]
    public void Fit_OutlierBeyondDelta_MovesTheLawLittle()
    {
        LawFamily law = LawCatalogue.Find("power");
        double[] scales = [.. Enumerable.Range(0, 12).Select(k => 1e6 * Math.Pow(2, k))];
        double[] values = [.. scales.Select(x => law.Evaluate([1.7, 400, 0.28], [x]))];
        values[5] *= 1.3;

        Estimate estimate = new LawFitter(law).Fit(Data(scales, values));

        AssertNear([1.7, 400, 0.28], Coefficients(law, estimate), 0.02);
    }

    [Theory]
    [InlineData("bleu-log")]
    [InlineData("power")]
    public void Fit_ConstantValues_StopsAtABoundOrConverges(string name)
    {
        Estimate estimate = new LawFitter(LawCatalogue.Find(name)).Fit(Data(Doublings, _ => 7));

        Assert.NotEqual(FitStatus.NonFinite, estimate.Status);
        Assert.All(estimate.Residuals, residual => Assert.Equal(0, residual, 1e-4));
    }

    [Fact]
    public void Fit_FallingScores_LeavesAlphaWithoutHold()
    {
        Estimate estimate = new LawFitter(LawCatalogue.Find("bleu-log")).Fit(Data(Doublings, [9, 8, 7, 6, 5, 4]));

        Assert.Equal(FitStatus.AtBound, estimate.Status);
    }

    [Fact]
    public void Fit_LawThatIsNeverPositive_IsNonFinite()
    {
        Estimate estimate = new LawFitter(LawFamily.Parse("loss = 0 - A * D^alpha")).Fit(Data(Doublings, _ => 1));

        Assert.Equal(FitStatus.NonFinite, estimate.Status);
    }

    private static FitData Data(double[] scales, Func<double, double> value) => Data(scales, [.. scales.Select(value)]);

    private static FitData Data(double[] scales, double[] values) => new([.. scales.Select(x => new[] { x })], values, new double?[scales.Length]);

    private static double[] Coefficients(LawFamily law, Estimate estimate)
    {
        double[] values = new double[law.Coefficients.Length];
        new Coordinates(law).ToCoefficients(estimate.At, values);
        return values;
    }

    private static void AssertNear(double[] expected, double[] actual, double tolerance)
    {
        for (int j = 0; j < expected.Length; j++)
        {
            Assert.Equal(expected[j], actual[j], tolerance * Math.Max(expected[j], 1e-2));
        }
    }
}
