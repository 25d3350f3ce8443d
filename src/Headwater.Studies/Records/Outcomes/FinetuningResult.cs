using System.Text.Json.Serialization;

namespace Headwater.Studies;

public sealed record FinetuningResult : EvaluationResult
{
    public required double LearningRate { get; init; }

    /// <summary>Input and target tokens of the training pairs.</summary>
    public required long FinetuningTokens { get; init; }

    /// <summary>Raw corpus tokens of pretraining text in between; null without replay.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? ReplayTokens { get; init; }

    /// <summary>The step of the lowest validation loss.</summary>
    public required long BestStep { get; init; }

    /// <summary>The lowest validation loss, in nats per target token.</summary>
    public required double ValidationLoss { get; init; }

    /// <summary>How training went; null for runs of versions that did not record it.</summary>
    public FinetuningCourse? Course { get; init; }
}
