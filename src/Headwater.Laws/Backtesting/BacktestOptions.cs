using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How a table is backtested. Every property has a default.</summary>
public sealed record BacktestOptions
{
    /// <summary>The word for every law of one scale variable that the catalogue has.</summary>
    public const string AllLaws = "all";

    /// <summary>The share of a series' largest scale up to which points are shown to the forecasts: 0.125 by default, so that the farthest target is eight times beyond.</summary>
    public double FitBelow { get; init; } = 0.125;

    /// <summary>How many points a series must have: 6 by default.</summary>
    public int LeastPoints { get; init; } = 6;

    /// <summary>How many of them must lie at or below the cut: 4 by default.</summary>
    public int LeastFitted { get; init; } = 4;

    /// <summary>
    /// Laws to compare with <c>auto</c> and the naive rivals: names, equations, or <c>all</c>. Without any, the default law of each metric. Laws in several
    /// scales are cut by compute and compared with one another.
    /// </summary>
    public ImmutableArray<string> Laws { get; init; } = [];

    /// <summary>The one metric to look at; <c>null</c> (the default) takes all.</summary>
    public string? Metric { get; init; }

    /// <summary>The column that is the scale; <c>null</c> (the default) takes the one that varies most within the series.</summary>
    public string? Scale { get; init; }

    /// <summary>What the fits of laws minimise; <c>null</c> (the default) is Huber losses. <c>auto</c> and the rivals fit values as they are.</summary>
    public LossKind? Loss { get; init; }

    /// <summary>Where the law of a bounded score begins; <c>null</c> (the default) is chance under a binomial likelihood and 0 elsewhere.</summary>
    public ScoreFloor? Floor { get; init; }

    /// <summary>The metric, or METRIC:TASK, through which scores are forecast: its law over scale, then the score's law over it. <c>null</c> (the default) makes no such forecast.</summary>
    public string? Through { get; init; }

    /// <summary>The law of a score over the metric it is forecast through; <c>null</c> (the default) is loss-to-score, which a floor at chance leaves without its own.</summary>
    public string? ScoreLaw { get; init; }

    /// <summary>The share of measurements an interval is meant to hold: 0.9 by default.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Bootstrap draws for the intervals of each law: 200 by default. <c>auto</c> needs none.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>Seed of everything random: 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>The least share to fit below that has so many sizes below it, rounded up so that the last of them is below it too, and the option for fewer points where it needs one.</summary>
    internal (string FewerPoints, double Share) LeastCut(double[] ascending, int fitted) =>
        (ascending.Length < LeastPoints ? $"--min-points {ascending.Length} " : "", Math.Ceiling(100 * ascending[fitted - 1] / ascending[^1]) / 100);

    /// <summary>What is wrong with the options, as sentences; empty when nothing is.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!(FitBelow > 0 && FitBelow < 1))
        {
            yield return $"The share to fit below is {Numerals.Short(FitBelow)}; expected a number between 0 and 1, such as 0.125.";
        }

        if (LeastFitted < 2 || LeastPoints <= LeastFitted)
        {
            yield return $"At least {LeastPoints} points with {LeastFitted} of them fitted; expected 2 fitted points or more and more points than that.";
        }

        foreach (string fault in new AnalysisOptions { Level = Level, Resamples = Resamples, Loss = Loss, Floor = Floor }.Faults())
        {
            yield return fault;
        }
    }
}
