namespace Headwater.Laws.Tests;

public class RecoveryTests
{
    public static TheoryData<string> Laws => [.. LawCatalogue.All.Select(law => law.Name)];

    // A millionth: residuals are rounded to about 1e-16, and coefficients amplify that by the condition of the law's derivatives, up to 1e9 here.
    [Theory]
    [MemberData(nameof(Laws))]
    public void Fit_NoiseFreePointsOfTheCatalogue_ReturnsTheTruthToAMillionth(string name) => AssertRecovers(LawCatalogue.Find(name), name);

    [Fact]
    public void Fit_NoiseFreePointsOfChinchilla_ReturnsTheTruthToAMillionth() => AssertRecovers(LawFamily.Parse("loss = E + A / N^alpha + B / D^beta"), "chinchilla");

    private static void AssertRecovers(LawFamily law, string name)
    {
        double[] truth = CatalogueTruth.Of(law, name);
        double[][] scales = CatalogueTruth.Scales(law, name);
        FitData data = new(scales, [.. scales.Select(at => law.Evaluate(truth, at))], new double?[scales.Length]);
        LawFitter fitter = new(law);

        Estimate estimate = fitter.Fit(data);

        Assert.Equal(FitStatus.Converged, estimate.Status);
        Assert.All(truth.Zip(fitter.CoefficientsOf(estimate)), pair => Assert.Equal(1, pair.Second / pair.First, 1e-6));
    }
}
