using System.Collections.Immutable;

namespace Headwater.Metrics;

/// <summary>Exact match and F1 over questions, with what makes them comparable. Immutable.</summary>
public sealed record SquadScore
{
    /// <summary>All questions.</summary>
    public required SquadPart All { get; init; }

    /// <summary>The questions with an answer; null in version 1.1 and where there is none.</summary>
    public SquadPart? HasAnswer { get; init; }

    /// <summary>The questions without an answer; null in version 1.1 and where there is none.</summary>
    public SquadPart? NoAnswer { get; init; }

    /// <summary>The best exact match any threshold could reach; null without probabilities.</summary>
    public SquadThreshold? BestExactMatch { get; init; }

    /// <summary>The best F1 any threshold could reach; null without probabilities.</summary>
    public SquadThreshold? BestF1 { get; init; }

    /// <summary>Version 1.1: the questions that have no prediction and score 0, in order.</summary>
    public ImmutableArray<string> Unanswered { get; init; } = [];

    /// <summary>Everything the score depends on: <c>nrefs:var|case:lc|punct:no|articles:no|refs:best|noans:no|version:squad-1.1</c>.</summary>
    public required string Signature { get; init; }
}

/// <summary>Means over some of the questions.</summary>
/// <param name="ExactMatch">The share of predictions equal to an answer after normalisation, 0 to 100.</param>
/// <param name="F1">The mean overlap of words with the best answer, 0 to 100.</param>
/// <param name="Total">How many questions.</param>
public readonly record struct SquadPart(double ExactMatch, double F1, int Total);

/// <summary>A score reached by calling questions unanswerable.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Threshold">Questions with a higher probability of no answer are called unanswerable.</param>
public readonly record struct SquadThreshold(double Score, double Threshold);
