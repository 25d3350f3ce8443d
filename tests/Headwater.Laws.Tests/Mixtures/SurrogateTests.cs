namespace Headwater.Laws.Tests.Mixtures;

public sealed class SurrogateTests
{
    [Fact]
    public void FitLaw_NoiselessMixingLaw_FindsFloorAndExponents()
    {
        MixtureDesign design = MixtureTruths.Design(5, 40, 2, concentration: 3);

        ExponentialMixingFit fit = ExponentialMixingLaw.FitLaw(design, MixtureTruths.Values(design, MixtureTruths.Exponential), isPositive: true);

        Assert.Equal(2, fit.Floor, 0.02);
        for (int corpus = 0; corpus < 5; corpus++)
        {
            Assert.Equal(MixtureTruths.ExponentOf(corpus, 5), fit.Exponents[corpus], 0.03);
        }
    }

    [Fact]
    public void FitLaw_ScoresBelowACeiling_HasANegativeSign()
    {
        MixtureDesign design = MixtureTruths.Design(4, 40, 2, concentration: 3);

        ExponentialMixingFit fit = ExponentialMixingLaw.FitLaw(design, MixtureTruths.Values(design, rates => 1 - Math.Exp(-0.5 - (2 * rates[0]))), isPositive: true);

        Assert.Equal(-1, fit.Sign);
        Assert.Equal(1 - Math.Exp(-2.5), fit.Predict([1, 0, 0, 0]), 0.02);
    }

    [Fact]
    public void LogLinear_ItsOwnTruth_IsFollowedBeyondTheRuns()
    {
        MixtureDesign design = MixtureTruths.Design(4, 30, 7);
        double[] values = MixtureTruths.Values(design, rates => Math.Exp(1 - rates[0] + (0.5 * rates[1])));

        SurrogateFit fit = new LogLinearSurrogate().Fit(design, values, MixtureFolds.Of(design, 5, 0));

        Assert.Equal(Math.Exp(0), fit.Predict([1, 0, 0, 0]), 0.005);
        Assert.Equal(Math.Exp(1.5), fit.Predict([0, 1, 0, 0]), 0.01);
    }

    [Fact]
    public void Ridge_LogarithmsOfRates_AreFollowed()
    {
        MixtureDesign design = MixtureTruths.Design(3, 40, 4);
        double[] values = MixtureTruths.Values(design, rates => 2 - (0.3 * Math.Log(rates[0] + 0.02)), 0.001);

        SurrogateFit fit = new RidgeSurrogate().Fit(design, values, MixtureFolds.Of(design, 5, 0));

        Assert.Equal(2 - (0.3 * Math.Log(0.32)), fit.Predict([0.3, 0.4, 0.3]), 0.03);
    }

    [Fact]
    public void RidgeFit_ChosenPenalty_HasTheLeaveOneOutErrorOfRefits()
    {
        MixtureDesign design = MixtureTruths.Design(5, 24, 8);
        double[] values = MixtureTruths.Values(design, MixtureTruths.Roots, 0.1);

        RidgeFit fit = RidgeBasis.Of(design.Rates).Fit(values);

        // Refits without each run, features standardised by all runs, with the same penalty: (ZᵀZ + λ)⁻¹ Zᵀ(y − ȳ), the mean being that of the others.
        double sum = 0;
        for (int left = 0; left < 24; left++)
        {
            sum += Math.Pow(values[left] - Refit(design, values, left, fit.Penalty), 2);
        }

        Assert.Equal(Math.Sqrt(sum / 24), fit.LeaveOneOutError, 1e-6);
    }

    [Fact]
    public void RidgeFit_FixedPenalty_EqualsScikitLearn()
    {
        // Ridge(alpha=.1).fit((X - X.mean(0)) / X.std(0), y) of scikit-learn 1.2.1, coefficients over X.std(0).
        double[][] rates = [[0.5, 0.3, 0.2], [0.1, 0.6, 0.3], [0.2, 0.2, 0.6], [0.8, 0.1, 0.1], [0.05, 0.15, 0.8], [0.33, 0.33, 0.34]];

        RidgeFit fit = RidgeBasis.Of(rates).Fit([2.1, 2.6, 2.9, 1.9, 3.3, 2.45], penalty: 0.1);

        Assert.Equal(2.459567994551134, fit.Intercept, 1e-9);
        Assert.Equal(-0.86626981, fit.Slopes[0], 1e-7);
        Assert.Equal(-0.24810453, fit.Slopes[1], 1e-7);
        Assert.Equal(1.12163327, fit.Slopes[2], 1e-7);
    }

    [Fact]
    public void BoostedTrees_AStep_IsFoundAndRunsAreRepeatable()
    {
        MixtureDesign design = MixtureTruths.Design(6, 120, 9);
        double[] values = MixtureTruths.Values(design, rates => rates[1] > 0.15 ? 1 : 3, 0.02);

        SurrogateFit fit = new BoostedTreesSurrogate().Fit(design, values, MixtureFolds.Of(design, 5, 0));
        SurrogateFit again = new BoostedTreesSurrogate().Fit(design, values, MixtureFolds.Of(design, 5, 0));

        Assert.Equal(3, fit.Predict([0.2, 0.05, 0.2, 0.2, 0.2, 0.15]), 0.1);
        Assert.Equal(1, fit.Predict([0.2, 0.35, 0.1, 0.1, 0.1, 0.15]), 0.1);
        Assert.Equal(fit.OutOfFold, again.OutOfFold);
    }

    [Fact]
    public void TreeGrower_ResidualsOfTwoKinds_SplitsWhereTheyMeet()
    {
        MixtureDesign design = new(["a", "b"], [.. Enumerable.Range(0, 20).Select(run => new[] { run / 20.0, 1 - (run / 20.0) })]);
        double[] residuals = [.. Enumerable.Range(0, 20).Select(run => run < 12 ? -1.0 : 1.0)];

        RegressionTree tree = new TreeGrower(BinnedRates.Of(design)).Grow(residuals, [.. Enumerable.Range(0, 20)], [0, 1], 1);

        // Leaves shrink by their penalty of one run: −12 / 13 and 8 / 9.
        Assert.Equal(-12.0 / 13, tree.At([0.55, 0.45]), 1e-12);
        Assert.Equal(8.0 / 9, tree.At([0.6, 0.4]), 1e-12);
    }

    private static double Refit(MixtureDesign design, double[] values, int left, double penalty)
    {
        int p = design.Corpora.Length;
        double[] means = [.. Enumerable.Range(0, p).Select(j => design.Rates.Average(row => row[j]))];
        double[] deviations = [.. Enumerable.Range(0, p).Select(j => Math.Sqrt(design.Rates.Average(row => Math.Pow(row[j] - means[j], 2))))];
        double[] FeaturesOf(int run) => [1, .. Enumerable.Range(0, p).Select(j => (design.Rates[run][j] - means[j]) / deviations[j])];
        double[][] normal = Dense.Zeros(p + 1, p + 1);
        double[] right = new double[p + 1];
        foreach (int run in Enumerable.Range(0, values.Length).Where(run => run != left))
        {
            double[] features = FeaturesOf(run);
            Dense.AddScaled(right, values[run], features);
            for (int i = 0; i <= p; i++)
            {
                Dense.AddScaled(normal[i], features[i], features);
            }
        }

        for (int j = 1; j <= p; j++)
        {
            normal[j][j] += penalty;
        }

        Assert.True(Dense.Factor(normal));
        Dense.SolveLower(normal, right);
        Dense.SolveUpper(normal, right);
        return Dense.Dot(right, FeaturesOf(left));
    }
}
