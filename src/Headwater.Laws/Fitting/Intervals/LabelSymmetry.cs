namespace Headwater.Laws;

/// <summary>
/// Coefficients that can change places without changing the law: the two breaks of a broken power law, or the terms of a sum of two powers. They are
/// two names for one minimum, so an estimate takes the order in which the first of them grow.
/// </summary>
internal sealed class LabelSymmetry
{
    private const int MostSwaps = 3;

    // Fourteen coefficients have 91 pairs. More of them are those of corpora, whose sets of three would be millions.
    private const int MostPairs = 100;

    private const double Rounding = 1e-12;

    private readonly (int First, int Second)[] _swaps;

    private LabelSymmetry((int First, int Second)[] swaps) => _swaps = swaps;

    /// <summary>The symmetry of a law with the fewest swaps; <c>null</c> where it has none.</summary>
    public static LabelSymmetry? Of(LawFamily law)
    {
        int p = law.Coefficients.Length;
        (int, int)[] pairs = [.. from i in Enumerable.Range(0, p) from j in Enumerable.Range(i + 1, p - i - 1) where law.Coefficients[i] == law.Coefficients[j] with { Name = law.Coefficients[i].Name } select (i, j)];
        RandomStream random = new(1);
        double[] coefficients = [.. Enumerable.Range(0, p).Select(_ => 0.2 + (0.6 * random.NextDouble()))];
        double[][] scales = [.. Enumerable.Range(0, 3).Select(_ => law.Symbols.Select(_ => 3 + (6 * random.NextDouble())).ToArray())];
        for (int count = 1; count <= (pairs.Length <= MostPairs ? MostSwaps : 1); count++)
        {
            if (Sets(pairs, count, 0).FirstOrDefault(set => Keeps(law, set, coefficients, scales)) is { } found)
            {
                return new(found);
            }
        }

        return null;
    }

    /// <summary>Brings coordinates into the order of the symmetry.</summary>
    public void Order(double[] at)
    {
        if (at[_swaps[0].First] > at[_swaps[0].Second])
        {
            Swap(_swaps, at);
        }
    }

    // Sets of pairs that have no coefficient in common.
    private static IEnumerable<(int First, int Second)[]> Sets((int First, int Second)[] pairs, int count, int from)
    {
        if (count == 0)
        {
            yield return [];
            yield break;
        }

        for (int k = from; k < pairs.Length; k++)
        {
            (int i, int j) = pairs[k];
            foreach ((int First, int Second)[] rest in Sets(pairs, count - 1, k + 1))
            {
                if (!rest.Any(pair => pair.First == i || pair.Second == i || pair.First == j || pair.Second == j))
                {
                    yield return [pairs[k], .. rest];
                }
            }
        }
    }

    private static bool Keeps(LawFamily law, (int First, int Second)[] set, double[] coefficients, double[][] scales)
    {
        double[] swapped = [.. coefficients];
        Swap(set, swapped);
        return scales.All(at => law.Evaluate(coefficients, at) is var value && Math.Abs(law.Evaluate(swapped, at) - value) <= Rounding * Math.Abs(value));
    }

    private static void Swap((int First, int Second)[] set, double[] numbers)
    {
        foreach ((int first, int second) in set)
        {
            (numbers[first], numbers[second]) = (numbers[second], numbers[first]);
        }
    }
}
