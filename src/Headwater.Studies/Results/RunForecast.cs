namespace Headwater.Studies;

/// <summary>
/// The training loss that a running pretraining will end with, in nats per target token, with an interval. Finished siblings of the study say by which factor the loss falls from here to the end; the run's own
/// curve says it by a power law with an irreducible part, L = E + A·D^−α. Losses are means of logarithms over the last tenth of the tokens. <c>docs/running.md</c> has how far off it was.
/// </summary>
public sealed record RunForecast(double Loss, double Low, double High)
{
    /// <summary>Standard deviation of the logarithm of the loss.</summary>
    internal double LogDeviation => Math.Log(High / Low) / (2 * NormalQuantile);

    private const int FewestLines = 20;
    private const double Window = 0.1;
    private const double NormalQuantile = 1.645;            // of 90%
    private const int Bins = 24;

    // Shares of the fall that is still to come, by which forecasts were off: without a sibling, and with one.
    private const double AloneShare = 0.3, WithSiblingsShare = 0.1;

    // Of the most that two ways of forecasting differ.
    private const double SpreadShare = 0.5;

    /// <summary>The forecast of a run; null where too little of it is trained to tell.</summary>
    /// <param name="curve">Its learning curve so far.</param>
    /// <param name="end">Tokens that it is trained to.</param>
    /// <param name="siblings">The whole curves of finished runs of the study.</param>
    public static RunForecast? Of(IEnumerable<MetricsLine> curve, double end, IEnumerable<IEnumerable<MetricsLine>> siblings)
    {
        Point[] own = PointsOf(curve);
        if (own.Length < FewestLines || own[^1].Tokens >= end)
            return null;
        double now = own[^1].Tokens;
        double last = LevelAt(own, now);
        double[] falls = [.. siblings.Select(PointsOf).Where(other => other.Length >= FewestLines && other[^1].Tokens >= 0.99 * end).Select(other => LevelAt(other, end) - LevelAt(other, now))];
        double line = Line(own, now, end);
        double power = Power(own, now, end) ?? line;
        double[] ways = falls.Length == 0 ? [line, power] : [last + Median(falls), line, power];
        double forecast = falls.Length == 0 ? (line + power) / 2 : ((2 * ways[0]) + power) / 3;
        double share = falls.Length == 0 ? AloneShare : WithSiblingsShare;
        double spread = ways.Max(way => Math.Abs(way - forecast));
        double deviation = Math.Sqrt(Square(NoiseAt(own, now)) + Square(share * (last - forecast)) + Square(SpreadShare * spread));
        double half = NormalQuantile * deviation;
        return new RunForecast(Math.Exp(forecast), Math.Exp(forecast - half), Math.Exp(forecast + half));
    }

    /// <summary>The same, and of a run that is trained to the end, or beyond, the loss that it has there, with the noise of its curve.</summary>
    internal static RunForecast? OfEnd(IEnumerable<MetricsLine> curve, double end, IEnumerable<IEnumerable<MetricsLine>> siblings)
    {
        Point[] own = PointsOf(curve);
        if (own.Length < FewestLines || own[^1].Tokens < end)
            return Of(curve, end, siblings);
        double level = LevelAt(own, end), half = NormalQuantile * NoiseAt(own, end);
        return new RunForecast(Math.Exp(level), Math.Exp(level - half), Math.Exp(level + half));
    }

    private static Point[] PointsOf(IEnumerable<MetricsLine> curve) => [.. curve.Where(line => line.Tokens > 0 && line.Loss is > 0 and < double.PositiveInfinity).Select(line => new Point(line.Tokens, Math.Log(line.Loss!.Value)))];

    private static double[] Within(Point[] curve, double tokens) => [.. curve.Where(point => point.Tokens <= tokens && point.Tokens > tokens * (1 - Window)).Select(point => point.LogLoss)];

    private static double LevelAt(Point[] curve, double tokens) => Within(curve, tokens) is { Length: > 0 } inside ? inside.Average() : curve.Last(point => point.Tokens <= tokens).LogLoss;

    private static double NoiseAt(Point[] curve, double tokens)
    {
        double[] inside = Within(curve, tokens);
        return inside.Length < 3 ? 0.02 : Math.Sqrt(inside.Sum(value => Square(value - inside.Average())) / (inside.Length - 1) / inside.Length);
    }

    // A straight line through the logarithms of the last three quarters.
    private static double Line(Point[] curve, double now, double end)
    {
        Bin[] bins = BinsOf(curve, now, 0.25);
        double weight = bins.Sum(bin => bin.Weight);
        double x = bins.Sum(bin => bin.Weight * bin.LogTokens) / weight, y = bins.Sum(bin => bin.Weight * bin.LogLoss) / weight;
        double spread = bins.Sum(bin => bin.Weight * Square(bin.LogTokens - x));
        double slope = spread == 0 ? 0 : bins.Sum(bin => bin.Weight * (bin.LogTokens - x) * (bin.LogLoss - y)) / spread;
        return y + (slope * (Math.Log(end) - x));
    }

    // For each exponent, E and A by least squares on relative residuals; D in units of the present tokens. Null where no exponent has both positive.
    private static double? Power(Point[] curve, double now, double end)
    {
        Bin[] bins = BinsOf(curve, now, 0.1);
        (double Sum, double Forecast)? best = null;
        for (double alpha = 0.05; alpha <= 1.2; alpha += 0.05)
        {
            (double ss, double sp, double pp, double sy, double py) = (0, 0, 0, 0, 0);
            foreach (Bin bin in bins)
            {
                double loss = Math.Exp(bin.LogLoss), weight = bin.Weight / Square(loss), basis = Math.Exp(-alpha * (bin.LogTokens - Math.Log(now)));
                (ss, sp, pp, sy, py) = (ss + weight, sp + (weight * basis), pp + (weight * basis * basis), sy + (weight * loss), py + (weight * basis * loss));
            }

            double determinant = (ss * pp) - (sp * sp);
            if (determinant <= 1e-12 * ss * pp)
                continue;
            double e = ((pp * sy) - (sp * py)) / determinant, a = ((ss * py) - (sp * sy)) / determinant;
            if (e < 0 || a < 0)
                continue;
            double sum = bins.Sum(bin => bin.Weight * Square((e + (a * Math.Exp(-alpha * (bin.LogTokens - Math.Log(now))))) / Math.Exp(bin.LogLoss) - 1));
            if (best is null || sum < best.Value.Sum)
                best = (sum, Math.Log(e + (a * Math.Pow(end / now, -alpha))));
        }

        return best?.Forecast;
    }

    // Means over even steps of the logarithm of the tokens.
    private static Bin[] BinsOf(Point[] curve, double now, double start)
    {
        double from = Math.Log(now * start), step = (Math.Log(now) - from) / Bins;
        return [.. curve.Where(point => point.Tokens <= now && Math.Log(point.Tokens) > from)
            .GroupBy(point => Math.Clamp((int)Math.Ceiling((Math.Log(point.Tokens) - from) / step) - 1, 0, Bins - 1))
            .Select(bin => new Bin(bin.Average(point => Math.Log(point.Tokens)), bin.Average(point => point.LogLoss), bin.Count()))];
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static double Square(double value) => value * value;

    private readonly record struct Point(double Tokens, double LogLoss);

    private readonly record struct Bin(double LogTokens, double LogLoss, int Weight);
}
