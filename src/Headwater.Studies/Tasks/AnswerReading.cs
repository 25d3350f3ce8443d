using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>How a model's answer is read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerReading>))]
public enum AnswerReading
{
    /// <summary>The text it generates.</summary>
    [JsonStringEnumMemberName("generate")] Generate,

    /// <summary>The choice it finds likeliest.</summary>
    [JsonStringEnumMemberName("rank")] Rank,
}
