using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

public sealed class StudyCautionsTests
{
    [Fact]
    public void Of_MostLossesStillFalling_SaysThatFinetuningWasCutShort()
    {
        string caution = Assert.Single(StudyCautions.Of([Finetuned(4, 3, 2.94), Finetuned(4, 3, 2.7), Finetuned(4, 3, 2.999)]));

        Assert.Contains("in 2 of 3 runs", caution, StringComparison.Ordinal);
        Assert.Contains("by 10%", caution, StringComparison.Ordinal);
        Assert.Contains("finetuning.steps", caution, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_LossesThatSettledOrTurned_SaysNothing() =>
        Assert.Empty(StudyCautions.Of([Finetuned(4, 3, 2.99), Finetuned(4, 3, 3.2), Finetuned(4, 3, 2.9)]));

    [Fact]
    public void Of_OneValidationEach_CannotTell() => Assert.Empty(StudyCautions.Of([Finetuned(3), Finetuned(2)]));

    [Fact]
    public void Of_RunsThatRecordTheirCourse_GoesByWhetherTheyConverged()
    {
        RunSummary settled = Course(converged: true);
        RunSummary improving = Course(converged: false);

        Assert.Empty(StudyCautions.Of([settled, settled]));
        string caution = Assert.Single(StudyCautions.Of([settled, improving, settled]));

        Assert.Equal("Finetuning was cut short: 1 of 3 finetunings were still improving (bleu) at their last step, so their final scores are underestimated. "
            + "Raise finetuning.max-steps (or steps).", caution);
    }

    [Fact]
    public void Of_OutputsThatRunOn_SaysSo()
    {
        OutputCounts counts = new() { Outputs = 10, LengthRatio = 1.7, CutShare = 0.4, EmptyShare = 0, RepeatingShare = 0.2 };
        RunSummary run = Course(converged: true);

        string caution = Assert.Single(StudyCautions.Of([run with { Result = (FinetuningResult)run.Result! with { Outputs = counts } }]));

        Assert.Contains("40% ran to the length limit, 20% repeat themselves", caution, StringComparison.Ordinal);
    }

    private static RunSummary Course(bool converged)
    {
        RunSummary run = Finetuned(4, 3, 2);
        FinetuningCourse course = new()
        {
            LastStep = 3, MostSteps = 3, StoppedEarly = false, ChosenBy = CheckpointChoice.Metric, Overfitted = false,
            Checkpoints = ImmutableSortedDictionary.CreateRange([
                KeyValuePair.Create(MetricNames.CrossEntropy, new ChosenCheckpoint(3, 2, true)), KeyValuePair.Create(MetricNames.Bleu, new ChosenCheckpoint(3, 20, converged))]),
        };
        return run with { Result = (FinetuningResult)run.Result! with { Course = course } };
    }

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
