using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What is known after a batch of runs, and what comes next.</summary>
public sealed record AdaptiveStep
{
    /// <summary>Points measured so far, the model without pretraining left out.</summary>
    public required int Measured { get; init; }

    /// <summary>The mixture that is most likely the best; null before anything is judged.</summary>
    public string? Leader { get; init; }

    /// <summary>Probability that it is, at the scale compared.</summary>
    public double? Probability { get; init; }

    /// <summary>Mixtures that are hardly ever the best, with that probability: their pretrainings are not continued.</summary>
    public ImmutableSortedDictionary<string, double> Hopeless { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>The points to measure next; empty where it is over.</summary>
    public required ImmutableArray<GridPoint> Next { get; init; }

    /// <summary>Why these, or why none.</summary>
    public required string Reason { get; init; }

    /// <summary>How it ended; null while it continues.</summary>
    public AdaptiveEnd? End { get; init; }
}

/// <summary>How a study that decides as it goes ended.</summary>
public enum AdaptiveEnd
{
    /// <summary>The leader's probability passed the threshold.</summary>
    Decided,

    /// <summary>What is left is of mixtures that are hardly ever the best.</summary>
    NothingCouldChangeIt,

    /// <summary>What is left costs more than may be spent.</summary>
    Unaffordable,

    /// <summary>Everything is measured.</summary>
    Complete,
}
