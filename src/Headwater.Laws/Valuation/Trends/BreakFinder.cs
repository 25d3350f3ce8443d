using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Finds the scales at which a series changes its slope. Two straight lines over ln scale that meet at a measured scale are compared with one line
/// by the scatter of neighbours (χ² or F, times the number of places tried), and, unless the slope turns round, with a parabola, because a law bends too. The parts on both
/// sides of a break are searched in turn.
/// </summary>
internal static class BreakFinder
{
    private const double Level = 0.05;

    // A parabola has one coefficient less than two lines that meet somewhere: they must be better by three standard errors.
    private const double BeyondParabola = 9;
    private const int MostDepth = 2;

    // Breaks that were found one after the other are put right together, each by as many places at most.
    private const int Reach = 3;

    /// <summary>The breaks by increasing scale.</summary>
    public static ImmutableArray<SeriesBreak> Of(MeasuredCurve curve)
    {
        int[] places = [.. Search(curve, start: 0, depth: 0)];
        for (int number = 0; number < places.Length; number++)
        {
            places[number] = Replace(curve, places, number);
        }

        double[] slopes = places.Length == 0 ? [] : Slopes(curve, places);
        return [.. places.Select((place, number) => new SeriesBreak(Math.Exp(curve.X[place]), Math.Log(2) * slopes[number], Math.Log(2) * slopes[number + 1]))];
    }

    private static IEnumerable<int> Search(MeasuredCurve curve, int start, int depth) =>
        depth <= MostDepth && curve.Count >= (curve.Errors is null ? 6 : 5) && curve.Range > 0 && BestPlace(curve) is { } place
            ? [.. Search(curve.Slice(0, place + 1), start, depth + 1), start + place, .. Search(curve.From(place), start + place, depth + 1)]
            : [];

    // The place of the break that is best worth having; null where none is.
    private static int? BestPlace(MeasuredCurve curve)
    {
        // With few points each side needs a point of its own beyond the break, with more two.
        int margin = curve.Count < 8 ? 1 : 2;
        int[] places = [.. Enumerable.Range(margin, curve.Count - (2 * margin))];
        (int place, Regression two) = places.Select(place => (place, Lines(curve, [place]))).MinBy(item => item.Item2.Squares);
        Regression one = Lines(curve, []);
        Regression parabola = Regression.Of(curve, x => [1, x - curve.X[0], (x - curve.X[0]) * (x - curve.X[0])]);
        double variance = Math.Max(curve.NoiseVariance()!.Value, curve.Errors is null ? curve.Floor * curve.Floor : 1);
        double gain = (one.Squares - two.Squares) / variance;
        double chance = places.Length * (curve.Errors is null ? PValues.F(gain / 2, 2, curve.Count - 2) : PValues.ChiSquare(gain, 2));
        if (!(chance < Level))
        {
            return null;
        }

        double before = two.Coefficients[1];
        double after = before + two.Coefficients[2];
        double[,] covariance = Regression.Covariance(curve, LinesThrough(curve, [place]));
        double beforeError = Math.Sqrt(variance * covariance[1, 1]);
        double afterError = Math.Sqrt(variance * (covariance[1, 1] + covariance[2, 2] + (2 * covariance[1, 2])));
        bool turns = before * after < 0 && Math.Abs(before) > TrendRule.Significant * beforeError && Math.Abs(after) > TrendRule.Significant * afterError;
        return turns || (parabola.Squares - two.Squares) / variance > BeyondParabola ? place : null;
    }

    private static int Replace(MeasuredCurve curve, int[] places, int number)
    {
        int least = Math.Max(number == 0 ? 1 : places[number - 1] + 1, places[number] - Reach);
        int most = Math.Min(number == places.Length - 1 ? curve.Count - 2 : places[number + 1] - 1, places[number] + Reach);
        return Enumerable.Range(least, most - least + 1).MinBy(place => Lines(curve, [.. places[..number], place, .. places[(number + 1)..]]).Squares);
    }

    private static double[] Slopes(MeasuredCurve curve, int[] places)
    {
        double[] changes = Lines(curve, places).Coefficients[1..];
        return [.. Enumerable.Range(1, changes.Length).Select(count => changes[..count].Sum())];
    }

    private static Regression Lines(MeasuredCurve curve, int[] places) => Regression.Of(curve, LinesThrough(curve, places));

    // Straight lines that meet at the places given: a constant, the first slope, and what each place adds to it.
    private static Func<double, double[]> LinesThrough(MeasuredCurve curve, int[] places) =>
        x => [1, x - curve.X[0], .. places.Select(place => Math.Max(0, x - curve.X[place]))];
}

/// <summary>A scale at which the slope of a series changes beyond noise.</summary>
/// <param name="Scale">Where, in the unit of the scale; one of the scales measured.</param>
/// <param name="Before">What a doubling of the scale gains up to there, in the metric's unit; negative where the series gets worse.</param>
/// <param name="After">What a doubling gains from there on.</param>
public readonly record struct SeriesBreak(double Scale, double Before, double After)
{
    /// <summary>Whether the series turns round: better before and worse after, or the other way.</summary>
    public bool Turns => Before * After < 0;
}
