using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class StudyCautionsTests
{
    [Fact]
    public void Of_MostLossesStillFalling_SaysThatFinetuningWasCutShort()
    {
        string caution = Assert.Single(StudyCautions.Of([Finetuned(4, 3, 2.94), Finetuned(4, 3, 2.7), Finetuned(4, 3, 2.999)]));

        Assert.Contains("in 2 of 3 runs", caution, StringComparison.Ordinal);
        Assert.Contains("by 10 %", caution, StringComparison.Ordinal);
        Assert.Contains("finetuning.steps", caution, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LossesThatSettledOrTurned_SaysNothing() =>
        Assert.Empty(StudyCautions.Of([Finetuned(4, 3, 2.99), Finetuned(4, 3, 3.2), Finetuned(4, 3, 2.9)]));

    [Fact]
    public void Of_OneValidationEach_CannotTell() => Assert.Empty(StudyCautions.Of([Finetuned(3), Finetuned(2)]));

    private static RunSummary Finetuned(params double[] validationLosses) => new()
    {
        Id = "finetune", Stage = Stage.Finetuning, Label = "a run", State = JobState.Done, Warnings = [],
        Curve = [.. validationLosses.Select((loss, i) => new MetricsLine { Step = i + 1, Tokens = 100, ValidationLoss = loss, Seconds = i })],
        Result = new FinetuningResult
        {
            Parameters = 1, ParametersWithoutEmbeddings = 1, LearningRate = 0.01, Examples = 1, FinetuningTokens = 1, BestStep = 1, ValidationLoss = 1,
            Scores = [], Seconds = 1, Warnings = [],
        },
    };
}
