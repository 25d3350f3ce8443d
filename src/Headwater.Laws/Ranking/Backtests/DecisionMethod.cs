namespace Headwater.Laws;

/// <summary>How well one way of ranking decided between recipes.</summary>
public sealed record DecisionMethod
{
    /// <summary>The ranking of this library: <see cref="RecipeRanking"/>.</summary>
    public const string Headwater = "headwater";

    /// <summary>The rival: rank by the judged score of the best run at the small scale.</summary>
    public const string LargestSmallScale = "largest-small-scale";

    /// <summary><see cref="Headwater"/>, <see cref="LargestSmallScale"/>, or the name of a law.</summary>
    public required string Name { get; init; }

    /// <summary>The share of pairs of recipes in the right order, from 0 to 1. A tie in the forecast counts half; pairs that tie at the large scale are left out.</summary>
    public required double DecisionAccuracy { get; init; }

    /// <summary>The lower end of the interval of <see cref="DecisionAccuracy"/>, from a bootstrap over recipes.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double High { get; init; }

    /// <summary>How much worse the recipe picked is at the large scale than the best one, in the unit of the metric, 0 or more.</summary>
    public required double Regret { get; init; }

    /// <summary>Spearman's rank correlation between forecast and measured scores; 0 where either does not vary.</summary>
    public required double RankCorrelation { get; init; }

    /// <summary>The recipe picked.</summary>
    public required string Pick { get; init; }

    /// <summary>The method's forecasts by recipe; larger is better. They do not depend on large-scale values.</summary>
    public required IReadOnlyDictionary<string, double> Forecasts { get; init; }
}
