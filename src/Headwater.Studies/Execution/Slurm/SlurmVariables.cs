namespace Headwater.Studies;

/// <summary>What Slurm tells a job about itself.</summary>
internal static class SlurmVariables
{
    /// <summary>The job as Slurm's commands name it, <c>ARRAY_INDEX</c>; null outside Slurm.</summary>
    public static string? Job => (Of("SLURM_ARRAY_JOB_ID"), Of("SLURM_ARRAY_TASK_ID")) switch
    {
        ({ } array, { } index) => $"{array}_{index}",
        _ => Of("SLURM_JOB_ID"),
    };

    /// <summary>Place in the array; 0 outside one.</summary>
    public static int Index => Number("SLURM_ARRAY_TASK_ID");

    /// <summary>How often the job was queued again.</summary>
    public static int Restarts => Number("SLURM_RESTART_COUNT");

    private static int Number(string name) => int.TryParse(Of(name), out int number) ? number : 0;

    private static string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
