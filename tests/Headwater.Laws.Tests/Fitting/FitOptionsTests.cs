namespace Headwater.Laws.Tests;

public class FitOptionsTests
{
    private static readonly double[] Scales = [1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10, 3e10];
    private static readonly double[] Truth = [1.7, 400, 0.28];

    [Fact]
    public void Fit_UnsureHalfIsWrong_StandardErrorsKeepTheTruth()
    {
        double[] values = Exact();
        double?[] errors = [.. Enumerable.Range(0, values.Length).Select(i => (double?)(i % 2 == 0 ? 1e-4 : 0.1))];
        for (int i = 1; i < values.Length; i += 2)
        {
            values[i] *= i < 4 ? 1.08 : 0.95;
        }

        double[] told = Fit(values, errors, new() { Loss = LossKind.Gaussian });
        double[] untold = Fit(values, errors, new());

        Assert.True(Error(told) < 0.02);
        Assert.True(Error(untold) > 3 * Error(told));
    }

    [Fact]
    public void Fit_NoErrorsKnown_UsesTheLawsOwnLoss() =>
        Assert.Equal(Fit(Exact(), new double?[Scales.Length], new()), Fit(Exact(), new double?[Scales.Length], new() { Loss = LossKind.Gaussian }));

    [Fact]
    public void Fit_LawThatBreaks_ScaleWeightFollowsTheLargeScales()
    {
        // Steeper below 3e8 than any single power: only the end can be continued.
        double[] values = [.. Scales.Select(x => 1.7 + (400 * Math.Pow(x, -0.28)) + (x < 3e8 ? 0.4 : 0))];
        LawFamily law = LawFamily.Parse("loss = A / D^alpha");
        double actual = 1.7 + (400 * Math.Pow(1e11, -0.28));

        double even = law.Evaluate(Fit(values, new double?[Scales.Length], new(), law), [1e11]);
        double weighted = law.Evaluate(Fit(values, new double?[Scales.Length], new() { ScaleWeight = 1 }, law), [1e11]);

        Assert.True(Math.Abs(weighted - actual) < Math.Abs(even - actual));
    }

    [Fact]
    public void Choose_TooFewToHoldOut_CountsAllAlike()
    {
        FitData data = new([[1e7], [1.1e7], [1.2e7], [1.3e7]], [3, 2.9, 2.8, 2.75], new double?[4]);

        Assert.Equal(0, ScaleWeight.Choose(new(LawCatalogue.Find("power")), data));
    }

    private static double[] Exact() => [.. Scales.Select(x => LawCatalogue.Find("power").Evaluate(Truth, [x]))];

    private static double[] Fit(double[] values, double?[] errors, FitOptions options, LawFamily? law = null)
    {
        LawFitter fitter = new(law ?? LawCatalogue.Find("power"));
        return fitter.CoefficientsOf(fitter.Fit(new([.. Scales.Select(x => new[] { x })], values, errors), options));
    }

    // The largest error of the curve, in logs.
    private static double Error(double[] coefficients) =>
        Scales.Max(x => Math.Abs(Math.Log(LawCatalogue.Find("power").Evaluate(coefficients, [x]) / LawCatalogue.Find("power").Evaluate(Truth, [x]))));
}
