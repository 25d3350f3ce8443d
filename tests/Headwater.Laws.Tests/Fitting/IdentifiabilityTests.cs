namespace Headwater.Laws.Tests;

public class IdentifiabilityTests
{
    private static readonly double[] Scales = [1e7, 1e8, 1e9, 1e10, 1e11];

    [Fact]
    public void Fit_TwoFactorsThatOnlyMultiply_NamesThem()
    {
        LawFamily law = LawFamily.Parse("loss = E + A * B / D^alpha");
        LawFitter fitter = new(law);

        Estimate estimate = fitter.Fit(Data(Scales, x => 1.7 + (400 * Math.Pow(x, -0.28))));

        Assert.Equal(FitStatus.NotIdentified, estimate.Status);
        Assert.Equal(
            $"A and B are not identifiable: they can change together without changing {law.Name} at any point. The curve is reliable, but these coefficients are not. Add points where they differ, or fit a law with fewer coefficients.",
            FitMessages.Of(law, estimate, fitter.CoefficientsOf(estimate), "pretraining_tokens"));
        Assert.All(estimate.Residuals, residual => Assert.Equal(0, residual, 1e-6));
    }

    [Fact]
    public void Fit_TokensProportionalToParametersWithOneExponent_NamesTheFactors()
    {
        // D = 20 N: A / N^alpha and B / D^alpha are the same curve.
        LawFamily law = LawFamily.Parse("loss = E + A / N^alpha + B / D^alpha");
        double[][] scales = [.. Scales.Select(n => new[] { n, 20 * n })];
        FitData data = new(scales, [.. scales.Select(at => law.Evaluate(law.Coefficients.Select(c => c.Name switch { "E" => 1.7, "alpha" => 0.3, _ => 400 }).ToArray(), at))], new double?[scales.Length]);

        Estimate estimate = new LawFitter(law).Fit(data);

        Assert.Equal(FitStatus.NotIdentified, estimate.Status);
        Assert.Equal(["A", "B"], estimate.UnidentifiedCoefficients.Select(index => law.Coefficients[index].Name));
    }

    [Fact]
    public void Fit_HardButDeterminedLaw_Converges()
    {
        Estimate estimate = new LawFitter(LawCatalogue.Find("power")).Fit(Data([1e9, 1.5e9, 2e9, 3e9], x => 1.7 + (400 * Math.Pow(x, -0.28))));

        Assert.Equal(FitStatus.Converged, estimate.Status);
    }

    private static FitData Data(double[] scales, Func<double, double> value) => new([.. scales.Select(x => new[] { x })], [.. scales.Select(value)], new double?[scales.Length]);
}
