namespace Headwater.Laws;

/// <summary>Scores rankings of recipes by what was measured at a large scale. Intervals are from recipes drawn with replacement; every method sees the same draws.</summary>
internal sealed class DecisionScorer
{
    private readonly string[] recipes;
    private readonly double[] measured;
    private readonly double level;
    private readonly int[][] draws;

    /// <param name="recipes">The recipes, by name.</param>
    /// <param name="measured">What each was measured to score, more being better.</param>
    /// <param name="level">The level of intervals.</param>
    /// <param name="resamples">How many draws.</param>
    /// <param name="seed">The seed of the draws.</param>
    public DecisionScorer(string[] recipes, double[] measured, double level, int resamples, ulong seed)
    {
        this.recipes = recipes;
        this.measured = measured;
        this.level = level;
        RandomStream random = new(RandomStream.Seed(seed, "recipes"));
        draws = [.. Enumerable.Range(0, resamples).Select(_ => Draw(recipes.Length, ref random))];
    }

    /// <summary>How many pairs have an order at the large scale.</summary>
    public int Pairs => (from first in Enumerable.Range(0, measured.Length)
                         from second in Enumerable.Range(first + 1, measured.Length - first - 1)
                         where measured[first] != measured[second]
                         select first).Count();

    /// <summary>The score of a method that forecasts <paramref name="forecasts"/>, in the order of the recipes.</summary>
    public DecisionMethod Score(string name, double[] forecasts)
    {
        int pick = Enumerable.Range(0, recipes.Length).MaxBy(index => forecasts[index]);
        double[] accuracies = Accuracies(forecasts);
        (double low, double high) = Quantiles.Middle(accuracies, level);
        return new()
        {
            Name = name,
            DecisionAccuracy = Accuracy(forecasts),
            Low = low,
            High = high,
            Regret = measured.Max() - measured[pick],
            RankCorrelation = Moments.Correlation(Moments.Ranks(forecasts), Moments.Ranks(measured)),
            Pick = recipes[pick],
            Forecasts = recipes.Zip(forecasts).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal),
        };
    }

    /// <summary>The share of pairs in the right order.</summary>
    public double Accuracy(double[] forecasts) => Accuracy(forecasts, [.. Enumerable.Range(0, recipes.Length)]);

    /// <summary>By how much the first method is more often right than the second, with its interval: recipes are drawn for both at once.</summary>
    public AccuracyGain Gain(double[] first, double[] second)
    {
        (double low, double high) = Quantiles.Middle(Accuracies(first).Zip(Accuracies(second), (one, other) => one - other), level);
        return new(Accuracy(first) - Accuracy(second), low, high);
    }

    /// <summary>Whether a pair is in the right order by the forecasts: 1, 0, or a half for a tie; <c>null</c> where it ties at the large scale.</summary>
    public double? IsRight(double[] forecasts, int first, int second)
    {
        int truth = measured[first].CompareTo(measured[second]);
        int said = forecasts[first].CompareTo(forecasts[second]);
        return truth == 0 ? null : said == 0 ? 0.5 : Math.Sign(truth) == Math.Sign(said) ? 1 : 0;
    }

    private double[] Accuracies(double[] forecasts) => [.. draws.Select(draw => Accuracy(forecasts, draw))];

    // NaN for a draw without two recipes that differ.
    private double Accuracy(double[] forecasts, int[] drawn)
    {
        double right = 0;
        int pairs = 0;
        for (int i = 0; i < drawn.Length; i++)
        {
            for (int j = i + 1; j < drawn.Length; j++)
            {
                if (drawn[i] != drawn[j] && IsRight(forecasts, drawn[i], drawn[j]) is { } share)
                {
                    right += share;
                    pairs++;
                }
            }
        }

        return pairs > 0 ? right / pairs : double.NaN;
    }

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
