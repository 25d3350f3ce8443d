using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class AdaptiveReplayTests
{
    private static readonly double[] Scales = [250e3, 500e3, 1e6, 2e6, 4e6, 8e6];

    [Fact]
    public void Of_OneMixtureFarAhead_DecidesEarlyAsTheGridDoes()
    {
        AdaptiveReplay replay = Replay(("far", 10, 3), ("near", 8, 0.5), ("low", 6, 0.3));

        Assert.Equal(AdaptiveEnd.Decided, replay.End);
        Assert.Equal("far", replay.Leader);
        Assert.True(replay.IsSame);
        Assert.True(replay.SavedFlops >= 0.3, $"saved {replay.SavedFlops}");
        Assert.Equal("the 4 smallest checkpoints of every mixture come first", replay.Steps[0].Reason);
        Assert.Equal(12, replay.Steps[0].Next.Length);
    }

    [Fact]
    public void Of_EqualMixtures_MeasuresThemToTheEnd()
    {
        AdaptiveReplay replay = Replay(("one", 8, 2), ("two", 8, 2));

        Assert.Equal(AdaptiveEnd.Complete, replay.End);
        Assert.Equal(0, replay.SavedFlops);
        Assert.Equal(12, replay.Steps[^1].Measured);
    }

    [Fact]
    public void Of_LittleMoney_StopsAtIt()
    {
        AdaptiveReplay replay = Replay(options => options with { MostSeconds = 8.5 }, ("one", 8, 2), ("two", 8, 2));

        Assert.Equal(AdaptiveEnd.Unaffordable, replay.End);
        Assert.Equal(8, replay.Steps[^1].Measured);
        Assert.Contains("device-seconds", replay.Steps[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_TheSameTableTwice_ChoosesTheSame()
    {
        AdaptiveReplay first = Replay(("one", 8, 2), ("two", 8, 1.8), ("low", 6, 0.3));
        AdaptiveReplay second = Replay(("one", 8, 2), ("two", 8, 1.8), ("low", 6, 0.3));

        Assert.Equal(first.Steps.Select(step => step.Reason), second.Steps.Select(step => step.Reason));
        Assert.Equal(first.Steps.Select(step => step.Probability), second.Steps.Select(step => step.Probability));
    }

    // The last scale of the worst mixture is all that is left once the two good ones are measured to the end.
    [Fact]
    public void Of_HopelessMixture_IsNotMeasuredToTheEnd()
    {
        AdaptiveReplay replay = Replay(options => options with { Threshold = 0.999 }, ("one", 8, 2), ("two", 8, 2), ("low", 2, 0.01));

        Assert.Equal(AdaptiveEnd.NothingCouldChangeIt, replay.End);
        Assert.Equal("the remaining runs are for mixtures that are very unlikely to be the best: low", replay.Steps[^1].Reason);
        Assert.InRange(replay.SavedFlops, 0.1, 0.34);
    }

    private static AdaptiveReplay Replay(params (string Name, double First, double Gain)[] mixtures) => Replay(options => options, mixtures);

    // BLEU = (first + gain · doublings); a finetuning and each step up cost a second.
    private static AdaptiveReplay Replay(Func<AdaptiveOptions, AdaptiveOptions> change, params (string Name, double First, double Gain)[] mixtures)
    {
        ImmutableArray<GridPoint> grid = [.. mixtures.SelectMany(mixture => Scales.Select(scale => new GridPoint(mixture.Name, scale, 1, 1)))];
        ObservationTable table = new([.. mixtures.SelectMany(mixture => Scales.Select((scale, place) => new Observation
        {
            Source = "test", Task = "task", FinetuningExamples = 1000, PretrainingData = mixture.Name, PretrainingTokens = scale, Metric = "bleu", HigherIsBetter = true,
            Value = mixture.First + mixture.Gain * place + (place % 2 == 0 ? 0.05 : -0.05), StandardError = 0.2,
        }))]);
        return AdaptiveReplay.Of(table, grid, change(new AdaptiveOptions { Target = 8e6, Threshold = 0.95, Resamples = 200 }));
    }
}
