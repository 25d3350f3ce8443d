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
