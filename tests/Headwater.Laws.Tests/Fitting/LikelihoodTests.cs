namespace Headwater.Laws.Tests;

public class LikelihoodTests
{
    private static readonly double[] Scales = [.. Enumerable.Range(0, 10).Select(k => 1e6 * Math.Pow(2, k))];
    private static readonly LawFamily Law = LawFamily.Parse("score = k * D^a");

    // For normal values with known errors the likelihood's maximum is the weighted least squares line, with weights 1/(stderr² + τ²).
    [Fact]
    public void Fit_Gaussian_IsTheWeightedLine()
    {
        RandomStream random = new(12);
        double[] errors = [.. Scales.Select((_, k) => k % 2 == 0 ? 0.005 : 0.05)];
        double[] values = [.. Scales.Select((x, k) => 0.01 * Math.Pow(x, 0.2) * Math.Exp(errors[k] * random.NextNormal()))];
        FitData data = new([.. Scales.Select(x => new[] { x })], values, [.. errors]);
        LawFitter fitter = new(Law);

        Estimate estimate = fitter.Fit(data, new() { Loss = LossKind.Gaussian });

        double beyond = Likelihood.Beyond(estimate.Residuals, errors, 8);
        double[] weights = [.. errors.Select(error => 1 / ((error * error) + beyond))];
        double[] x = [.. Scales.Select(scale => Math.Log(scale))];
        double meanX = x.Zip(weights, (a, w) => a * w).Sum() / weights.Sum();
        double meanY = data.LogValues.Zip(weights, (b, w) => b * w).Sum() / weights.Sum();
        double slope = Enumerable.Range(0, 10).Sum(i => weights[i] * (x[i] - meanX) * (data.LogValues[i] - meanY)) / Enumerable.Range(0, 10).Sum(i => weights[i] * (x[i] - meanX) * (x[i] - meanX));
        Assert.Equal(FitStatus.Converged, estimate.Status);
        Assert.Equal(slope, fitter.CoefficientsOf(estimate)[1], 1e-6);
    }

    // At the maximum of n·[y·ln p + (1 − y)·ln(1 − p)] its derivative by every coefficient is 0.
    [Fact]
    public void Fit_Binomial_IsTheMaximumOfTheLikelihood()
    {
        RandomStream random = new(5);
        const int Items = 400;
        double[] truth = [0.0002, 0.4];
        double[] right = [.. Scales.Select(x => Binomial(ref random, Items, 0.25 + (0.75 * Law.Evaluate(truth, [x]))) / (double)Items)];
        FitData data = Accuracies(right, Items);
        LawFitter fitter = new(Law);

        double[] found = fitter.CoefficientsOf(fitter.Fit(data, new() { Loss = LossKind.Binomial }));

        double LogLikelihood(double k, double a) => Scales.Select((x, i) => 0.25 + (0.75 * Law.Evaluate([k, a], [x])) is var p ? Items * ((right[i] * Math.Log(p)) + ((1 - right[i]) * Math.Log(1 - p))) : 0).Sum();
        double best = LogLikelihood(found[0], found[1]);
        Assert.True(best > LogLikelihood(found[0] * 1.001, found[1]) && best > LogLikelihood(found[0] * 0.999, found[1]));
        Assert.True(best > LogLikelihood(found[0], found[1] + 1e-4) && best > LogLikelihood(found[0], found[1] - 1e-4));
        Assert.InRange(found[1], 0.3, 0.5);
    }

    [Fact]
    public void Analyse_BinomialOfAccuracies_FitsTheWayFromChance()
    {
        Analysis analysis = Table(items: 400).Analyse(new() { Loss = LossKind.Binomial, At = [1e9], Law = "score = k * D^a", Metric = "acc" });

        SeriesResult series = analysis.Series[0];
        Assert.Equal(LossKind.Binomial, series.Fit!.Loss);
        Assert.Equal((0.25, 1.0), (series.Fit.Chance, series.Fit.Ceiling));
        Assert.Equal(0.25 + (0.75 * Law.Evaluate([0.0002, 0.4], [1e9])), series.Forecasts[0].Value, 1e-3);
        Assert.InRange(series.Forecasts[0].High, series.Forecasts[0].Value, 1);
        Assert.True(series.Band[0].Low > 0.1);
    }

    [Fact]
    public void Analyse_BinomialWithoutItems_SaysWhatIsMissing()
    {
        Analysis analysis = Table(items: null).Analyse(new() { Loss = LossKind.Binomial, Law = "score = k * D^a", Metric = "acc" });

        Assert.Equal(LossKind.Huber, analysis.Series[0].Fit!.Loss);
        Assert.Contains(analysis.Warnings, warning => warning.EndsWith("no binomial likelihood, as the number of test items is not known: there is neither items nor stderr in every row; fitted by huber losses.", StringComparison.Ordinal));
    }

    [Fact]
    public void Analyse_StandardErrorsEverywhere_AreALikelihood()
    {
        ObservationTable table = StudyTable.Of(StudyTable.Mixture("en", "loss", x => 1.5 + (2 * Math.Pow(x / 1e6, -0.35)), error: 0.01, scales: Scales));

        Assert.Equal(LossKind.Gaussian, table.Analyse(new()).Series[0].Fit!.Loss);
        Assert.Equal(LossKind.Huber, table.Analyse(new() { Loss = LossKind.Huber }).Series[0].Fit!.Loss);
        Assert.Equal(LossKind.Huber, table.Analyse(new() { HuberDelta = 0.01 }).Series[0].Fit!.Loss);
        Assert.Equal(LossKind.Huber, Table(items: 400).Analyse(new() { Law = "score = k * D^a" }).Series[0].Fit!.Loss);
    }

    private static FitData Accuracies(double[] right, double items)
    {
        BinomialLink answers = new(new(0.25, 1), 1, right, [.. right.Select(_ => items)]);
        return new([.. Scales.Select(x => new[] { x })], answers.Shares(), new double?[right.Length]) { Link = answers };
    }

    private static ObservationTable Table(double? items) => StudyTable.Of(StudyTable.Mixture("en", "acc", x => 0.25 + (0.75 * Law.Evaluate([0.0002, 0.4], [x])), error: null, scales: Scales)
        .Select(row => row with { Chance = 0.25, Items = items }));

    private static int Binomial(ref RandomStream random, int items, double p)
    {
        int right = 0;
        for (int k = 0; k < items; k++)
        {
            right += random.NextDouble() < p ? 1 : 0;
        }

        return right;
    }
}
