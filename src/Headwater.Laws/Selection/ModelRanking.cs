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
