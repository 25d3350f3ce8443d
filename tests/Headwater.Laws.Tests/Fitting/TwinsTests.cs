namespace Headwater.Laws.Tests;

public class TwinsTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 10).Select(k => 1e6 * Math.Pow(2, k))];

    [Fact]
    public void Fit_ExponentThatCountsSquared_NamesBothSigns()
    {
        LawFamily law = LawFamily.Parse("loss = A / D^(r * r) where r real");

        (Estimate estimate, LawFitter fitter) = Fit(law, x => 12 * Math.Pow(x, -0.09));

        double[] values = fitter.CoefficientsOf(estimate);
        double[] other = fitter.CoefficientsOf(estimate with { At = estimate.Other! });
        Assert.Equal(FitStatus.NotIdentified, estimate.Status);
        Assert.Equal(0.3, Math.Abs(values[1]), 1e-6);
        Assert.Equal(-values[1], other[1], 1e-6);
        string first = values[1] > 0 ? "r 0.3; and r -0.3" : "r -0.3; and r 0.3";
        Assert.Equal(
            $"Two sets of coefficients fit equally well: {first}. The points do not distinguish them, and their forecasts may differ. Add points where the two curves differ, or restrict signs and ranges after where.",
            FitMessages.Of(law, estimate, values, "pretraining_tokens", other));
    }

    [Fact]
    public void Fit_TermsThatCanChangePlaces_AreOneMinimumInOrder()
    {
        LawFamily law = LawFamily.Parse("loss = A / D^a + B / D^b");

        (Estimate estimate, LawFitter fitter) = Fit(law, x => (6 * Math.Pow(x, -0.02)) + (4e5 * Math.Pow(x, -0.8)));

        double[] values = fitter.CoefficientsOf(estimate);
        Assert.Equal(FitStatus.Converged, estimate.Status);
        Assert.All(values.Zip([6, 0.02, 4e5, 0.8]), pair => Assert.Equal(1, pair.First / pair.Second, 1e-4));
    }

    [Fact]
    public void Fit_OrdinaryLaw_HasOneMinimum()
    {
        (Estimate estimate, _) = Fit(LawCatalogue.Find("power"), x => 1.7 + (400 * Math.Pow(x, -0.28)));

        Assert.Equal(FitStatus.Converged, estimate.Status);
        Assert.Null(estimate.Other);
    }

    private static (Estimate, LawFitter) Fit(LawFamily law, Func<double, double> value)
    {
        LawFitter fitter = new(law);
        return (fitter.Fit(new([.. Scales.Select(x => new[] { x })], [.. Scales.Select(value)], new double?[Scales.Length])), fitter);
    }
}
