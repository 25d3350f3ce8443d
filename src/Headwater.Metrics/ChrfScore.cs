namespace Headwater.Metrics;

/// <summary>A chrF or chrF++ score, 0 to 100, with the statistics it was computed from. Immutable.</summary>
public sealed record ChrfScore : MetricScore
{
    /// <summary>The n-gram counts behind the score.</summary>
    public required ChrfStatistics Statistics { get; init; }
}
