using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>Which checkpoint of a finetuning a metric is read from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CheckpointChoice>))]
public enum CheckpointChoice
{
    /// <summary>The best by that metric on the validation set; losses from the one of lowest validation loss.</summary>
    [JsonStringEnumMemberName("metric")] Metric,

    /// <summary>The one of lowest validation loss, for every metric.</summary>
    [JsonStringEnumMemberName("loss")] Loss,

    /// <summary>The one after the last step, for every metric.</summary>
    [JsonStringEnumMemberName("last")] Last,
}
