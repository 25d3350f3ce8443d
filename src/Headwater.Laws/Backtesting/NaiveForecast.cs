namespace Headwater.Laws;

/// <summary>The forecasts of the naive rivals.</summary>
internal static class NaiveForecast
{
    private const int LevelPoints = 3;

    /// <summary>ln of the values a rival forecasts at given ln of the scales, from points by increasing scale.</summary>
    public static double[] Of(NaiveRival rival, double[] logScales, double[] logValues, double[] at)
    {
        int count = Math.Min(rival.PointsOf(logScales.Length), logScales.Length);
        switch (rival.Shape)
        {
            case RivalShape.Level:
                double level = logValues[^count..].Average();
                return [.. at.Select(_ => level)];
            case RivalShape.Line:
                TailLine line = TailLine.Through(logScales, logValues, count);
                return [.. at.Select(line.At)];
            default:
                Curve curve = new(logScales, logValues, logValues[^1], "", "");
                double[] forecast = new double[at.Length];
                new TailParabola(count).Continue(curve, [.. at.Select(scale => scale - curve.End)], forecast);
                return forecast;
        }
    }
}
