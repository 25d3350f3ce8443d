namespace Headwater.Laws.Tests.Mixtures;

public sealed class JointMixtureFitTests
{
    private static readonly (double Parameters, double Tokens)[] Scales = [(1e6, 1e8), (3e6, 3e8), (1e7, 1e9)];

    [Fact]
    public void Of_AdditiveTruth_ExtrapolatesTenfold()
    {
        static double Truth(ReadOnlySpan<double> rates, double n, double d) =>
            1.2 + (1 / (0.5 + (2 * Math.Pow(rates[0], 0.5)) + (0.8 * Math.Pow(rates[1], 0.3)))) + (2 * Math.Pow(n / 1e6, -0.3)) + Math.Pow(d / 1e8, -0.25);

        JointMixtureFit fit = JointMixtureFit.Of(Runs(Truth), "additive");

        Assert.True(fit.ErrorOfLogs < 0.01, $"{fit.ErrorOfLogs}");
        Assert.Equal(1, fit.Predict([0.5, 0.3, 0.2], 1e8, 1e10) / Truth([0.5, 0.3, 0.2], 1e8, 1e10), 0.04);
    }

    [Fact]
    public void Of_CapacityTruth_ExtrapolatesTenfoldAndFindsTheText()
    {
        static double Truth(ReadOnlySpan<double> rates, double n, double d)
        {
            const double b = 0.3;
            double all = Math.Pow(rates[0], 1 / (1 + b)) + Math.Pow(rates[1], 1 / (1 + b)) + Math.Pow(rates[2], 1 / (1 + b));
            double own = (0.9 * rates[1]) + (0.1 * rates[2]);
            return 1 + (1.5 * Math.Pow(n / 1e6 * Math.Pow(own, 1 / (1 + b)) / all, -b)) + (0.8 * Math.Pow(d / 1e8 * own, -0.2));
        }

        JointMixtureFit fit = JointMixtureFit.Of(Runs(Truth), "capacity");

        Assert.True(fit.ErrorOfLogs < 0.01, $"{fit.ErrorOfLogs}");
        Assert.Equal(1, fit.Predict([0.3, 0.5, 0.2], 1e8, 1e10) / Truth([0.3, 0.5, 0.2], 1e8, 1e10), 0.05);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 3.7257)]
    [InlineData(16, 10.5825)]
    [InlineData(40, 15.1675)]
    public void Effective_Epochs_AreWorthWhatThePaperSays(double epochs, double expected)
    {
        // Muennighoff et al. 2023, D' = U + U R* (1 − e^(−R / R*)) with R* = 15.387756.
        Assert.Equal(expected, RepeatedTokens.Effective(epochs, 1), 1e-3);
    }

    [Fact]
    public void Predict_RepeatedCorpus_IsWorthLess()
    {
        static double Truth(ReadOnlySpan<double> rates, double n, double d) => 1 + Math.Pow(n / 1e6, -0.3) + Math.Pow(d / 1e8, -0.3) + (0.2 * rates[0]);

        JointMixtureFit fit = JointMixtureFit.Of(Runs(Truth), "additive", new RepeatedTokens([1e12, 1e8, 1e12]));

        Assert.True(fit.Predict([0, 1, 0], 1e7, 1e11) > fit.Predict([0, 0, 1], 1e7, 1e11));
    }

    [Fact]
    public void Of_OneScale_IsRefused()
    {
        JointMixtureRun[] runs = [.. Runs((rates, _, _) => 2 - rates[0]).Where(run => run.Parameters == 1e6)];

        Assert.Contains("at 1 scale", Assert.Throws<ArgumentException>(() => JointMixtureFit.Of(runs, "additive")).Message, StringComparison.Ordinal);
        Assert.Contains("expected one of additive, capacity", Assert.Throws<ArgumentException>(() => JointMixtureFit.Of(runs, "sum")).Message, StringComparison.Ordinal);
    }

    private delegate double Law(ReadOnlySpan<double> rates, double parameters, double tokens);

    private static JointMixtureRun[] Runs(Law truth)
    {
        MixtureDesign design = MixtureTruths.Design(3, 20, 3);
        return [.. Scales.SelectMany(scale => design.Rates.Select(rates => new JointMixtureRun([.. rates], scale.Parameters, scale.Tokens, truth(rates, scale.Parameters, scale.Tokens))))];
    }
}
