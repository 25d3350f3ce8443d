using System.Globalization;

namespace Headwater.Studies;

/// <summary>Tries a job again by rule where another executor failed at it.</summary>
internal sealed class RetryingExecutor(IJobExecutor executor, RetryRule rule, Action<string> notice) : IJobExecutor
{
    public async Task<JobOutcome> Run(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        for (int failures = 1; ; failures++)
        {
            JobOutcome outcome = await Attempt(job, progress, token);
            if (outcome.Reason is null || token.IsCancellationRequested)
                return outcome;
            if (!rule.Allows(failures, outcome.Kind))
                return failures == 1 ? outcome : outcome with { Reason = string.Create(CultureInfo.InvariantCulture, $"{outcome.Reason} (tried {failures} times)") };

            TimeSpan pause = rule.Pause(failures);
            notice(string.Create(CultureInfo.InvariantCulture, $"{job.Id} failed and will be retried in {pause.TotalSeconds:0.#} s (retry {failures} of {rule.Times}): {outcome.Reason}"));
            if (!await Sleep(pause, token))
                return JobOutcome.Stopped;
        }
    }

    // A disk or a server that fails under one job is that job's failure, and no reason to leave the others.
    private async Task<JobOutcome> Attempt(Job job, Action<JobProgress> progress, CancellationToken token)
    {
        try
        {
            return await executor.Run(job, progress, token);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return JobOutcome.Failed(FailureKinds.MessageOf(exception), FailureKinds.Of(exception));
        }
    }

    private static async Task<bool> Sleep(TimeSpan pause, CancellationToken token)
    {
        try
        {
            await Task.Delay(pause, token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
