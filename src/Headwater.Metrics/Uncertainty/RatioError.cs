using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// The standard error of a ratio of sums, R = Σ y_i / Σ x_i, over sampled segments i: for a mean cross-entropy y_i is a sentence's negative
/// log-likelihood in nats and x_i its tokens. Tokens of one sentence are not independent, so the sentence is the unit.
///   SE² = m / (m − 1) · Σ (y_i − R · x_i)² / (Σ x_i)²          Cochran 1977, Sampling Techniques, ch. 6 (delta method, large population)
/// </summary>
public static class RatioError
{
    /// <summary>
    /// The standard error of Σ <paramref name="numerators"/> / Σ <paramref name="denominators"/>, in the ratio's unit; null with fewer than two
    /// segments. Throws when the lists differ in length, hold a value that is not finite or a negative denominator, or the denominators sum to 0.
    /// </summary>
    public static double? Of(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        ArgumentNullException.ThrowIfNull(numerators);
        ArgumentNullException.ThrowIfNull(denominators);
        Check(numerators, denominators);
        int m = numerators.Count;
        if (m < 2)
            return null;

        double denominatorSum = denominators.Sum();
        double ratio = numerators.Sum() / denominatorSum;
        double squares = 0;
        for (int i = 0; i < m; i++)
        {
            double residual = numerators[i] - ratio * denominators[i];
            squares += residual * residual;
        }
        return Math.Sqrt(m / (m - 1.0) * squares) / denominatorSum;
    }

    private static void Check(IReadOnlyList<double> numerators, IReadOnlyList<double> denominators)
    {
        if (numerators.Count != denominators.Count)
            throw new ArgumentException($"There are {numerators.Count} numerators and {denominators.Count} denominators; expected one of each per segment.");
        for (int i = 0; i < numerators.Count; i++)
        {
            if (!double.IsFinite(numerators[i]) || !double.IsFinite(denominators[i]) || denominators[i] < 0)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"Segment {i + 1} is {numerators[i]:R} over {denominators[i]:R}; expected finite numbers and a denominator of 0 or more."));
        }
        if (!(denominators.Sum() > 0))
            throw new ArgumentException($"The {denominators.Count} denominators sum to 0; expected a positive sum.", nameof(denominators));
    }
}
