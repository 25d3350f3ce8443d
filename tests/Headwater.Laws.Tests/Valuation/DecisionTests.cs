using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

/// <summary>What advice says beyond its action: targets, further runs, more data.</summary>
public class DecisionTests
{
    private static readonly double[] Wiggle = [0.12, -0.2, 0.15, 0.05, -0.1, 0.18, -0.08];
    private static readonly double[] Scales = [.. Enumerable.Range(0, 7).Select(k => 250e3 * Math.Pow(2, k))];

    private static readonly AnalysisOptions Options = new() { At = [64e6], Resamples = 400, Seed = 17 };

    [Fact]
    public void Reach_TargetOnTheLaw_IsFoundWithAnInterval()
    {
        Func<double, double> law = StudyTable.BleuLog(-9, 0.9, 1.4);

        TargetReach reach = Reach(Rising("en", -9), law(50e6));

        Assert.InRange(reach.Scale!.Value, 25e6, 100e6);
        Assert.True(reach.Low < reach.Scale && reach.Scale < (reach.High ?? double.PositiveInfinity));
        Assert.True(reach.Probability > 0.9);
        Assert.Null(reach.Measured);
        Assert.Equal(1600e6, reach.Horizon);
    }

    [Fact]
    public void Reach_TargetWasMeasured_SaysWhere() => Assert.Equal(2e6, Reach(Rising("en", -9), StudyTable.BleuLog(-9, 0.9, 1.4)(1.9e6)).Measured);

    [Fact]
    public void Reach_SaturatedSeries_SaysNever()
    {
        TargetReach reach = Reach(At("en", [13.0, 13.6, 13.8, 13.9, 13.95, 13.97, 13.99], 0.1), 40);

        Assert.Null(reach.Scale);
        Assert.Null(reach.High);
        Assert.InRange(reach.Probability!.Value, 0, 0.1);
    }

    [Fact]
    public void Reach_BeyondTheMetric_IsNever() => Assert.Equal(0, Reach(Rising("en", -9), 101).Probability);

    [Fact]
    public void Reach_Loss_ComesFromAbove()
    {
        ObservationTable table = StudyTable.Of(StudyTable.Mixture("en", "loss", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.005, scales: Scales));

        TargetReach reach = table.Analyse(Options with { Target = 2 + Math.Pow(40, -0.4) }).Valuations.Single().Reach!;

        Assert.InRange(reach.Scale!.Value, 30e6, 53e6);
        Assert.Null(reach.Measured);
    }

    [Fact]
    public void Reach_WithoutTarget_IsNotSaid() => Assert.Null(StudyTable.Of(Rising("en", -9)).Analyse(Options).Valuations.Single().Reach);

    [Fact]
    public void Target_NotANumber_IsAFault() =>
        Assert.Contains("Target is NaN; expected a value of the metric, such as 30.", Assert.Throws<ArgumentException>(() => StudyTable.Of(Rising("en", -9)).Analyse(Options with { Target = double.NaN })).Message, StringComparison.Ordinal);

    [Fact]
    public void FurtherRuns_TwoAlike_WouldTellByBothCheckpoints()
    {
        Advice advice = StudyTable.Of(Rising("en", -9), Rising("en+de", -9.01), Rising("zz", -10.5)).Analyse(Options).Advice!;

        Assert.Equal(AdviceAction.Undecided, advice.Action);
        Assert.NotEmpty(advice.FurtherRuns);
        Assert.All(advice.FurtherRuns, set => Assert.DoesNotContain(set.Runs, run => run.Mixture == "zz"));
        Assert.All(advice.FurtherRuns, set => Assert.True(set is { ProbabilitySettles: >= 0 and <= 1, ProbabilityFlips: >= 0 and <= 1, ExpectedGain: > -0.05 }));
        FurtherRuns both = advice.FurtherRuns.First(set => set.Runs.Length == 2);
        Assert.All(both.Runs, run => Assert.Equal((32e6, false), (run.PretrainingTokens, run.IsRepeat)));
        Assert.True(advice.FurtherRuns.Where(set => set.Runs.Length == 1).All(single => single.ProbabilitySettles <= both.ProbabilitySettles + 0.05));
        Assert.Contains(" at 32M", advice.WhatWouldChangeIt, StringComparison.Ordinal);
    }

    [Fact]
    public void FurtherRuns_OneFarAhead_HardlyFlip()
    {
        Advice advice = StudyTable.Of(Rising("en", -9), Rising("de", -10.5)).Analyse(Options).Advice!;

        Assert.Equal((AdviceAction.Continue, "en"), (advice.Action, advice.Mixture));
        Assert.All(advice.FurtherRuns, set => Assert.InRange(set.ProbabilityFlips, 0, 0.02));
    }

    [Fact]
    public void FurtherRuns_OneMixture_ComparesGoingOnWithStaying()
    {
        Advice advice = StudyTable.Of(Rising("en", -9)).Analyse(Options).Advice!;

        Assert.Equal([(32e6, false), (16e6, true)], advice.FurtherRuns.Select(set => set.Runs.Single()).Select(run => (run.PretrainingTokens, run.IsRepeat)).OrderByDescending(run => run.PretrainingTokens));
        Assert.All(advice.FurtherRuns, set => Assert.True(set.ProbabilitySettles > 0.9));
    }

    // Without pretraining a doubling of 2000 examples gains 2: from 4 on, 10 takes three doublings, 16,000 examples, of which 14,000 are pretraining's.
    [Fact]
    public void MoreData_ScratchAtSeveralSizes_GivesTheDataTransferred()
    {
        MixtureValuation smallest = Exchange([2000, 4000, 8000, 16000], size => 4 + (2 * Math.Log2(size / 2000)), size => 10).First();

        Assert.Equal(14_000, smallest.MoreData!.Transferred!.Value.Value, 3000.0);
        Assert.InRange(14_000, smallest.MoreData.Transferred.Value.Low, smallest.MoreData.Transferred.Value.High);
        Assert.Contains(smallest.Evidence, sentence => sentence.StartsWith("The pretraining is worth 1", StringComparison.Ordinal) && sentence.Contains("further finetuning examples", StringComparison.Ordinal));
    }

    [Fact]
    public void MoreData_PretrainingHurts_IsNegative() =>
        Assert.InRange(Exchange([2000, 4000, 8000], size => 4 + (2 * Math.Log2(size / 2000)), size => 5).Last().MoreData!.Transferred!.Value.Value, -8000, -3000);

    [Fact]
    public void MoreData_ScratchNeverGetsThere_IsInfinite()
    {
        MixtureValuation valuation = Exchange([2000, 8000], size => 4, size => 20).First();

        Assert.Equal(double.PositiveInfinity, valuation.MoreData!.Transferred!.Value.Value);
        Assert.Contains(valuation.Evidence, sentence => sentence.StartsWith("No number of finetuning examples in the range searched", StringComparison.Ordinal));
    }

    [Fact]
    public void MoreData_TwoSizes_ComparesDoublings()
    {
        MoreData more = Exchange([2000, 8000], size => 4, size => 8 + (3 * Math.Log2(size / 2000))).First().MoreData!;

        Assert.Equal(3, more.GainOfFinetuning!.Value.Value, 0.3);
        Assert.True(more.GainOfPretraining!.Value.Value < 2.5);
        Assert.True(more.ProbabilityFinetuningGainsMore > 0.8);
    }

    [Fact]
    public void MoreData_OneSize_IsNotSaid() => Assert.Null(StudyTable.Of(Rising("en", -9)).Analyse(Options).Valuations.Single().MoreData);

    [Fact]
    public void Alignment_ScoreFallsWhileLossImproves_IsMisalignedWithNumbers()
    {
        Analysis analysis = StudyTable.Of(
            At("en", [9.0, 8, 7, 6, 5, 4, 3], 0.3),
            StudyTable.Mixture("en", "cross-entropy", tokens => 2 + Math.Pow(tokens / 1e6, -0.4), 0.01, scales: Scales)).Analyse(Options);

        Alignment alignment = analysis.Valuations.Single().Alignment!;

        Assert.Equal(AlignmentVerdict.Misaligned, alignment.Verdict);
        Assert.Equal("the BLEU gets worse with pretraining while the cross-entropy improves", alignment.Reason);
        Assert.Equal((-1, 6), (alignment.Agreement, alignment.DiscordantSteps));
    }

    [Fact]
    public void Alignment_RisesAlongTheLaw_IsAligned() => Assert.Equal(AlignmentVerdict.Aligned, StudyTable.Of(Rising("en", -9)).Analyse(Options).Valuations.Single().Alignment!.Verdict);

    // Scores that a law in logs cannot take: advice stands on the last values and their noise.
    [Theory]
    [InlineData(new[] { -9.0, -8, -7.1, -6, -5 }, new[] { -9.0, -9.1, -9, -8.9, -9 }, "a")]
    [InlineData(new[] { 0.0, 0, 0, 0, 0 }, new[] { 0.0, 0, 0, 0, 0 }, null)]
    [InlineData(new[] { -1.0, 0, 1, 2, 3 }, new[] { -1.0, 0, 1, 2, 3 }, null)]
    public void Advice_ValuesWithoutLogarithms_StandsOnLastValues(double[] first, double[] second, string? best)
    {
        Analysis analysis = StudyTable.Of(Plain("a", first), Plain("b", second)).Analyse(new() { Resamples = 400, Seed = 3 });

        Assert.Equal(1, analysis.Valuations.Sum(valuation => valuation.ProbabilityBest!.Value), 1e-9);
        Assert.Equal(best, analysis.Advice!.Mixture);
        Assert.All(analysis.Valuations, valuation => Assert.True(best is null ? Math.Abs(valuation.ProbabilityBest!.Value - 0.5) < 0.1 : valuation.ProbabilityBest > 0.9 == (valuation.Mixture == best)));
    }

    [Fact]
    public void Advice_ModelsDiffer_LargestSpeaksAndOthersAreNamed()
    {
        IEnumerable<Observation> Sized(IEnumerable<Observation> rows, double parameters) => rows.Select(row => row with { Parameters = parameters });

        Advice advice = StudyTable.Of(Sized(Rising("en", -9), 9e6), Sized(At("en", [9.0, 9.2, 8.9, 9.1, 9.3, 9, 9.1], 0.3), 70e6)).Analyse(Options).Advice!;

        Assert.Equal(AdviceAction.Stop, advice.Action);
        Assert.EndsWith("This advice is for 70M parameters. It differs for 9M parameters: continue en.", advice.Reason, StringComparison.Ordinal);
    }

    private static TargetReach Reach(IEnumerable<Observation> rows, double target) => StudyTable.Of(rows).Analyse(Options with { Target = target }).Valuations.Single().Reach!;

    // One mixture that gains 0.3 a doubling, up to the value given for its finetuning size.
    private static ImmutableArray<MixtureValuation> Exchange(double[] sizes, Func<double, double> scratch, Func<double, double> pretrained) =>
        StudyTable.Of([.. sizes.Select(size => StudyTable.Mixture("en", "bleu", tokens => pretrained(size) - (0.3 * Math.Log2(Scales[^1] / tokens)) + Wiggle[Array.IndexOf(Scales, tokens)], 0.2, size, Scales).Append(StudyTable.Scratch("bleu", scratch(size), 0.2, size)))])
            .Analyse(Options).Valuations;

    private static IEnumerable<Observation> Rising(string name, double a)
    {
        Func<double, double> law = StudyTable.BleuLog(a, 0.9, 1.4);
        return StudyTable.Mixture(name, "bleu", tokens => law(tokens) + Wiggle[Array.IndexOf(Scales, tokens)], scales: Scales);
    }

    private static IEnumerable<Observation> At(string name, double[] values, double error) => StudyTable.Mixture(name, "bleu", tokens => values[Array.IndexOf(Scales, tokens)], error, scales: Scales);

    private static IEnumerable<Observation> Plain(string name, double[] values) => StudyTable.Mixture(name, "score", tokens => values[Array.IndexOf(StudyTable.Doublings, tokens)], null);
}
