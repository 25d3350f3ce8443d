namespace Headwater.Laws.Tests.Mixtures;

public sealed class GaussianProcessTests
{
    // The expected numbers are scikit-learn's, 1.2.1:
    //   K = Matern(length_scale=1/np.sqrt([4, 1, .25]), nu=2.5); R = np.sqrt(X); Ki = inv(K(R) + .01*eye(6)); mu = Ki.sum(0) @ y / Ki.sum()
    //   GaussianProcessRegressor(K, alpha=.01, optimizer=None).fit(R, y - mu).predict(np.sqrt(P), return_std=True)
    private static readonly double[][] Rates = [[0.5, 0.3, 0.2], [0.1, 0.6, 0.3], [0.2, 0.2, 0.6], [0.8, 0.1, 0.1], [0.05, 0.15, 0.8], [0.33, 0.33, 0.34]];
    private static readonly double[] Values = [2.1, 2.6, 2.9, 1.9, 3.3, 2.45];

    private static readonly GaussianProcess Process = GaussianProcess.Of(GaussianProcess.RootsOf(Rates), Values, [4, 1, 0.25], 0.01);

    [Fact]
    public void Predict_MaternOnRoots_EqualsScikitLearn()
    {
        Assert.Equal(2.22827124, Process.Predict([0.4, 0.4, 0.2]), 1e-8);
        Assert.Equal(3.32276242, Process.Predict([0, 0, 1]), 1e-8);
    }

    [Fact]
    public void RelativeVariance_MaternOnRoots_EqualsScikitLearn()
    {
        Assert.Equal(0.01185092, Process.RelativeVariance([0.4, 0.4, 0.2]), 1e-8);
        Assert.Equal(0.31738501, Process.RelativeVariance([0, 0, 1]), 1e-8);
        Assert.Equal(0.42395640863023076, Process.Variance, 1e-12);
        Assert.Equal(0.13712671856447406, Process.DifferenceVariance([0.4, 0.4, 0.2], [0, 0, 1]), 1e-12);
        Assert.Equal(0.13467817, Process.LeaveOneOutDeviations()[0], 1e-8);
    }

    [Fact]
    public void OutOfFold_BlocksOfTheInverse_EqualARefitWithoutTheFold()
    {
        MixtureDesign design = MixtureTruths.Design(4, 20, 3);
        double[] values = MixtureTruths.Values(design, MixtureTruths.Roots, 0.01);
        MixtureFolds folds = MixtureFolds.Of(design, 5, 0);
        double[] weights = [3, 2, 1, 0.5];
        double mean = values.Average();
        double[] centred = [.. values.Select(value => value - mean)];
        double[][] roots = GaussianProcess.RootsOf(design.Rates);
        GaussianProcess all = GaussianProcess.Of(roots, centred, weights, 0.05);

        double[] outOfFold = all.OutOfFold(centred, folds);

        // A refit around the same mean.
        int[] fold = folds.HeldOut[1];
        int[] others = folds.Kept[1];
        double generalised = all.MeanValue;
        double[][] covariance = GaussianProcess.Covariance([.. others.Select(run => roots[run])], weights, 0.05);
        Assert.True(Dense.Factor(covariance));
        double[] alpha = [.. others.Select(run => centred[run] - generalised)];
        Dense.SolveLower(covariance, alpha);
        Dense.SolveUpper(covariance, alpha);
        foreach (int run in fold)
        {
            double expected = generalised + others.Select((other, index) =>
                alpha[index] * GaussianProcess.Kernel(Enumerable.Range(0, 4).Sum(j => weights[j] * Math.Pow(roots[run][j] - roots[other][j], 2)))).Sum();
            Assert.Equal(expected, outOfFold[run], 1e-9);
        }
    }

    [Fact]
    public void After_FurtherRuns_ShrinksTheVarianceThereAndKeepsTheExpectation()
    {
        double[] at = [0, 0, 1];

        GaussianProcess after = Process.After(Values, [at]);

        Assert.Equal(Process.Predict([0.05, 0.05, 0.9]), after.Predict([0.05, 0.05, 0.9]), 1e-9);
        Assert.True(after.RelativeVariance(at) < 0.02);
    }

    [Fact]
    public void Fit_LengthForEachCorpus_FindsTheCorpusThatMatters()
    {
        MixtureDesign design = MixtureTruths.Design(8, 60, 5);
        double[] values = MixtureTruths.Values(design, rates => 1 / (0.1 + rates[2]), 0.01);

        double ard = Error(new RelevanceProcessSurrogate(), design, values);
        double one = Error(new GaussianProcessSurrogate(), design, values);

        Assert.True(ard < one / 3, $"{ard} {one}");
    }

    private static double Error(IMixtureSurrogate surrogate, MixtureDesign design, double[] values) =>
        surrogate.Fit(design, values, MixtureFolds.Of(design, 5, 0)).OutOfFold.Zip(values, (predicted, value) => Math.Pow(predicted - value, 2)).Average();
}
