using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class DecisionTests
{
    private static readonly ReportInput Input = Reports.Study();

    [Fact]
    public void Of_Study_DecidesAboutTheLargestFinetuningSizeAtTheLargestScale()
    {
        Decision decision = Decision.Of(Input)!;

        Assert.Equal((40e6, "8K examples", 4), (decision.At!.Value, decision.Size, decision.Contenders.Length));
        Assert.Equal(decision.Contenders.Max(v => v.ProbabilityBest), decision.Contenders[0].ProbabilityBest);
        Assert.NotNull(decision.Ranking);
    }

    [Fact]
    public void Facts_Study_SayWhatToExpectAgainstWhatAndAtWhichCost()
    {
        ImmutableArray<AdviceFact> facts = DecisionFacts.Of(Decision.Of(Input)!);

        Assert.Equal(["Forecast at 40M", "Probability of being the best", "Lead over the runner-up", "Gain over no pretraining", "Cost so far"], facts.Select(f => f.Name).Take(5));
        Assert.Matches(@"^\d+\.\d BLEU$", facts[0].Value);
        Assert.Contains("10× the largest scale measured", facts[0].Detail, StringComparison.Ordinal);
        Assert.Contains("against ", facts[2].Detail, StringComparison.Ordinal);
        Assert.Equal("10 min", facts[4].Value);
    }

    [Fact]
    public void Facts_WithoutAStudy_CountTheCostToGoInFlops()
    {
        ObservationTable table = new([.. Reports.Table().Rows.Select(r => r with { Parameters = 1e6 })]);

        AdviceFact fact = DecisionFacts.Of(Decision.Of(ReportInput.Of("table", table, Reports.Options))!).Single(f => f.Name == "Cost to continue");

        Assert.Equal("216T FLOPs", fact.Value);     // 6 × 1M parameters × (40M − 4M) tokens
        Assert.EndsWith("by 6ND with 1M parameters", fact.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_Study_AreAnsweredFromItsData()
    {
        ImmutableArray<Question> questions = Questions.Of(Input, Decision.Of(Input));

        string[] asked = [.. questions.Select(q => q.Ask)];
        Assert.Contains("Would another budget change the choice?", asked);
        Assert.Contains("Does it depend on how much finetuning data I have?", asked);
        Assert.Contains("How far can the forecast be trusted?", asked);
        Assert.DoesNotContain("What does another method say?", asked);
        Assert.StartsWith("Every point is a single training run", questions.Single(q => q.Ask == "Could the result be chance?").Answer, StringComparison.Ordinal);
        Assert.StartsWith("1 run failed and 0 runs are not done.", questions.Single(q => q.Ask == "Is anything missing?").Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_Today_NameTheBestModelAndWhetherItBeatsNoPretraining()
    {
        Decision decision = Decision.Of(Input)!;
        SeriesResult best = decision.Contenders.Select(decision.SeriesOf).OfType<SeriesResult>().MaxBy(s => s.Points.Max(p => p.Y))!;
        Decision Shifted(double scratch) => decision with { Analysis = decision.Analysis with { Series = [.. decision.Analysis.Series.Select(s => s with { Scratch = new MeasuredPoint(0, scratch, 0.4, 1) })] } };
        double top = best.Points.Max(p => p.Y);

        Assert.Contains("over the model without pretraining", TodayQuestions.Best(Shifted(top - 5))!.Answer, StringComparison.Ordinal);
        Assert.Contains("is good enough: ", TodayQuestions.Best(Shifted(top - 0.1))!.Answer, StringComparison.Ordinal);
        Assert.StartsWith("The model without pretraining, with ", TodayQuestions.Best(Shifted(top + 1))!.Answer, StringComparison.Ordinal);
        Assert.Contains("`headwater report studies/captions-en-de --target SCORE`", TodayQuestions.Enough(Input, decision)!.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Questions_NothingGains_SayNeitherDataIsTheBetterBuy()
    {
        IntervalEstimate none = new(-0.2, -0.6, 0.2);
        Decision With(MoreData more) => Decision.Of(Input)! is var d ? d with { Contenders = [.. d.Contenders.Select(v => v with { MoreData = more })] } : d;

        Assert.StartsWith("Neither shows a significant gain. For ", FinetuningQuestions.MoreData(With(new() { GainOfPretraining = none, GainOfFinetuning = none, ProbabilityFinetuningGainsMore = 0.49 }))!.Answer, StringComparison.Ordinal);
        Assert.StartsWith("Likely (80%). For ", FinetuningQuestions.MoreData(With(new() { GainOfPretraining = none, GainOfFinetuning = new(1, 0.2, 2), ProbabilityFinetuningGainsMore = 0.8 }))!.Answer, StringComparison.Ordinal);
        Assert.StartsWith("Less than nothing. At the largest scale measured of ", FinetuningQuestions.Worth(With(new() { Transferred = new(-7990, -8000, -7900) }))!.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void NextRuns_OfOneKind_AreNamedTogether()
    {
        FurtherRuns all = new() { Runs = [new("de", 8e6, false), new("en", 8e6, false), new("cs", 8e6, false), new("de", 4e6, true)], ProbabilitySettles = 0.9, ProbabilityFlips = 0.2, ExpectedGain = 0 };
        Decision decision = Decision.Of(Input)! with { Advice = new Advice { Action = AdviceAction.Undecided, Reason = "", WhatWouldChangeIt = "", FurtherRuns = [all] } };

        Assert.Equal("continue de, en and cs to 8M and another seed of de up to 4M", Assert.Single(NextRuns.Of(decision)).Name);
    }

    [Fact]
    public void Questions_TooLittleText_SayHowOftenItWouldBeRead()
    {
        StudyEvidence study = Input.Study! with { Texts = [new("en+de", 8_000_000)] };
        Decision decision = Decision.Of(Input)!;
        decision = decision with { Advice = decision.Advice with { Mixture = "en+de" } };

        Question question = TextQuestions.Enough(Input with { Study = study }, decision)!;

        Assert.StartsWith("No: en+de has only 8M tokens without repeats, so 40M tokens mean 5 passes over its smallest corpus. That many passes", question.Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void NextRuns_SettledChoice_AreThoseThatCouldTurnIt()
    {
        Decision decision = Decision.Of(Input)! with
        {
            Advice = new Advice { Action = AdviceAction.Continue, Mixture = "de", Reason = "", WhatWouldChangeIt = "", FurtherRuns = [Set("de", 0.9, 0), Set("en", 0.9, 0.04), Set("en+de", 0.8, 0.12)] },
        };

        ImmutableArray<NextRun> runs = NextRuns.Of(decision);

        Assert.Equal(["continue en+de to 8M", "continue en to 8M"], runs.Select(r => r.Name));
        Assert.Equal("80% chance that this settles the choice, 12% that it changes it.", runs[0].Why);
    }

    [Fact]
    public void NextRuns_OpenChoice_AreThoseThatSettleIt()
    {
        Decision decision = Decision.Of(Input)! with
        {
            Advice = new Advice { Action = AdviceAction.Undecided, Reason = "", WhatWouldChangeIt = "", FurtherRuns = [Set("de", 0.6, 0.1), Set("en", 0.5, 0.1), Set("cs", 0.1, 0.1)] },
        };

        Assert.Equal(["continue de to 8M", "continue en to 8M"], NextRuns.Of(decision).Select(r => r.Name));
    }

    private static FurtherRuns Set(string mixture, double settles, double flips) => new() { Runs = [new FurtherRun(mixture, 8e6, false)], ProbabilitySettles = settles, ProbabilityFlips = flips, ExpectedGain = 0 };
}
