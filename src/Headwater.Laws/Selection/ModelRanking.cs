using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Pretrained models in the order in which they are worth finetuning on one task.</summary>
public sealed record ModelRanking
{
    /// <summary>What the models compete on: task, finetuning data and metric.</summary>
    public required SeriesKey Task { get; init; }

    /// <summary>The method.</summary>
    public required SelectionMethod Method { get; init; }

    /// <summary>The size of the full finetuning set.</summary>
    public required double FullSize { get; init; }

    /// <summary>The full size over the largest one measured.</summary>
    public required double ExtrapolationFactor { get; init; }

    /// <summary>The level of the intervals.</summary>
    public required double Level { get; init; }

    /// <summary>The models, best first.</summary>
    public required ImmutableArray<RankedModel> Models { get; init; }
}

/// <summary>One model of a ranking.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Forecast">The value expected after finetuning on the full set, in the metric's unit; <c>null</c> for a method that ranks without one.</param>
/// <param name="Low">Lower end of the interval; <c>null</c> for a rival, which has none.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Rank">1 for the model to finetune. Models with equal forecasts are ordered by name.</param>
public sealed record RankedModel(string Model, double? Forecast, double? Low, double? High, int Rank);
