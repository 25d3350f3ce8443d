using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>A question with the answers that count as right. Immutable.</summary>
public sealed record SquadQuestion
{
    /// <summary>What predictions name the question by.</summary>
    public required string Id { get; init; }

    /// <summary>The answers; none where the text does not answer the question.</summary>
    public required ImmutableArray<string> Answers { get; init; }
}
