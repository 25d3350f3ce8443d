namespace Headwater.Laws.Tests.Ranking;

public sealed class TaskWeightsTests
{
    private static readonly double[] Judged = [0.1, 0.5, 0.3, 0.2, 0.4];

    [Fact]
    public void Of_TaskThatGoesWithTheOthers_WeighsMoreThanNoise()
    {
        double[] weights = TaskWeights.Of(Tasks(4), [[1, 2, 3, 4, 6], [2, 2.5, 3, 5, 6], [1, 3, 4, 4, 5], [5, 1, 4, 1, 3]], Judged, TaskWeighting.Signal);

        Assert.All(weights[..3], weight => Assert.InRange(weight, 0.5, 1));
        Assert.Equal(0, weights[3]);
    }

    [Fact]
    public void Of_TaskThatIsTheJudgedScoreAgain_CountsNothing()
    {
        double[] copy = [.. Judged.Select((value, index) => value + (0.001 * (index % 2)))];

        double[] weights = TaskWeights.Of(Tasks(3), [copy, [1, 2, 3, 4, 6], [2, 2, 3, 5, 6]], Judged, TaskWeighting.Signal);

        Assert.Equal(0, weights[0]);
    }

    [Fact]
    public void Of_SpreadBelowTheError_CountsNothing()
    {
        EvidenceTask[] tasks = [new("noisy", 10, null), new("x", 0.1, null), new("y", null, null)];

        double[] weights = TaskWeights.Of(tasks, [[1, 2, 3, 4, 6], [1, 2, 3, 4, 6], [2, 2, 3, 5, 6]], Judged, TaskWeighting.Signal);

        Assert.Equal(0, weights[0]);
        Assert.True(weights[1] > 0);
    }

    [Fact]
    public void Of_TaskAtChance_CountsNothing()
    {
        EvidenceTask[] tasks = [new("guessed", 0.01, 0.25), new("x", null, 0.25), new("y", null, null)];

        double[] weights = TaskWeights.Of(tasks, [[0.2, 0.22, 0.24, 0.25, 0.26], [0.3, 0.32, 0.34, 0.36, 0.39], [2, 2, 3, 5, 6]], Judged, TaskWeighting.Signal);

        Assert.Equal(0, weights[0]);
        Assert.True(weights[1] > 0);
    }

    [Fact]
    public void Of_Equal_GivesEveryUsableTaskOne()
    {
        Assert.Equal([1, 1, 0], TaskWeights.Of(Tasks(3), [[1, 2, 3, 4, 6], [5, 1, 4, 1, 3], [2, 2, 2, 2, 2]], Judged, TaskWeighting.Equal));
    }

    private static EvidenceTask[] Tasks(int count) => [.. Enumerable.Range(0, count).Select(number => new EvidenceTask($"task {number}", null, null))];
}
