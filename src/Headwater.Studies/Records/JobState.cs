using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>Where a job stands. A run that was interrupted is to do, and continues from its last checkpoint.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobState>))]
public enum JobState
{
    [JsonStringEnumMemberName("to_do")] ToDo,

    /// <summary>Waiting in Slurm's queue.</summary>
    [JsonStringEnumMemberName("queued")] Queued,
    [JsonStringEnumMemberName("running")] Running,
    [JsonStringEnumMemberName("done")] Done,
    [JsonStringEnumMemberName("failed")] Failed,
}

/// <summary>States in words.</summary>
public static class JobStates
{
    /// <summary>The state as tables and pages write it: to do, running.</summary>
    public static string Word(this JobState state) => state == JobState.ToDo ? "to do" : state.ToString().ToLowerInvariant();
}
