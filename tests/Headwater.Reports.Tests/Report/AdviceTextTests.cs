using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class AdviceTextTests
{
    [Theory]
    [InlineData(AdviceAction.Continue, "en+de", "Continue pretraining on en+de.")]
    [InlineData(AdviceAction.Stop, null, "Stop: more pretraining on these mixtures is not worth its cost.")]
    [InlineData(AdviceAction.ChooseOtherMixture, "de", "Choose de.")]
    [InlineData(AdviceAction.ChooseOtherMixture, null, "Choose a mixture that was not tried.")]
    [InlineData(AdviceAction.Undecided, null, "Undecided: the measurements do not settle it yet.")]
    public void Headline_Action_SaysWhatToDo(AdviceAction action, string? mixture, string text) =>
        Assert.Equal(text, AdviceText.Headline(new Advice { Action = action, Mixture = mixture, Reason = "", WhatWouldChangeIt = "" }));

    [Theory]
    [InlineData(null, 8e6, 2e7, 0.75, "en with 2K examples reaches 30 at 8M pretraining tokens (90% interval [4M, 20M]); the probability that it does not get there within 400M is 25%.")]
    [InlineData(null, 8e6, null, 0.75, "en with 2K examples reaches 30 at 8M pretraining tokens (90% interval [4M, never]); the probability that it does not get there within 400M is 25%.")]
    [InlineData(null, null, null, 0.25, "en with 2K examples reaches 30 within 400M pretraining tokens with probability 25%.")]
    [InlineData(null, null, null, null, "en with 2K examples has not reached 30, and there is no law to forecast when it will.")]
    [InlineData(2e6, null, null, 1.0, "en with 2K examples reached 30 at 2M pretraining tokens, where it was measured.")]
    public void Reaches_Target_SaysWhenOrNever(double? measured, double? scale, double? high, double? probability, string text)
    {
        Analysis study = SyntheticAnalysis.Study();
        MixtureValuation valuation = study.Valuations.First(v => v.Mixture == "en" && v.FinetuningExamples == 2000) with
        {
            Reach = new TargetReach { Target = 30, Measured = measured, Scale = scale, Low = scale / 2, High = high, Probability = probability, Horizon = 4e8, Level = 0.9 },
        };

        Assert.Equal([text], AdviceText.Reaches(study with { Valuations = [valuation] }));
    }

    // A name that stands in one row alone, such as a checkpoint's, is no mixture's.
    [Theory]
    [InlineData("model,revision", "pile-1b,r{0}", "code-1b,s{0}", " (--set \"pretraining_data={model}\" takes model)")]
    [InlineData("family,revision", "pile,r{0}", "code,s{0}", " (--set \"pretraining_data={family}\" takes family)")]
    [InlineData("revision", "r{0}", "s{0}", "")]
    public void WithoutAdvice_NoMixtures_NamesTheColumnThatMayNameThem(string columns, string one, string other, string hint)
    {
        string Rows(string names, double offset) => string.Concat(Enumerable.Range(0, 5).Select(k => string.Format(CultureInfo.InvariantCulture, $"{names},{{1}}e9,{{2}}\n", k, 1 << k, 3 - (0.1 * k) + offset)));
        Analysis analysis = Analysis.Of(ObservationTable.Parse($"{columns},tokens,loss\n{Rows(one, 0)}{Rows(other, 0.1)}", ".csv", "t"), new() { Resamples = 200 });

        Assert.Equal($"No advice: the table names no mixtures to compare; a column pretraining_data names them{hint}. To continue a single curve, use headwater forecast.", AdviceText.WithoutAdvice(analysis));
    }

    [Fact]
    public void ErrorNote_SingleRuns_SaysThatTrainingSeedsAreNotIn() =>
        Assert.Contains("do not cover variation between training seeds", AdviceText.ErrorNote(SyntheticAnalysis.Study()), StringComparison.Ordinal);

    [Fact]
    public void ErrorNote_Replicates_SaysWhichPointsHoldSeeds()
    {
        Analysis study = SyntheticAnalysis.Study();
        SeriesResult series = study.Series[0];

        string note = AdviceText.ErrorNote(study with { Series = [series with { Points = [.. series.Points.Select(p => p with { Replicates = 3 })] }] });

        Assert.Equal(AdviceText.StandardErrorsWithSeeds, note);
    }

    [Fact]
    public void ErrorNote_NoErrors_IsEmpty() => Assert.Empty(AdviceText.ErrorNote(SyntheticAnalysis.Bare()));
}
