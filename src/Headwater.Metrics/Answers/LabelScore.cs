namespace Headwater.Metrics;

/// <summary>How well one label was predicted, in percent. Immutable.</summary>
public sealed record LabelScore
{
    /// <summary>The label.</summary>
    public required string Label { get; init; }

    /// <summary>The share of its predictions that are right, 0 to 100; 0 where it is never predicted.</summary>
    public required double Precision { get; init; }

    /// <summary>The share of its examples that are found, 0 to 100; 0 where it has none.</summary>
    public required double Recall { get; init; }

    /// <summary>The harmonic mean of both, 0 to 100. The F1 of a yes-or-no task is that of its "yes".</summary>
    public required double F1 { get; init; }

    /// <summary>How many examples have the label.</summary>
    public required long Support { get; init; }
}
