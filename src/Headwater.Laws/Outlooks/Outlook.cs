using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Competing mixtures at scales beyond the data that were not requested: at each of them the forecasts, ranks and advice of an analysis that is asked for
/// that scale alone.
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
    public required IntervalEstimate? Lead { get; init; }

    /// <summary>What to do, for who looks ahead to this scale; without further runs.</summary>
    public required Advice Advice { get; init; }
}

/// <summary>One mixture of an <see cref="Outlook"/>.</summary>
public sealed record OutlookMember
{
    /// <summary>The series of the score.</summary>
    public required SeriesResult Result { get; init; }

    /// <summary>The mixture's name.</summary>
    public required string Mixture { get; init; }

    /// <summary>Forecasts at <see cref="Outlook.Scales"/>; empty where the series has no law.</summary>
    public ImmutableArray<Forecast> Forecasts { get; init; } = [];

    /// <summary>Forecasts of the other metrics of the same models at <see cref="Outlook.Scales"/>.</summary>
    public ImmutableArray<Forecast> Others { get; init; } = [];
}
