namespace Headwater.Laws;

/// <summary>
/// Averages what was measured closely together. Checkpoints every thousand steps say the same thing many times over at the end of a logarithmic axis; one
/// cell for each third of an e-fold gives every part of the axis one voice. Series with well-spaced scales stay as they are.
/// </summary>
internal static class CurveCells
{
    /// <summary>How much of the axis a cell may hold, in ln of the scale: 1.42 times its smallest scale.</summary>
    public const double Width = 0.35;

    // Scales that are a whole cell apart stay apart whatever their last digit.
    private const double Rounding = 1e-9;

    /// <summary>
    /// The cells of a series of points above 0 by increasing scale; made from the largest scale down, so that more data at the small end changes nothing at
    /// the large one.
    /// </summary>
    public static Curve Of(IReadOnlyList<MeasuredPoint> points, string metric, string group)
    {
        List<double> scales = [];
        List<double> values = [];
        List<double> errors = [];
        for (int end = points.Count; end > 0;)
        {
            int start = end;
            while (start > 0 && Math.Log(points[start - 1].X) > Math.Log(points[end - 1].X) - Width + Rounding)
            {
                start--;
            }

            MeasuredPoint[] cell = [.. points.Skip(start).Take(end - start)];
            scales.Add(cell.Average(point => Math.Log(point.X)));
            values.Add(cell.Average(point => Math.Log(point.Y)));
            errors.Add(cell.Average(point => point.StandardError > 0 ? point.StandardError.Value / point.Y : double.NaN));
            end = start;
        }

        scales.Reverse();
        values.Reverse();
        errors.Reverse();
        return new([.. scales], [.. values], Math.Log(points[^1].Y), metric, group)
        {
            Errors = errors.TrueForAll(double.IsFinite) ? [.. errors] : null,
            RunRatio = points.Average(point => point.StandardError > 0 && point.RunDeviation > 0 ? point.RunDeviation.Value / point.StandardError.Value : 1),
        };
    }
}
