using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Judges the trend of a series against its noise: known standard errors, or else the order and the size of the values alone. A monotone test against
/// checkpoint noise is what Isik et al. 2024 (section 3.5) ask for; the thresholds are this project's, and <c>docs/advise.md</c> has how often they are right.
/// </summary>
internal static class TrendRule
{
    /// <summary>A difference counts beyond this many standard errors.</summary>
    public const double Significant = 2;

    private const double Level = 0.05;

    // Standard errors may be too large for what is compared, as all points share the test set. Order that is this unlikely counts without them.
    private const double OrderLevel = 0.01;

    // Dips smaller than this share of the range are ignored.
    private const double SmallReversal = 0.15;

    // Without standard errors: a trend leaves no more than this many times the noise between neighbours.
    private const double MostLeft = 2.5;

    // Without standard errors: values that scatter by less than this share of their level, and show no order, do not move.
    private const double FlatScatter = 0.02;
    private const double RoundingRange = 0.001;

    // A series is called saturated when that is about twice as likely as not.
    private const double SaturatedProbability = 0.65;

    private const double PredictableShare = 0.8;

    // The part after an early minimum decides the trend if it has at least this share of the points.
    private const double TailShare = 0.6;
    private const int LeastTail = 4;

    /// <summary>The trend of points ordered by scale; <c>null</c> with fewer than three above scale 0.</summary>
    public static TrendVerdict? Of(ImmutableArray<MeasuredPoint> points, bool higherIsBetter)
    {
        MeasuredCurve curve = MeasuredCurve.Of(points, higherIsBetter);
        if (curve.Count < 3)
        {
            return null;
        }

        MonotoneTest rise = MonotoneTest.Of(curve);
        MonotoneTest fall = MonotoneTest.Of(curve.Mirrored());
        Trend trend = Judge(curve, rise, fall);
        int turn = trend == Trend.Fluctuating ? EarlyTurn(curve) : 0;
        MeasuredCurve end = curve.From(turn);
        double? saturated = trend == Trend.Improving || turn > 0 ? SaturationTest.Probability(end) : null;
        Trend judged = saturated is null ? trend : saturated > SaturatedProbability ? Trend.Saturating : Trend.Improving;
        MonotoneTest along = judged == Trend.Worsening || (judged is Trend.Flat or Trend.Fluctuating && fall.Explained > rise.Explained) ? fall : turn > 0 ? MonotoneTest.Of(end) : rise;
        ImmutableArray<SeriesBreak> breaks = judged == Trend.Flat ? [] : BreakFinder.Of(curve);
        TrendVerdict verdict = new(judged, [])
        {
            Explained = along.Explained,
            IsPredictable = judged is not (Trend.Flat or Trend.Fluctuating) && along.Explained >= PredictableShare,
            Chance = along.AgainstStandstill,
            ProbabilitySaturated = saturated,
            Breaks = breaks,
        };
        return verdict with { Evidence = [.. TrendEvidence.Of(points, curve, rise, fall, verdict, turn)] };
    }

    /// <summary>Whether all values may be equal but for their standard errors, by χ².</summary>
    public static double ChanceOfNoChange(MeasuredCurve curve)
    {
        double mean = curve.Weights.Zip(curve.Y, (weight, value) => weight * value).Sum() / curve.Weights.Sum();
        return PValues.ChiSquare(curve.Weights.Zip(curve.Y, (weight, value) => weight * (value - mean) * (value - mean)).Sum(), curve.Count - 1);
    }

    private static Trend Judge(MeasuredCurve curve, MonotoneTest rise, MonotoneTest fall)
    {
        bool known = curve.Errors is not null;
        if (!(curve.Range > (known ? 0 : RoundingRange * curve.Level)))
        {
            return Trend.Flat;
        }

        bool rises = known ? Moves(rise) : Goes(curve, rise);
        bool falls = known ? Moves(fall) : Goes(curve, fall);
        if (!rises && !falls && (known ? ChanceOfNoChange(curve) > Level : Scatter(curve) < FlatScatter * curve.Level))
        {
            return Trend.Flat;
        }

        rises &= !known || Holds(rise);
        falls &= !known || Holds(fall);
        return (rises, falls) switch
        {
            (true, true) => rise.AgainstStandstill <= fall.AgainstStandstill ? Trend.Improving : Trend.Worsening,
            (true, false) => Trend.Improving,
            (false, true) => Trend.Worsening,
            _ => Trend.Fluctuating,
        };
    }

    private static bool Moves(MonotoneTest test) => test.AgainstStandstill < Level || test.OrderAlone < OrderLevel;

    private static bool Holds(MonotoneTest test) => test.AgainstRise > Level || test.Reversal < SmallReversal;

    private static bool Goes(MeasuredCurve curve, MonotoneTest test)
    {
        double noise = Math.Max(curve.NoiseVariance() ?? 0, curve.Floor * curve.Floor);
        return test.OrderAlone < OrderLevelOf(curve.Count) && (test.Residual <= MostLeft * noise || test.Reversal < SmallReversal);
    }

    // Three values in order happen one time in six, four one time in 24: few points can show no more than that.
    private static double OrderLevelOf(int count) => count switch { 3 => 0.17, <= 5 => 0.1, _ => Level };

    private static double Scatter(MeasuredCurve curve)
    {
        double mean = curve.Y.Average();
        return Math.Sqrt(curve.Y.Sum(value => (value - mean) * (value - mean)) / (curve.Count - 1));
    }

    // Worse at first and better since: the index of the lowest value, where enough of the series lies behind it and it ends above its beginning; else 0.
    private static int EarlyTurn(MeasuredCurve curve)
    {
        int lowest = Array.IndexOf(curve.Y, curve.Y.Min());
        double least = curve.Errors is { } errors ? Significant * Math.Sqrt((errors[0] * errors[0]) + (errors[^1] * errors[^1])) : 0.1 * curve.Range;
        if (lowest == 0 || curve.Count - lowest < Math.Max(LeastTail, TailShare * curve.Count) || curve.Y[^1] - curve.Y[0] <= least)
        {
            return 0;
        }

        MeasuredCurve end = curve.From(lowest);
        return Judge(end, MonotoneTest.Of(end), MonotoneTest.Of(end.Mirrored())) == Trend.Improving ? lowest : 0;
    }
}
