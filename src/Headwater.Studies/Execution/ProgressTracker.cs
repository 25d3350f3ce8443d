using System.Diagnostics;

namespace Headwater.Studies;

/// <summary>Turns what jobs report into news of the whole study. Thread-safe.</summary>
internal sealed class ProgressTracker
{
    private const double LeastShareToJudgeBy = 0.01;

    private readonly StudyPlan _plan;
    private readonly IProgress<StudyProgress>? _progress;
    private readonly Dictionary<string, double> _fractions = [];
    private readonly HashSet<string> _done;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly double _doneAtStart;
    private readonly Dictionary<string, EarlierWork> _earlier = [];

    public ProgressTracker(StudyPlan plan, IEnumerable<string> done, IProgress<StudyProgress>? progress)
    {
        _plan = plan;
        _progress = progress;
        _done = [.. done];
        _doneAtStart = Fraction();
    }

    public void Report(Job job, JobState state, JobProgress? progress = null, string? reason = null)
    {
        StudyProgress news;
        lock (_fractions)
        {
            if (state == JobState.Done)
                _done.Add(job.Id);
            if (state == JobState.Running)
                Earlier(job).See(progress?.Fraction, _clock.Elapsed);
            _fractions[job.Id] = progress?.Fraction ?? 0;
            double fraction = Fraction();
            news = new StudyProgress
            {
                Job = job, State = state, Progress = progress, Reason = reason,
                JobsDone = _done.Count, JobsTotal = _plan.Jobs.Length, Fraction = fraction, TimeLeft = TimeLeft(fraction),
            };
        }

        _progress?.Report(news);
    }

    private EarlierWork Earlier(Job job) => _earlier.TryGetValue(job.Id, out EarlierWork? earlier) ? earlier : _earlier[job.Id] = new();

    private double Fraction()
    {
        double total = 0;
        double done = 0;
        foreach (Job job in _plan.Jobs)
        {
            total += job.Flops;
            done += job.Flops * (_done.Contains(job.Id) ? 1 : _fractions.GetValueOrDefault(job.Id));
        }

        return total == 0 ? (double)_done.Count / Math.Max(1, _plan.Jobs.Length) : done / total;
    }

    private TimeSpan? TimeLeft(double fraction)
    {
        double total = _plan.Jobs.Sum(job => job.Flops);
        double earlier = total == 0 ? 0 : _plan.Jobs.Sum(job => _earlier.TryGetValue(job.Id, out EarlierWork? work) ? job.Flops * work.Fraction(_done.Contains(job.Id)) : 0) / total;
        double advanced = fraction - _doneAtStart - earlier;
        return advanced < LeastShareToJudgeBy ? null : _clock.Elapsed * ((1 - fraction) / advanced);
    }
}

/// <summary>
/// How much of a job was done before this command started it: a resumed run does not begin at 0. Nobody says so, but the job's own speed between its first
/// two reports, taken back to its start, does.
/// </summary>
internal sealed class EarlierWork
{
    private TimeSpan? _started;
    private (double Fraction, TimeSpan At)? _first;
    private double? _known;

    /// <summary>Takes a report: of the start, without a fraction, or of how far the job is.</summary>
    public void See(double? fraction, TimeSpan at)
    {
        if (fraction is not { } share)
        {
            (_started, _first, _known) = (at, null, null);
            return;
        }

        if (_first is not { } first)
        {
            _first = (share, at);
            return;
        }

        if (_known is null && at > first.At && share > first.Fraction)
            _known = Math.Clamp(first.Fraction - ((share - first.Fraction) * ((first.At - (_started ?? first.At)) / (at - first.At))), 0, first.Fraction);
    }

    /// <summary>The share done earlier, 0 to 1. After a single report all of it may be, and nothing of a job that has ended without a second.</summary>
    public double Fraction(bool hasEnded) => _known ?? (hasEnded ? 0 : _first?.Fraction ?? 0);
}
