using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Competing mixtures at any scale beyond the data: the laws with their draws, and what a comparison of them rests on, as numbers. Whoever has them can
/// forecast, rank and advise at a scale that nobody asked for, with the same result as an analysis that was asked for it. <see cref="LawsJson.WriteOutlooks"/>
/// writes them for a page.
/// </summary>
public sealed record Outlook
{
    /// <summary>The competing mixtures, by name.</summary>
    public required ImmutableArray<OutlookMember> Members { get; init; }

    /// <summary>Scales beyond every measurement and as far as forecasts go, increasing: 24 to a decade, three digits each, with those that were asked for.</summary>
    public required ImmutableArray<double> Scales { get; init; }

    /// <summary>Who leads at each of <see cref="Scales"/>.</summary>
    public required ImmutableArray<OutlookRanking> Rankings { get; init; }

    /// <summary>The share of draws that intervals hold, and the probability from which a choice is sure.</summary>
    public required double Level { get; init; }

    /// <summary>The part of the squared standard errors that all members share.</summary>
    public required double SharedNoise { get; init; }

    /// <summary>The shared noise in each draw, in standard deviations.</summary>
    public required ImmutableArray<double> Shared { get; init; }

    /// <summary>The member with the best value at the largest scale that all have measured, by index.</summary>
    public required int Leader { get; init; }

    /// <summary>Whether all members have a scale in common, so that their distances go on.</summary>
    public required bool HasDistances { get; init; }
}

/// <summary>How the members of an <see cref="Outlook"/> stand at one scale.</summary>
public sealed record OutlookRanking
{
    /// <summary>The scale.</summary>
    public required double Scale { get; init; }

    /// <summary>For each member the probability that it is the best; <c>null</c> for a single member.</summary>
    public required ImmutableArray<double?> ProbabilityBest { get; init; }

    /// <summary>The member that is most likely the best, by index.</summary>
    public required int Best { get; init; }

    /// <summary>The next most likely; <c>null</c> for a single member.</summary>
    public required int? Second { get; init; }

    /// <summary>By how much the best is better than the second, in the metric's unit: the median of the draws and their interval; <c>null</c> for a single member.</summary>
    public required Quantity? Lead { get; init; }
}

/// <summary>One mixture of an <see cref="Outlook"/>.</summary>
public sealed record OutlookMember
{
    /// <summary>The series of the score.</summary>
    public required SeriesAnalysis Analysis { get; init; }

    /// <summary>The mixture's name.</summary>
    public required string Mixture { get; init; }

    /// <summary>Size of the finetuning set in examples, where the table has it.</summary>
    public double? FinetuningExamples { get; init; }

    /// <summary>Size of the finetuning set in tokens, where the table has it.</summary>
    public double? FinetuningTokens { get; init; }

    /// <summary>Forecasts of the other metrics of the same models at <see cref="Outlook.Scales"/>.</summary>
    public ImmutableArray<Forecast> Others { get; init; } = [];

    /// <summary>What forecasts and comparisons are computed from.</summary>
    internal OutlookNumbers? Numbers { get; init; }
}

/// <summary>The law or the last value's walk, the member's distance from the others with its draws, the last point and the model without pretraining measured again, and the error that the test set gives.</summary>
internal sealed record OutlookNumbers(OutlookLaw? Law, OutlookWalk? Walk, DistanceLine Distance, double[] DistanceNormals, double[] Again, double[]? Scratch, double TestSetError);

/// <summary>A law with its draws: coordinates, the error of one more measurement, and the rivals of the law where points are few.</summary>
internal sealed record OutlookLaw(
    LawFitter Fitter, double[] Estimate, EnsembleNumbers Draws, bool SharesLaws, MetricRange Range, (double Offset, double Span) Link, ImmutableArray<CurvePoint> Intervals, IntervalMethod Method);

/// <summary>A value without a law: it goes on as it has wandered so far, by normal draws.</summary>
internal sealed record OutlookWalk(double Noise, double Wandering, double[] Still, double[] Moving);
