using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How a table is analysed. Every property has a default.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The scale of the paper's laws: pretraining tokens.</summary>
    public const string DefaultScale = "pretraining_tokens";

    /// <summary>How many of the smallest scales a backtest fits; <c>null</c> (the default) makes no backtest.</summary>
    public int? FitOn { get; init; }

    /// <summary>Scales to forecast at, in the unit of <see cref="Scale"/>. None by default.</summary>
    public ImmutableArray<double> At { get; init; } = [];

    /// <summary>Places to forecast at, for laws in several scales: one for each, by column or symbol. None by default.</summary>
    public ImmutableArray<ImmutableSortedDictionary<string, double>> AtPlaces { get; init; } = [];

    /// <summary>A value of the metric that advice rests on; each mixture is asked for the scale at which it gets there. <c>null</c> (the default) asks nothing.</summary>
    public double? Target { get; init; }

    /// <summary>The share of measurements an interval is meant to hold: 0.9 by default.</summary>
    public double Level { get; init; } = 0.9;

    /// <summary>Bootstrap draws for each series: 1000 by default.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Seed of everything random: 0 by default.</summary>
    public ulong Seed { get; init; }

    /// <summary>The one metric to analyse, which is also the one advice rests on; <c>null</c> (the default) analyses all and rests advice on the first score.</summary>
    public string? Metric { get; init; }

    /// <summary>A law's name in the catalogue or an equation; <c>null</c> (the default) is bleu-log for scores and power for losses.</summary>
    public string? Law { get; init; }

    /// <summary>
    /// Forecast by <c>auto</c>, the average over laws and rivals that all series of the table weigh together: <c>true</c> by default. A named law, or an
    /// option of its fit, takes the place of <c>auto</c> in forecasts, rankings and advice alike.
    /// </summary>
    public bool Average { get; init; } = true;

    /// <summary>Whether a law is fitted to each series where forecasts are those of <c>auto</c>: <c>true</c> by default. Only coefficients and evidence need it.</summary>
    public bool WithFits { get; init; } = true;

    /// <summary>Whether mixtures are valued and advice is given, which take a good part of the time: <c>true</c> by default.</summary>
    public bool WithAdvice { get; init; } = true;

    /// <summary>What a gain must reach to matter, in the metric's unit; <c>null</c> (the default) is two standard errors of a measurement.</summary>
    public double? Worth { get; init; }

    /// <summary>Whether forecasts come from <c>auto</c>: an option that concerns the fit of a law asks for that law.</summary>
    internal bool UsesAverage => Average && Law is null && Loss is null && Floor is null && HuberDelta is null && Through is null && Intervals == IntervalChoice.Auto && ScaleWeight == 0;

    /// <summary>Where no law is named, fit losses of runs that differ in parameters and in tokens by a law in both (chinchilla): <c>false</c> by default, as forecasts and advice look along tokens.</summary>
    public bool PreferBothScales { get; init; }

    /// <summary>Where the Huber loss of a log residual turns from a square to a line; <c>null</c> (the default) takes the law's own.</summary>
    public double? HuberDelta { get; init; }

    /// <summary>
    /// What a fit minimises; <c>null</c> (the default) is what the table supports: a Gaussian likelihood where every row has a standard error and the metric
    /// is no accuracy, Huber losses elsewhere. A binomial likelihood is for accuracies with chance and items.
    /// </summary>
    public LossKind? Loss { get; init; }

    /// <summary>
    /// Where the law of a bounded score begins: at chance, from the column of that name, or at 0. <c>null</c> (the default) is chance under a binomial
    /// likelihood and 0 under other losses.
    /// </summary>
    public ScoreFloor? Floor { get; init; }

    /// <summary>
    /// The metric, or METRIC:TASK, through which scores are forecast where the table holds it at the same places: a loss, or a probability. <c>null</c> (the
    /// default) forecasts scores over the scale alone.
    /// </summary>
    public string? Through { get; init; }

    /// <summary>The law of a score over the metric it is forecast through; <c>null</c> (the default) is loss-to-score, which a floor at chance leaves without its own.</summary>
    public string? ScoreLaw { get; init; }

    /// <summary>Forecast series that cannot be distinguished from chance, which are refused otherwise.</summary>
    public bool AllowAtChance { get; init; }

    /// <summary>How intervals are found: by what the table supports, by default.</summary>
    public IntervalChoice Intervals { get; init; }

    /// <summary>
    /// How much more large scales count: each point counts (scale / largest scale)^w, in the product of the scales where there are several. 0 (the
    /// default) counts all alike; <c>null</c> finds w by holding out the largest scales of the fitted points.
    /// </summary>
    public double? ScaleWeight { get; init; } = 0;

    /// <summary>The column that is the scale: <c>pretraining_tokens</c> by default. A law in one symbol takes it in place of the symbol's own column.</summary>
    public string Scale { get; init; } = DefaultScale;

    /// <summary>Forecast beyond 100 times the largest scale measured, which is refused otherwise.</summary>
    public bool AllowExtrapolation { get; init; }

    /// <summary>Whether the analysis keeps its laws, draws and distances, so that others can forecast at scales that were not requested: <c>false</c> by default.</summary>
    public bool WithOutlooks { get; init; }

    /// <summary>Whether curves get bands, whose intervals take a good part of the time: <c>true</c> by default.</summary>
    public bool WithBands { get; init; } = true;

    /// <summary>Whether coefficients get standard errors and intervals: <c>true</c> by default. Advice needs none.</summary>
    public bool WithCoefficientIntervals { get; init; } = true;

    /// <summary>What is wrong with the options, as sentences; empty when nothing is.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!(Level > 0 && Level < 1))
        {
            yield return $"Level is {Numerals.Short(Level)}; expected a number between 0 and 1, such as 0.9.";
        }

        if (Resamples < 1)
        {
            yield return $"Resamples is {Resamples}; expected at least 1.";
        }

        if (FitOn < 1)
        {
            yield return $"FitOn is {FitOn}; expected at least 1 scale.";
        }

        if (Target is { } target && !double.IsFinite(target))
        {
            yield return $"Target is {Numerals.Short(target)}; expected a value of the metric, such as 30.";
        }

        if (Worth is { } worth && !(worth >= 0 && double.IsFinite(worth)))
        {
            yield return $"Worth is {Numerals.Short(worth)}; expected a gain of 0 or more in the metric's unit, such as 0.5.";
        }

        if (HuberDelta is { } delta && !(delta > 0))
        {
            yield return $"HuberDelta is {Numerals.Short(delta)}; expected a number above 0.";
        }

        if (ScaleWeight is { } weight && !(weight >= 0 && double.IsFinite(weight)))
        {
            yield return $"ScaleWeight is {Numerals.Short(weight)}; expected a number of at least 0, such as 0.5.";
        }

        if (HuberDelta is not null && Loss is LossKind.Gaussian or LossKind.Binomial)
        {
            yield return "HuberDelta is given with a likelihood, which has none; expected one of the two.";
        }

        if (Floor == ScoreFloor.Chance && Loss == LossKind.Gaussian)
        {
            yield return "A floor at chance is given with a gaussian likelihood; expected huber or binomial with it.";
        }

        foreach (double at in At.Where(at => !(at > 0) || !double.IsFinite(at)))
        {
            yield return $"At holds {Numerals.Short(at)}; expected scales above 0.";
        }

        foreach ((string name, double at) in AtPlaces.SelectMany(place => place).Where(scale => !(scale.Value >= 0) || !double.IsFinite(scale.Value)))
        {
            yield return $"AtPlaces holds {name} at {Numerals.Short(at)}; expected scales of 0 or more.";
        }
    }
}
