using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The best size of one budget: the lowest point of the parabola through its runs.</summary>
public sealed record IsoFlopMinimum
{
    /// <summary>The series of the runs.</summary>
    public required SeriesKey Series { get; init; }

    /// <summary>The geometric mean of the runs' compute, in FLOPs.</summary>
    public required double Compute { get; init; }

    /// <summary>How many sizes were run.</summary>
    public required int Sizes { get; init; }

    /// <summary>The parameter count at the lowest point.</summary>
    public required EstimatedValue Parameters { get; init; }

    /// <summary>The tokens of a run of that size.</summary>
    public required EstimatedValue Tokens { get; init; }

    /// <summary>The loss at the lowest point.</summary>
    public required EstimatedValue Loss { get; init; }

    /// <summary>The runs of the budget, by size.</summary>
    public ImmutableArray<IsoFlopRun> Runs { get; init; } = [];

    /// <summary>The loss on the parabola at a parameter count.</summary>
    public double LossAt(double parameters) => Parabola.At(Math.Log(parameters));

    internal Parabola Parabola { get; init; }
}

/// <summary>A run of a budget.</summary>
/// <param name="Parameters">Its parameter count.</param>
/// <param name="Loss">Its loss.</param>
public readonly record struct IsoFlopRun(double Parameters, double Loss);
