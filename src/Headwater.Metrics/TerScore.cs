namespace Headwater.Metrics;

/// <summary>A TER score in percent, 0 or more, lower is better, with the statistics it was computed from. Immutable.</summary>
public sealed record TerScore : MetricScore
{
    /// <summary>The edits and the reference length behind the score.</summary>
    public required TerStatistics Statistics { get; init; }

    /// <summary>Words inserted, deleted and substituted, and blocks of words shifted.</summary>
    public long Edits => Statistics.Edits;

    /// <summary>Words in the references, their mean where a segment has several.</summary>
    public double ReferenceLength => Statistics.ReferenceLength;
}
