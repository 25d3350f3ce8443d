using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>How well a method did on one task when it saw the finetuning sizes up to a budget alone. Measures of Lin et al. 2024, arXiv:2402.02314.</summary>
public sealed record SelectionScore
{
    /// <summary>What the models compete on.</summary>
    public required SeriesKey Task { get; init; }

    /// <summary>The method.</summary>
    public required SelectionMethod Method { get; init; }

    /// <summary>The largest size seen, as a share of the full one.</summary>
    public required double Fraction { get; init; }

    /// <summary>
    /// 100 times Pearson's correlation between forecast and measured values over the models; NaN where either does not vary. For model-size, that of ln N.
    /// </summary>
    public required double PearsonCorrelation { get; init; }

    /// <summary>100 · (worst − picked)/(worst − best) of the measured values: 100 where the best model was picked, 0 where the worst one was.</summary>
    public required double RelativeAccuracy { get; init; }

    /// <summary>The model that the method picks.</summary>
    public required string Pick { get; init; }

    /// <summary>How many models competed.</summary>
    public required int Models { get; init; }

    /// <summary>The models' forecasts beside what was measured, by name.</summary>
    public ImmutableArray<SelectionTarget> Targets { get; init; } = [];
}

/// <summary>What a method forecast for a model beside what was measured.</summary>
/// <param name="Model">The model.</param>
/// <param name="Forecast">The value forecast at the full size; <c>null</c> where the method only ranks.</param>
/// <param name="Actual">The value measured there.</param>
public readonly record struct SelectionTarget(string Model, double? Forecast, double Actual);
