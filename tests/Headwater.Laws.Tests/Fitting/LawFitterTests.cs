namespace Headwater.Laws.Tests;

public class LawFitterTests
{
    private static readonly double[] FourDecades = [1e7, 1e8, 1e9, 1e10, 1e11];

    [Theory]
    [InlineData("bleu-log", new[] { 0.01, 0.9, 1.5 })]
    [InlineData("bleu-log", new[] { 3e-7, 1.2, 0.4 })]
    [InlineData("bleu-log", new[] { 0.5, 0.25, 3.0 })]
    [InlineData("power", new[] { 1.7, 400, 0.28 })]
    [InlineData("power", new[] { 0.0, 12, 0.07 })]
    [InlineData("power", new[] { 0.4, 3000, 0.5 })]
    public void Fit_NoiseFreePoints_ReturnsTheTruth(string name, double[] truth)
    {
        LawFamily law = LawCatalogue.Find(name);
        FitData data = Exact(law, truth, FourDecades);

        Estimate estimate = new LawFitter(law).Fit(data);

        Assert.Equal(FitStatus.Converged, estimate.Status);
        double[] found = Coefficients(law, estimate);
        for (int j = 0; j < truth.Length; j++)
        {
            Assert.Equal(truth[j], found[j], 1e-5 * Math.Max(truth[j], 1e-3));
        }
    }

    private static double[] Coefficients(LawFamily law, Estimate estimate)
    {
        double[] values = new double[law.Coefficients.Length];
        new Coordinates(law).ToCoefficients(estimate.At, values);
        return values;
    }

    private static FitData Exact(LawFamily law, double[] truth, double[] scales) =>
        new([.. scales.Select(x => new[] { x })], [.. scales.Select(x => law.Evaluate(truth, [x]))], new double?[scales.Length]);
}
