using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports.Tests;

public sealed class DisagreementTests
{
    [Fact]
    public void Of_ScoresFallWhileTheLossImproves_SaysWhichToGoByAndWhatToDo()
    {
        ReportInput input = With(score: Trend.Worsening, loss: Trend.Improving);

        Disagreement parted = Disagreement.Of(input, Decision.Of(input)!)!;

        Assert.Equal("BLEU and cross-entropy disagree.", parted.Headline);
        Assert.StartsWith("By BLEU, no mixture improves with pretraining; by cross-entropy, all 4 improve, and en+de is best (", parted.Finding, StringComparison.Ordinal);
        Assert.EndsWith(" without pretraining). chrF agrees with BLEU.", parted.Finding, StringComparison.Ordinal);
        Assert.StartsWith("Follow BLEU. It measures the text that the models write", parted.Trust, StringComparison.Ordinal);
        Assert.StartsWith("Before paying for more pretraining, finetune en+de from 4M again with 4 times the steps, and do the same for the model without pretraining (about 8 min).", parted.Next, StringComparison.Ordinal);
        Assert.Contains(" Finetuning was short here: 200 steps are 0.8 passes over 8K examples, so the benefit of pretraining", parted.Next, StringComparison.Ordinal);
        Assert.Contains("<strong>BLEU and cross-entropy disagree.</strong>", HtmlReport.Render(input), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_WithoutAStudy_AsksForALongerFinetuningAllTheSame()
    {
        ReportInput input = With(score: Trend.Worsening, loss: Trend.Improving) with { Study = null };

        Assert.DoesNotContain("short", Disagreement.Of(input, Decision.Of(input)!)!.Next, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ModelsThatWereNotFinetuned_FollowsTheLossNearGuessing()
    {
        ReportInput input = With(score: Trend.Worsening, loss: Trend.Improving);
        input = input with { Analysis = input.Analysis with { Valuations = [.. input.Analysis.Valuations.Select(v => v with { FinetuningExamples = 0 })] } };
        Decision decision = Decision.Of(input)!;

        Disagreement parted = Disagreement.Of(input, decision with { Contenders = [.. decision.Contenders.Select(v => v with { FinetuningExamples = 0 })] })!;

        Assert.StartsWith("Follow cross-entropy while BLEU is near guessing. No model was finetuned,", parted.Trust, StringComparison.Ordinal);
        Assert.StartsWith("Nothing was finetuned, so the score also depends on whether a model makes sense of the prompt.", parted.Next, StringComparison.Ordinal);
        Assert.DoesNotContain("finetune en+de", parted.Next, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Trend.Improving, Trend.Improving)]
    [InlineData(Trend.Worsening, Trend.Worsening)]
    public void Of_BothSayTheSame_IsNone(Trend score, Trend loss)
    {
        ReportInput input = With(score, loss);

        Assert.Null(Disagreement.Of(input, Decision.Of(input)!));
    }

    private static ReportInput With(Trend score, Trend loss)
    {
        ReportInput study = SyntheticReport.Study();
        TrendVerdict Verdict(SeriesResult s) => new(s.Metric == "cross-entropy" ? loss : score, []);
        return study with
        {
            Analysis = study.Analysis with
            {
                Series = [.. study.Analysis.Series.Select(s => s with { Trend = Verdict(s) })],
                Valuations = [.. study.Analysis.Valuations.Select(v => v with { Trend = new(score, []) })],
            },
        };
    }
}
