using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>What a job does. Stages follow each other in this order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Stage>))]
public enum Stage
{
    [JsonStringEnumMemberName("tokenizer")] Tokenizer,

    /// <summary>Tokenises one corpus.</summary>
    [JsonStringEnumMemberName("corpus")] Corpus,

    /// <summary>One pretraining trajectory, with all its checkpoints.</summary>
    [JsonStringEnumMemberName("pretraining")] Pretraining,

    /// <summary>Chooses a finetuning rate among finished trials.</summary>
    [JsonStringEnumMemberName("rate")] Rate,

    /// <summary>One finetuning and its evaluation.</summary>
    [JsonStringEnumMemberName("finetuning")] Finetuning,

    /// <summary>One evaluation of a checkpoint without finetuning.</summary>
    [JsonStringEnumMemberName("evaluation")] Evaluation,

    /// <summary>What a study asks to know of a finetuned model beyond its scores.</summary>
    [JsonStringEnumMemberName("measures")] Measures,
}
