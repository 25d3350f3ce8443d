using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What speaks for a trend, as sentences with the numbers behind it.</summary>
internal static class TrendEvidence
{
    public static IEnumerable<string> Of(ImmutableArray<MeasuredPoint> points, MeasuredCurve curve, MonotoneTest rise, MonotoneTest fall, TrendVerdict verdict, int turn)
    {
        MeasuredPoint[] usable = [.. points.Where(point => point.X > 0)];
        yield return $"{usable.Length} scales from {Numerals.Size(usable[0].X)} to {Numerals.Size(usable[^1].X)}: from {Numerals.Short(usable[0].Y)} to {Numerals.Short(usable[^1].Y)}.";
        yield return $"A curve that only gets better explains {Numerals.Percent(rise.Explained)} of the variance, one that only gets worse {Numerals.Percent(fall.Explained)}; noise alone would do as well as the better of them with probability {Numerals.Probability(Math.Min(rise.AgainstStandstill, fall.AgainstStandstill))}.";
        yield return curve.Errors is null ? WithoutErrors(curve) : WithErrors(curve, rise, fall);
        if (turn > 0)
        {
            yield return $"It gets worse up to {Numerals.Size(Math.Exp(curve.X[turn]))} and better from there on, by which it is judged.";
        }

        foreach (SeriesBreak found in verdict.Breaks)
        {
            yield return $"The slope changes at {Numerals.Size(found.Scale)}: a doubling gains {Signed(found.Before)} before and {Signed(found.After)} after.";
        }

        if (verdict.ProbabilitySaturated is { } saturated)
        {
            yield return $"At its end it gains less than a quarter of its mean gain with probability {Numerals.Probability(saturated)}.";
        }

        yield return verdict switch
        {
            { IsPredictable: true } => "Predictable: it goes one way, and noise is small against that.",
            { Trend: Trend.Flat } => "Nothing to predict but its mean.",
            _ => "Not predictable: too much of it goes another way than its trend.",
        };
    }

    private static string WithErrors(MeasuredCurve curve, MonotoneTest rise, MonotoneTest fall)
    {
        MonotoneTest nearer = rise.Explained >= fall.Explained ? rise : fall;
        double equal = TrendRule.ChanceOfNoChange(curve);
        return nearer.Reversal > 0
            ? $"Values that are all equal would differ as much with probability {Numerals.Probability(equal)}; the largest step back is {Numerals.Percent(nearer.Reversal)} of the range, and noise would step back as much with probability {Numerals.Probability(nearer.AgainstRise)}."
            : $"Values that are all equal would differ as much with probability {Numerals.Probability(equal)}; no point steps back.";
    }

    private static string WithoutErrors(MeasuredCurve curve) =>
        $"No standard errors: the values span {Numerals.Percent(curve.Level > 0 ? curve.Range / curve.Level : 0)} of their level, and neighbours scatter by {Numerals.Percent(curve.Level > 0 ? Math.Sqrt(curve.NoiseVariance() ?? 0) / curve.Level : 0)}.";

    private static string Signed(double value) => value > 0 ? $"+{Numerals.Short(value)}" : Numerals.Short(value);
}
