namespace Headwater.Laws;

/// <summary>How points count in a fit. The default is the sum of Huber losses of the law's source.</summary>
internal sealed record FitOptions
{
    /// <summary>What is minimised. Default: Huber losses. A likelihood needs what it rests on: standard errors, or the answers behind accuracies.</summary>
    public LossKind Loss { get; init; }

    /// <summary>Where the Huber loss of a log residual turns from a square to a line. Default: the law's own. A likelihood has none.</summary>
    public double? HuberDelta { get; init; }

    /// <summary>
    /// How much more the points at large scales count: each counts (Π scales / largest Π scales)^w. A law is only nearly right, and more so over a
    /// narrow range, so a forecast beyond the largest scales gains from a fit that is close there. 0, the default, counts all points alike;
    /// <see cref="Laws.ScaleWeight"/> finds w from the points themselves.
    /// </summary>
    public double ScaleWeight { get; init; }

    /// <summary>Threads of starts and refits; results do not depend on it. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
