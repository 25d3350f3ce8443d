using System.Globalization;

namespace Headwater.Laws.Tests;

public class FarPointsTests
{
    private const double E = 1.7;
    private const double A = 60;
    private const double Alpha = 0.25;

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e4)]
    [InlineData(1e-2)]
    public void Fit_ThreeRowsFarOff_EndsAtTheLawOfTheOthers(double factor)
    {
        LawFit fit = Fit("power", Curve(index => index is 3 or 11 or 17 ? factor : 1)).Series.Single().Fit!;

        Assert.Equal(E, fit.Coefficients[0].Value, 0.1);
        Assert.Equal(Alpha, fit.Coefficients[2].Value, 0.03);
        Assert.Contains("3 of 24 points are far off the law", Assert.Single(fit.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OneDivergedRunInForty_LeavesTheIntervals()
    {
        LawFit clean = Fit("power", Curve(_ => 1, count: 40)).Series.Single().Fit!;
        LawFit one = Fit("power", Curve(index => index == 20 ? 2 : 1, count: 40)).Series.Single().Fit!;

        Assert.Empty(clean.Warnings);
        foreach ((Coefficient before, Coefficient after) in clean.Coefficients.Zip(one.Coefficients))
        {
            Assert.True(after.High - after.Low < 3 * (before.High - before.Low), $"{before.Name}: {before.Low} to {before.High} became {after.Low} to {after.High}");
        }

        Assert.Contains("pretraining_tokens", Assert.Single(one.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_LawThatFitsBadly_SaysSo()
    {
        // Rises and falls by a factor of 4 from point to point.
        LawFit fit = Fit("power", Curve(index => index % 2 == 0 ? 2 : 0.5)).Series.Single().Fit!;

        Assert.Contains("power fits badly", Assert.Single(fit.Warnings), StringComparison.Ordinal);
    }

    private static Analysis Fit(string law, string csv) => Analysis.Of(ObservationTable.Parse(csv, ".csv", "t"), new() { Law = law, Resamples = 100 });

    private static string Curve(Func<int, double> factor, int count = 24)
    {
        RandomStream random = new(5);
        List<string> rows = ["D,loss"];
        for (int index = 0; index < count; index++)
        {
            double tokens = Math.Round(1e8 * Math.Pow(10, 4.0 * index / count));
            double loss = (E + (A / Math.Pow(tokens, Alpha))) * Math.Exp(0.003 * random.NextNormal()) * factor(index);
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{tokens:R},{loss:R}"));
        }

        return string.Join('\n', rows);
    }
}
