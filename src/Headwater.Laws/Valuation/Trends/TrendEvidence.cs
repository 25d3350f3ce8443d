using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The evidence for a trend, as sentences with numbers.</summary>
internal static class TrendEvidence
{
    public static IEnumerable<string> Of(ImmutableArray<MeasuredPoint> points, MeasuredCurve curve, MonotoneTest rise, MonotoneTest fall, TrendVerdict verdict, int turn)
    {
        MeasuredPoint[] usable = [.. points.Where(point => point.X > 0)];
        yield return $"{usable.Length} scales from {Numerals.Size(usable[0].X)} to {Numerals.Size(usable[^1].X)}: from {Numerals.Short(usable[0].Y)} to {Numerals.Short(usable[^1].Y)}.";
        yield return $"A curve that only improves explains {Numerals.Percent(rise.Explained)} of the variance, and one that only gets worse explains {Numerals.Percent(fall.Explained)}. The probability that noise alone would fit one of them as well is {Numerals.Odds(Math.Min(rise.AgainstStandstill, fall.AgainstStandstill))}.";
        yield return curve.Errors is null ? WithoutErrors(curve) : WithErrors(curve, rise, fall);
        if (turn > 0)
        {
            yield return $"The series gets worse up to {Numerals.Size(Math.Exp(curve.X[turn]))} and improves from there. The verdict is on the second part.";
        }

        foreach (SeriesBreak found in verdict.Breaks)
        {
            yield return $"The slope changes at {Numerals.Size(found.Scale)}: a doubling gains {Signed(found.Before)} before and {Signed(found.After)} after.";
        }

        if (verdict.ProbabilitySaturated is { } saturated)
        {
            yield return $"The probability that its final slope is less than a quarter of its mean slope is {Numerals.Odds(saturated)}.";
        }

        yield return verdict switch
        {
            { IsPredictable: true } => "Predictable: the series is monotone, and its noise is small.",
            { Trend: Trend.Flat } => "Only its mean can be predicted.",
            _ => "Not predictable: the trend explains too little of the variance.",
        };
    }

    private static string WithErrors(MeasuredCurve curve, MonotoneTest rise, MonotoneTest fall)
    {
        MonotoneTest nearer = rise.Explained >= fall.Explained ? rise : fall;
        double equal = TrendRule.ChanceOfNoChange(curve);
        return nearer.Reversal > 0
            ? $"If the true values were equal, differences this large would have probability {Numerals.Odds(equal)}. The largest dip is {Numerals.Percent(nearer.Reversal)} of the range, and noise would cause a dip this large with probability {Numerals.Odds(nearer.AgainstRise)}."
            : $"If the true values were equal, differences this large would have probability {Numerals.Odds(equal)}. There is no dip.";
    }

    private static string WithoutErrors(MeasuredCurve curve) =>
        $"There are no standard errors. The values span {Numerals.Percent(curve.Level > 0 ? curve.Range / curve.Level : 0)} of their level, and neighbours differ by {Numerals.Percent(curve.Level > 0 ? Math.Sqrt(curve.NoiseVariance() ?? 0) / curve.Level : 0)}.";

    private static string Signed(double value) => value > 0 ? $"+{Numerals.Short(value)}" : Numerals.Short(value);
}
