using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// The pretrainings of a study that are stopped, found anew before every batch from what is on disk: later scores may bring a mixture back. A run that is stopped for the same reason as in an earlier command, and
/// was not continued since, keeps its time.
/// </summary>
internal sealed class StopList(StudyPlan full, RunStore store, AdaptiveOptions options)
{
    private readonly Dictionary<string, StoppedRun> _earlier = StoppedRun.Of(store.Folder).ToDictionary(run => run.Id, StringComparer.Ordinal);
    private ImmutableArray<StoppedRun> _byLoss = [];

    /// <summary>All of them.</summary>
    public ImmutableArray<StoppedRun> Runs { get; private set; } = [];

    /// <summary>Mixtures that are out by the loss of one of their runs, with the probability that they are the best after all.</summary>
    public ImmutableSortedDictionary<string, double> ByLoss()
    {
        _byLoss = Review().ByLoss(Open());
        return _byLoss.GroupBy(run => run.Mixture, StringComparer.Ordinal).ToImmutableSortedDictionary(runs => runs.Key, runs => runs.Max(run => run.Probability), StringComparer.Ordinal);
    }

    /// <summary>Adds those that a judgement of the scores stops.</summary>
    public void Take(AdaptiveStep step)
    {
        ImmutableArray<StoppedRun> byScores = Review().ByScores(Open().Where(job => _byLoss.All(run => run.Id != job.Id)), step.Hopeless);
        Runs = [.. _byLoss.Concat(byScores).OrderBy(run => run.Id, StringComparer.Ordinal).Select(Timed)];
        foreach (StoppedRun run in Runs)
            _earlier[run.Id] = run;
    }

    private StoppedRun Timed(StoppedRun run) =>
        _earlier.TryGetValue(run.Id, out StoppedRun? before) && (before.Rule, before.Tokens) == (run.Rule, run.Tokens) ? run with { At = before.At } : run;

    private IEnumerable<Job> Open() => full.Jobs.Where(job => job.Stage == Stage.Pretraining && !store.IsDone(job));

    private RunReview Review() => new(full, store, new AdaptivePolicy([], options), options);
}
