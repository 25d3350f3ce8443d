using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Control of false discoveries where many hypotheses are tested at once. Rejecting every hypothesis with a q-value of at most 0.1 keeps the expected share of
/// wrong rejections among all rejections at 10%. Benjamini and Hochberg 1995 (doi:10.1111/j.2517-6161.1995.tb02031.x), for tests that are independent or
/// positively dependent, as scores on one test set are.
/// </summary>
public static class FalseDiscovery
{
    /// <summary>The q-values of p-values, in the same order: q(i) = min over j ≥ i of p(j)·m/j, with p sorted. NaN where the p-value is NaN, which does not count as a test.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A p-value is below 0 or above 1.</exception>
    public static ImmutableArray<double> QValues(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        int[] order = [.. Enumerable.Range(0, pValues.Count).Where(index => !double.IsNaN(pValues[index])).OrderBy(index => pValues[index])];
        double[] qValues = new double[pValues.Count];
        Array.Fill(qValues, double.NaN);
        double least = 1;
        for (int place = order.Length; place >= 1; place--)
        {
            double value = pValues[order[place - 1]];
            if (value is < 0 or > 1)
            {
                throw new ArgumentOutOfRangeException(nameof(pValues), value, $"A p-value is {Numerals.Short(value)}; expected a number from 0 to 1.");
            }

            least = Math.Min(least, value * order.Length / place);
            qValues[order[place - 1]] = least;
        }

        return [.. qValues];
    }

    /// <summary>Which hypotheses are rejected at a false discovery rate, from 0 to 1.</summary>
    public static ImmutableArray<bool> Rejected(IReadOnlyList<double> pValues, double rate) => [.. QValues(pValues).Select(value => value <= rate)];
}
