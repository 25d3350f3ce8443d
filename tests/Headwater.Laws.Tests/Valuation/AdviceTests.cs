namespace Headwater.Laws.Tests;

public class AdviceTests
{
    private static readonly double[] Wiggle = [0.12, -0.2, 0.15, 0.05, -0.1];
    private static readonly double[] UpAndDown = [5, 9, 6, 8, 5.5];
    private static readonly double[] Level = [9.0, 9.2, 8.9, 9.1, 9.3];

    [Fact]
    public void Advice_OneMixtureAheadAndRising_Continues()
    {
        Analysis analysis = StudyTable.Of(Rising("en", -9, 1.4), Rising("de", -9.5, 1.2), [StudyTable.Scratch("bleu", 3)]).Analyse();

        Assert.Equal((AdviceAction.Continue, "en"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.True(analysis.Advice.ProbabilityBest > 0.95);
        Assert.StartsWith("en is the best of 2 mixtures at 32M pretraining tokens with ", analysis.Advice.Reason, StringComparison.Ordinal);
        Assert.Matches(@"^A measured BLEU below \d+(\.\d+)? for en at 8M would change this advice\. ", analysis.Advice.WhatWouldChangeIt);
        Assert.Equal(["de", "en"], analysis.Valuations.Select(valuation => valuation.Mixture));
        Assert.All(analysis.Valuations, valuation => Assert.Equal(Trend.Improving, valuation.Trend!.Trend));
        Assert.Equal(1, analysis.Valuations.Sum(valuation => valuation.ProbabilityBest!.Value), 1e-9);
    }

    [Fact]
    public void Advice_WithoutCoefficientIntervals_IsTheSame()
    {
        ObservationTable table = StudyTable.Of(Rising("en", -9, 1.4), Rising("de", -9.5, 1.2));
        AnalysisOptions options = new() { At = [8e6, 32e6], Resamples = 100, Seed = 17 };

        Analysis with = table.Analyse(options);
        Analysis without = table.Analyse(options with { WithCoefficientIntervals = false });

        Assert.Equal(with.Advice!.Reason, without.Advice!.Reason);
        Assert.Equal(with.Valuations.SelectMany(valuation => valuation.Evidence), without.Valuations.SelectMany(valuation => valuation.Evidence));
        Assert.All(without.Series, series => Assert.All(series.Fit!.Coefficients, coefficient => Assert.Null(coefficient.Low)));
    }

    [Fact]
    public void Advice_MixturesWithinNoise_IsUndecided()
    {
        Analysis analysis = StudyTable.Of(Rising("en", -9, 1.4), Rising("en+de", -8.98, 1.4)).Analyse();

        Assert.Equal((AdviceAction.Undecided, (string?)null), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.Contains("are not distinguishable at 32M", analysis.Advice.Reason, StringComparison.Ordinal);
        Assert.Contains("these measurements cannot detect a difference below", analysis.Advice.WhatWouldChangeIt, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_BestIsSureButItsGainIsNot_ChoosesItAndLeavesTheLengthOpen()
    {
        double[] rising = [14, 16, 17.5, 18.5, 19.0];
        double[] behind = [4, 5.1, 5.4, 5.3, 5.5];

        Analysis analysis = StudyTable.Of(At("en", rising, 1.6), At("de", behind, 0.8)).Analyse();

        Assert.Equal((AdviceAction.ChooseOtherMixture, "en"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.True(analysis.Advice.ProbabilityBest > 0.95);
        Assert.Contains("Whether to pretrain longer is still open: the probability that more pretraining gains at least ", analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_OneMixtureWithoutASureGain_IsUndecided()
    {
        Analysis analysis = StudyTable.Of(At("en", [14, 16, 17.5, 18.5, 19.0], 1.6)).Analyse();

        Assert.Equal((AdviceAction.Undecided, "en"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.Contains(" The probability that more pretraining gains at least ", analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Forecasts_OfOneMetric_AreThoseOfTheWholeTable()
    {
        ObservationTable table = StudyTable.Of(Rising("en", -9, 1.4), Rising("de", -9.5, 1.2), StudyTable.Mixture("en", "cross-entropy", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01));

        Analysis whole = table.Analyse(new() { At = [64e6], Seed = 3 });
        Analysis one = table.Analyse(new() { At = [64e6], Seed = 3, Metric = "bleu" });

        Assert.Equal(["bleu", "bleu"], one.Series.Select(series => series.Metric));
        Assert.Equal(
            whole.Series.Where(series => series.Metric == "bleu").Select(series => (series.Forecasts[0].Value, series.Forecasts[0].Low, series.Forecasts[0].High)),
            one.Series.Select(series => (series.Forecasts[0].Value, series.Forecasts[0].Low, series.Forecasts[0].High)));
        Assert.DoesNotContain(one.Warnings, warning => warning.Contains("cross-entropy", StringComparison.Ordinal));
    }

    [Fact]
    public void Advice_NothingMoves_Stops()
    {
        Analysis analysis = StudyTable.Of(At("en", Level), [StudyTable.Scratch("bleu", 9.1)]).Analyse();

        Assert.Equal(AdviceAction.Stop, analysis.Advice!.Action);
        Assert.Matches(@"^No mixture changes the result: en is flat\. The model without pretraining has 9\.1, and en has 9\.3\. The probability that a further doubling gains less than 0\.6 is (above )?9\d%\.$", analysis.Advice.Reason);
        Assert.Equal("flat: pretraining on it does not change the result; so far not distinguishable from no pretraining", analysis.Valuations[0].Verdict);
        Assert.Equal(0.2, analysis.Valuations[0].GainOverScratch!.Value, 1e-9);
        Assert.Equal(0.3 * Math.Sqrt(2), analysis.Valuations[0].GainStandardError!.Value, 1e-9);
    }

    [Fact]
    public void Advice_EverythingFluctuates_ChoosesAnotherWithoutNamingOne()
    {
        Analysis analysis = StudyTable.Of(At("en", UpAndDown)).Analyse();

        Assert.Equal((AdviceAction.ChooseOtherMixture, (string?)null), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.StartsWith("No mixture improves with pretraining: en is fluctuating.", analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_LeaderWillBeOvertaken_ChoosesTheOther()
    {
        double[] saturated = [13.0, 13.6, 13.8, 13.9, 13.95, 13.97, 13.99];
        double[] rising = [3.0, 4.9, 6.8, 8.6, 10.4, 12.1, 13.7];

        Analysis analysis = StudyTable.Of(At("en", saturated, 0.1), At("de", rising, 0.1)).Analyse(new() { At = [64e6], Resamples = 400, Seed = 17 });

        Assert.Equal((AdviceAction.ChooseOtherMixture, "de"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.StartsWith("en leads at the largest scale measured, but de is the best of 2 mixtures at 64M", analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_LossImprovesButScoreDoesNot_WarnsOfMisalignment()
    {
        Analysis analysis = StudyTable.Of(At("en", UpAndDown), StudyTable.Mixture("en", "cross-entropy", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01)).Analyse();

        Assert.Contains(
            "pretraining_data en, metric bleu: the cross-entropy improves while the bleu does not. Judge this mixture by the bleu alone.",
            analysis.Warnings);
        Assert.Contains("The cross-entropy improves while the BLEU does not, so a better loss does not mean a better result here.", analysis.Valuations.Single().Evidence);
    }

    [Fact]
    public void Advice_NoBetterThanScratch_Stops()
    {
        Analysis analysis = StudyTable.Of(Rising("en", -9, 1.4), [StudyTable.Scratch("bleu", 40)]).Analyse();

        Assert.Equal((AdviceAction.Stop, "en"), (analysis.Advice!.Action, analysis.Advice.Mixture));
        Assert.Contains("is worse than the model without pretraining (40)", analysis.Advice.Reason, StringComparison.Ordinal);
        Assert.EndsWith("; so far worse than no pretraining", analysis.Valuations[0].Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_TwoPoints_IsUndecided()
    {
        Analysis analysis = StudyTable.Of(Rising("en", -9, 1.4).Take(2)).Analyse();

        Assert.Equal(AdviceAction.Undecided, analysis.Advice!.Action);
        Assert.Equal("No mixture has three pretraining scales, so no trend can be estimated.", analysis.Advice.Reason);
        Assert.Equal("too few checkpoints for a trend", analysis.Valuations[0].Verdict);
    }

    [Fact]
    public void Advice_FinetuningSizesDisagree_LargestSpeaksAndSaysSo()
    {
        Analysis analysis = StudyTable.Of(Rising("en", -9, 1.4), At("en", Level, examples: 8000)).Analyse();

        Assert.Equal(AdviceAction.Stop, analysis.Advice!.Action);
        Assert.EndsWith("This advice is for the largest finetuning size. It differs for 2K finetuning examples: continue en.", analysis.Advice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Advice_LossOnly_ReadsSmallerAsBetter()
    {
        Analysis analysis = StudyTable.Of(
            StudyTable.Mixture("en", "loss", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01),
            StudyTable.Mixture("de", "loss", tokens => 3 + Math.Pow(tokens / 1e6, -0.4), 0.01)).Analyse();

        Assert.Equal("en", analysis.Advice!.Mixture);
        Assert.Equal(AdviceAction.Continue, analysis.Advice.Action);
    }

    private static IEnumerable<Observation> Rising(string name, double a, double beta)
    {
        Func<double, double> law = StudyTable.BleuLog(a, 0.9, beta);
        return StudyTable.Mixture(name, "bleu", tokens => law(tokens) + Wiggle[Array.IndexOf(StudyTable.Doublings, tokens)]);
    }

    private static IEnumerable<Observation> At(string name, double[] values, double error = 0.3, double examples = 2000)
    {
        double[] scales = [.. values.Select((_, k) => 250e3 * Math.Pow(2, k))];
        return StudyTable.Mixture(name, "bleu", tokens => values[Array.IndexOf(scales, tokens)], error, examples, scales);
    }
}
