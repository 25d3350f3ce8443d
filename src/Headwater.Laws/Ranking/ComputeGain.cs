namespace Headwater.Laws;

/// <summary>
/// What a better mixture is worth in compute: the factor by which the scale of mixture B has to be multiplied for B to reach what mixture A has. 1.4 means
/// that A is worth 1.4 times the compute; below 1, A is the worse one. Over tokens at one model size the factor is one of compute as well.
/// </summary>
/// <param name="Value">The median over draws; <c>null</c> where B does not reach A's value within the factors searched in half of the draws.</param>
/// <param name="Low">The lower end of the interval; <c>null</c> where it lies beyond the factors searched.</param>
/// <param name="High">The upper end; <c>null</c> where B never reaches A's value in so many draws.</param>
public sealed record ComputeGain(double? Value, double? Low, double? High)
{
    /// <summary>The largest factor searched, and one over the smallest: as far as a forecast is extrapolated at all.</summary>
    public const double MostFactor = 100;

    private const int StepsEachWay = 96;
    private const int Bisections = 50;

    /// <summary>The gain of two single curves, without an interval.</summary>
    /// <param name="first">The value of mixture A at a scale.</param>
    /// <param name="second">The value of mixture B at a scale.</param>
    /// <param name="scale">The scale of A, above 0.</param>
    /// <param name="higherIsBetter">Whether more of the value is better.</param>
    /// <returns>The factor nearest to 1 at which B has A's value; <c>null</c> where there is none from 1/<see cref="MostFactor"/> to <see cref="MostFactor"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The scale is not above 0.</exception>
    public static double? FactorOf(Func<double, double> first, Func<double, double> second, double scale, bool higherIsBetter)
    {
        double factor = Extended(first, second, scale, higherIsBetter);
        return factor > 0 && double.IsFinite(factor) ? factor : null;
    }

    /// <summary>The gain of curves that are known as draws: draw number i of A is compared with draw number i of B.</summary>
    /// <param name="first">Draws of mixture A's curve, at least one.</param>
    /// <param name="second">Draws of mixture B's curve, as many.</param>
    /// <param name="scale">The scale of A, above 0.</param>
    /// <param name="higherIsBetter">Whether more of the value is better.</param>
    /// <param name="level">The level of the interval.</param>
    /// <exception cref="ArgumentException">There are no draws, or more of one curve than of the other, or the scale is not above 0.</exception>
    public static ComputeGain Of(IReadOnlyList<Func<double, double>> first, IReadOnlyList<Func<double, double>> second, double scale, bool higherIsBetter, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count == 0 || first.Count != second.Count)
        {
            throw new ArgumentException($"There are {first.Count} draws of one curve and {second.Count} of the other; expected the same number of both, at least one.");
        }

        double[] factors = [.. first.Zip(second, (one, other) => Extended(one, other, scale, higherIsBetter)).Where(factor => !double.IsNaN(factor))];
        Array.Sort(factors);
        return new(At(factors, 0.5), At(factors, (1 - level) / 2), At(factors, (1 + level) / 2));
    }

    // 0 or ∞ if no factor in the searched range gives B the value of A; NaN if a curve has no value.
    private static double Extended(Func<double, double> first, Func<double, double> second, double scale, bool higherIsBetter)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        double aim = first(scale);
        double start = Lead(1);
        if (!double.IsFinite(start) || start == 0)
        {
            return start == 0 ? 1 : double.NaN;
        }

        // Search outwards from factor 1: larger scales of B if B is behind, smaller if B is ahead. A curve that turns may cross again farther out.
        double step = Math.Log(MostFactor) / StepsEachWay * (start < 0 ? 1 : -1);
        for (int number = 1; number <= StepsEachWay; number++)
        {
            if (Lead(Math.Exp(number * step)) is var lead && double.IsFinite(lead) && Math.Sign(lead) != Math.Sign(start))
            {
                return Crossing((number - 1) * step, number * step);
            }
        }

        return start < 0 ? double.PositiveInfinity : 0;

        double Lead(double factor) => (second(scale * factor) - aim) * (higherIsBetter ? 1 : -1);

        double Crossing(double near, double far)
        {
            for (int k = 0; k < Bisections; k++)
            {
                double middle = (near + far) / 2;
                (near, far) = Lead(Math.Exp(middle)) * start > 0 ? (middle, far) : (near, middle);
            }

            return Math.Exp((near + far) / 2);
        }
    }

    // Type 7 of Hyndman and Fan 1996, in logs; an end at 0 or ∞ is not known.
    private static double? At(double[] sorted, double share)
    {
        if (sorted.Length == 0)
        {
            return null;
        }

        double place = share * (sorted.Length - 1);
        double below = sorted[(int)Math.Floor(place)];
        double above = sorted[(int)Math.Ceiling(place)];
        double value = below == above ? below : Math.Exp(Math.Log(below) + ((place - Math.Floor(place)) * (Math.Log(above) - Math.Log(below))));
        return value > 0 && double.IsFinite(value) ? value : null;
    }
}
