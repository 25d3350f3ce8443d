namespace Headwater.Studies;

/// <summary>How much longer or shorter the study's finished runs took than was expected, stage by stage: what is left is judged by that.</summary>
internal sealed class FinishedRuns
{
    // Less than this says more of the clock than of the stage.
    private const double LeastSeconds = 5;

    private readonly Dictionary<Stage, double> _factors;

    private FinishedRuns(Dictionary<Stage, double> factors) => _factors = factors;

    /// <summary>Whether there was enough to judge by.</summary>
    public bool Corrects => _factors.Count > 0;

    public static FinishedRuns Of(IEnumerable<JobEstimate> jobs, RunStore store)
    {
        Dictionary<Stage, double> factors = [];
        foreach (IGrouping<Stage, JobEstimate> stage in jobs.Where(job => job.Done == 1).GroupBy(job => job.Job.Stage))
        {
            double actual = stage.Sum(job => RunUse.Of(JobOutline.Of(job.Job), store)?.Seconds ?? 0);
            double expected = stage.Sum(job => job.Seconds);
            if (actual >= LeastSeconds && expected > 0)
                factors[stage.Key] = actual / expected;
        }

        return new FinishedRuns(factors);
    }

    /// <summary>The rest of a job at the pace of its stage. A finished one keeps its estimate.</summary>
    public JobEstimate Correct(JobEstimate job) => job.Done < 1 && _factors.TryGetValue(job.Job.Stage, out double factor) ? job with { Seconds = factor * job.Seconds } : job;
}
