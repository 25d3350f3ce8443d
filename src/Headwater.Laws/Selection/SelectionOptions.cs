namespace Headwater.Laws;

/// <summary>How models are ranked. Every property but <see cref="FullSize"/> has a default.</summary>
public sealed record SelectionOptions
{
    /// <summary>The level of intervals unless another one is asked for.</summary>
    public const double DefaultLevel = 0.9;

    /// <summary>The size of the full finetuning set, in the unit of the table's finetuning sizes.</summary>
    public required double FullSize { get; init; }

    /// <summary>The method: the tool's own by default.</summary>
    public SelectionMethod Method { get; init; } = SelectionMethod.Pooled;

    /// <summary>The share of measurements an interval is meant to hold: 0.9 by default.</summary>
    public double Level { get; init; } = DefaultLevel;

    /// <summary>The one metric to rank by; <c>null</c> (the default) ranks by each.</summary>
    public string? Metric { get; init; }

    /// <summary>Rank at more than 100 times the largest size measured, which is refused otherwise.</summary>
    public bool AllowExtrapolation { get; init; }

    /// <summary>What is wrong with the options, as sentences; empty when nothing is.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!(Level > 0 && Level < 1))
        {
            yield return $"Level is {Numerals.Short(Level)}; expected a number between 0 and 1, such as 0.9.";
        }

        if (!(FullSize > 0 && double.IsFinite(FullSize)))
        {
            yield return $"FullSize is {Numerals.Short(FullSize)}; expected a finetuning size above 0.";
        }
    }
}
