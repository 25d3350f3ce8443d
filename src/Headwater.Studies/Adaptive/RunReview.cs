using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Says of the pretrainings of a batch, before they start and while they run, which of them are of mixtures that are hardly ever the best: by the scores measured so far, once every mixture has its first
/// checkpoints, and by the forecasts of their final validation loss, where the trainer reports one. What it says follows from the files of the runs alone.
/// </summary>
internal sealed class RunReview(StudyPlan full, RunStore store, AdaptivePolicy policy, AdaptiveOptions options)
{
    private readonly Dictionary<string, string> _mixtures = full.Cells.Where(cell => cell.Pretraining is not null)
        .GroupBy(cell => cell.Pretraining!, StringComparer.Ordinal).ToDictionary(cells => cells.Key, cells => cells.First().Mixture, StringComparer.Ordinal);

    private readonly Dictionary<string, (long Length, ImmutableArray<MetricsLine> Curve)> _curves = new(StringComparer.Ordinal);
    private ImmutableSortedDictionary<string, double> _byScores = ImmutableSortedDictionary<string, double>.Empty;
    private int _judgedAt = -1;

    /// <summary>What the batch and those before it have measured.</summary>
    public Func<ObservationTable> Measured { get; init; } = () => new ObservationTable([]);

    private double Bound => options.StopBelow(_mixtures.Values.Distinct().Count());

    /// <summary>Those of some pretrainings that need not run.</summary>
    /// <param name="open">Jobs that run, or are about to.</param>
    /// <param name="done">How many jobs of the batch are done: scores are judged again when there are more.</param>
    public ImmutableArray<StoppedRun> Look(IEnumerable<Job> open, int done)
    {
        Job[] pretrainings = [.. open.Where(job => _mixtures.ContainsKey(job.Id))];
        if (pretrainings.Length > 0 && done > _judgedAt)
            (_judgedAt, _byScores) = (done, policy.Hopeless(Measured()));
        ImmutableArray<StoppedRun> byScores = ByScores(pretrainings, _byScores);
        return [.. byScores, .. ByLoss(pretrainings.Where(job => byScores.All(stopped => stopped.Id != job.Id)))];
    }

    /// <summary>Those whose mixtures are hardly ever the best by the scores.</summary>
    public ImmutableArray<StoppedRun> ByScores(IEnumerable<Job> pretrainings, ImmutableSortedDictionary<string, double> hopeless) =>
        [.. pretrainings.Where(job => _mixtures.TryGetValue(job.Id, out string? mixture) && hopeless.ContainsKey(mixture)).Select(job => Stopped(job, hopeless[_mixtures[job.Id]], StopRule.Scores, "by the scores measured so far"))];

    /// <summary>Those that hardly ever end with the lowest validation loss.</summary>
    public ImmutableArray<StoppedRun> ByLoss(IEnumerable<Job> pretrainings) => [.. pretrainings.Select(ByLoss).OfType<StoppedRun>()];

    private StoppedRun? ByLoss(Job job)
    {
        Job whole = full.Find(job.Id)!;
        if (RivalsOf(whole) is not { Length: > 1 } rivals)
            return null;
        long end = EndOf(whole);
        if (CurveOf(job.Id) is [.., var last] && last.Tokens >= end)
            return null;                                    // there is nothing left to spare
        ImmutableSortedDictionary<string, double> race = LossRace.Of(rivals.ToDictionary(rival => rival.Id, rival => CurveOf(rival.Id), StringComparer.Ordinal), end);
        return race.TryGetValue(job.Id, out double probability) && probability < Bound && probability < race.Values.Max()
            ? Stopped(job, probability, StopRule.ValidationLoss, string.Create(CultureInfo.InvariantCulture, $"by the forecasts of the validation loss at {NumberText.Format(end)} tokens"))
            : null;
    }

    // The same model and seed on other mixtures, to the same number of tokens. What ends in branches has no curve of its own to the end.
    private Job[] RivalsOf(Job job) => job.Settings is not PretrainingSettings { Decay: null, Stages: null } settings ? []
        : [.. full.Jobs.Where(other => other.Settings is PretrainingSettings { Decay: null, Stages: null } rival && _mixtures.ContainsKey(other.Id)
            && rival.Model == settings.Model && rival.Seed == settings.Seed && EndOf(other) == EndOf(job))];

    private StoppedRun Stopped(Job job, double probability, StopRule rule, string source) => new()
    {
        Id = job.Id,
        Mixture = _mixtures[job.Id],
        Tokens = CurveOf(job.Id).LastOrDefault()?.Tokens ?? 0,
        Probability = probability,
        Rule = rule,
        Reason = string.Create(CultureInfo.InvariantCulture, $"{_mixtures[job.Id]} is the best with probability {AdaptivePolicy.Percent(probability)} {source}, which is below {AdaptivePolicy.Percent(Bound)}"),
        At = DateTimeOffset.UtcNow,
    };

    private static long EndOf(Job job) => ((PretrainingSettings)job.Settings).Checkpoints.Max();

    private ImmutableArray<MetricsLine> CurveOf(string id)
    {
        string file = store.Folder.Run(id).MetricsFile;
        long length = File.Exists(file) ? new FileInfo(file).Length : 0;
        if (!_curves.TryGetValue(id, out (long Length, ImmutableArray<MetricsLine> Curve) known) || known.Length != length)
            _curves[id] = known = (length, MetricsLog.Read(file));
        return known.Curve;
    }
}
