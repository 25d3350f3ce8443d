namespace Headwater.Laws;

/// <summary>Scores rankings of recipes by what was measured at a large scale. Intervals are from recipes drawn with replacement; every method sees the same draws.</summary>
internal sealed class DecisionScorer
{
    private readonly string[] _recipes;
    private readonly double[] _measured;
    private readonly double _level;
    private readonly int[][] _draws;

    /// <param name="recipes">The recipes, by name.</param>
    /// <param name="measured">What each was measured to score, more being better.</param>
    /// <param name="level">The level of intervals.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="seed">The seed of the draws.</param>
    public DecisionScorer(string[] recipes, double[] measured, double level, int resamples, ulong seed)
    {
        _recipes = recipes;
        _measured = measured;
        _level = level;
        RandomStream random = new(RandomStream.Seed(seed, "recipes"));
        _draws = [.. Enumerable.Range(0, resamples).Select(_ => Draw(recipes.Length, ref random))];
    }

    /// <summary>How many pairs have an order at the large scale.</summary>
    public int Pairs => (from first in Enumerable.Range(0, _measured.Length)
                         from second in Enumerable.Range(first + 1, _measured.Length - first - 1)
                         where _measured[first] != _measured[second]
                         select first).Count();

    /// <summary>The score of a method that forecasts <paramref name="forecasts"/>, in the order of the recipes.</summary>
    public DecisionMethod Score(string name, double[] forecasts)
    {
        int pick = Enumerable.Range(0, _recipes.Length).MaxBy(index => forecasts[index]);
        double[] accuracies = Accuracies(forecasts);
        (double low, double high) = Quantiles.Middle(accuracies, _level);
        return new()
        {
            Name = name,
            DecisionAccuracy = Accuracy(forecasts),
            Low = low,
            High = high,
            Regret = _measured.Max() - _measured[pick],
            RankCorrelation = Moments.Correlation(Moments.Ranks(forecasts), Moments.Ranks(_measured)),
            Pick = _recipes[pick],
            Forecasts = _recipes.Zip(forecasts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
        };
    }

    /// <summary>The share of pairs in the right order.</summary>
    public double Accuracy(double[] forecasts) => PairOrder.Accuracy(forecasts, _measured, [.. Enumerable.Range(0, _recipes.Length)]);

    /// <summary>By how much the first method is more often right than the second, with its interval: recipes are drawn for both at once.</summary>
    public AccuracyGain Gain(double[] first, double[] second)
    {
        (double low, double high) = Quantiles.Middle(Accuracies(first).Zip(Accuracies(second), (one, other) => one - other), _level);
        return new(Accuracy(first) - Accuracy(second), low, high);
    }

    /// <summary>Whether a pair is in the right order by the forecasts: 1, 0, or a half for a tie; <c>null</c> where it ties at the large scale.</summary>
    public double? IsRight(double[] forecasts, int first, int second) => PairOrder.IsRight(forecasts, _measured, first, second);

    // NaN for a draw without two recipes that differ.
    private double[] Accuracies(double[] forecasts) => [.. _draws.Select(draw => PairOrder.Accuracy(forecasts, _measured, draw))];

    private static int[] Draw(int count, ref RandomStream random)
    {
        int[] drawn = new int[count];
        for (int index = 0; index < count; index++)
        {
            drawn[index] = random.NextInt32(count);
        }

        return drawn;
    }
}
