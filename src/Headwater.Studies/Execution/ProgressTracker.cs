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
        double advanced = fraction - _doneAtStart;
        return advanced < LeastShareToJudgeBy ? null : _clock.Elapsed * ((1 - fraction) / advanced);
    }
}
