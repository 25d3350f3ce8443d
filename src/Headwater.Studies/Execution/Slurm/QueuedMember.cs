namespace Headwater.Studies;

/// <summary>A job in Slurm's queue: one member of an array.</summary>
/// <param name="Array">Number of the array.</param>
/// <param name="Index">Place in it.</param>
/// <param name="State">Slurm's word: <c>PENDING</c>, <c>RUNNING</c>, …</param>
/// <param name="Name">The job's name.</param>
/// <param name="Reason">Why it waits.</param>
internal sealed record QueuedMember(string Array, int Index, string State, string Name, string Reason)
{
    /// <summary>As Slurm's commands name it.</summary>
    public string Id => FormattableString.Invariant($"{Array}_{Index}");

    /// <summary>Whether it runs now, or is about to end.</summary>
    public bool Runs => State is "RUNNING" or "COMPLETING" or "SUSPENDED" or "STOPPED" or "SIGNALING" or "STAGE_OUT" or "CONFIGURING";
}
