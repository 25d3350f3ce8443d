namespace Headwater.Studies;

/// <summary>How long the pairs of a task are, in tokens, ends included: means over pairs, and means of products, which attention costs.</summary>
public sealed record PairLengths
{
    public required double Source { get; init; }

    public required double Target { get; init; }

    public required double SourceSquared { get; init; }

    public required double SourceTarget { get; init; }

    public required double TargetSquared { get; init; }

    /// <summary>Tokens of a pair.</summary>
    public double Both => Source + Target;

    /// <summary>Where only sequences of one length are seen.</summary>
    public static PairLengths Constant(double source, double target) => new()
    {
        Source = source, Target = target, SourceSquared = source * source, SourceTarget = source * target, TargetSquared = target * target,
    };

    /// <summary>Of some pairs, each side cut at its longest.</summary>
    internal static PairLengths Of(IReadOnlyCollection<(double Source, double Target)> pairs) => new()
    {
        Source = pairs.Average(pair => pair.Source),
        Target = pairs.Average(pair => pair.Target),
        SourceSquared = pairs.Average(pair => pair.Source * pair.Source),
        SourceTarget = pairs.Average(pair => pair.Source * pair.Target),
        TargetSquared = pairs.Average(pair => pair.Target * pair.Target),
    };
}
