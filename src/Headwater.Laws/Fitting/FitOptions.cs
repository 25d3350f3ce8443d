namespace Headwater.Laws;

/// <summary>How points count in a fit. The default is the sum of Huber losses of the law's source.</summary>
internal sealed record FitOptions
{
    /// <summary>Where the loss of a log residual turns from a square to a line. Default: the law's own. Not used with <see cref="UsesStandardErrors"/>.</summary>
    public double? HuberDelta { get; init; }

    /// <summary>
    /// How much more the points at large scales count: each counts (Π scales / largest Π scales)^w. A law is only nearly right, and more so over a
    /// narrow range, so a forecast beyond the largest scales gains from a fit that is close there. 0, the default, counts all points alike;
    /// <see cref="ScaleWeight"/> finds w from the points themselves.
    /// </summary>
    public double ScaleWeight { get; init; }

    /// <summary>
    /// Whether residuals are measured in their standard errors, with δ at 1.345 of them (Huber's 95 % efficiency under normal noise). A point
    /// without one has the middle one of the others. Default: no, because reported errors leave out how far the law itself is off.
    /// </summary>
    public bool UsesStandardErrors { get; init; }

    /// <summary>Threads of starts and refits; results do not depend on it. Default: one for each processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
