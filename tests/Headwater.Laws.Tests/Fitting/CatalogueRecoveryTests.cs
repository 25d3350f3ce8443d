namespace Headwater.Laws.Tests;

public class CatalogueRecoveryTests
{
    // A millionth, relatively: the points have no noise, and each truth bends enough to be told from its neighbours.
    [Theory]
    [InlineData("m1", new[] { 12, 0.07 }, 1e6, 1e11)]
    [InlineData("m2", new[] { 0.4, 3000, 0.5 }, 1e6, 1e11)]
    [InlineData("m3", new[] { 100, 1e-6, 0.3 }, 1e3, 1e8)]
    [InlineData("m4", new[] { 0.1, 0.9, 0.8, 300, 0.5 }, 1e2, 1e7)]
    [InlineData("broken-power", new[] { 0.4, 20, 0.2, 1e6, 0.5, 0.4 }, 1e3, 1e9)]
    [InlineData("rectified", new[] { 1.2, 900, 300, 0.45 }, 1e2, 1e9)]
    [InlineData("kaplan-parameters", new[] { 8.8e13, 0.076 }, 1e6, 1e10)]
    [InlineData("kaplan-tokens", new[] { 5.4e13, 0.095 }, 1e7, 1e11)]
    [InlineData("gadre-error", new[] { 0.857, 2.2065, 0.7146 }, 1.5, 4.5)]
    [InlineData("loss-to-score", new[] { 0.3, 0.6, 3, 1.2 }, 0.3, 3)]
    [InlineData("gordon-bleu", new[] { 76.16, 0.4697 }, 1, 5)]
    [InlineData("forgetting", new[] { 2.0481, 1.7334 }, 0.2, 1.0)]
    [InlineData("optimal-parameters", new[] { 0.1715, 0.5243 }, 1e17, 1e21)]
    [InlineData("optimal-rate", new[] { 0.3118, 0.125 }, 1e17, 1e21)]
    public void Fit_NoiseFreePoints_ReturnsTheTruth(string name, double[] truth, double least, double most)
    {
        LawFamily law = LawCatalogue.Find(name);
        double[] scales = [.. Enumerable.Range(0, 14).Select(k => least * Math.Pow(most / least, k / 13.0))];
        FitData data = new([.. scales.Select(x => new[] { x })], [.. scales.Select(x => law.Evaluate(truth, [x]))], new double?[scales.Length]);

        Estimate estimate = new LawFitter(law).Fit(data);

        double[] found = new double[truth.Length];
        new Coordinates(law).ToCoefficients(estimate.At, found);
        Assert.Equal(FitStatus.Converged, estimate.Status);
        Assert.All(truth.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 1e-6 * pair.First));
    }
}
