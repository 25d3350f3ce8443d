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

    /// <summary>The cells of a series whose points are given by increasing scale; made from the largest scale down, so that more data at the small end changes nothing at the large one.</summary>
    public static Curve Of(ReadOnlySpan<double> scales, ReadOnlySpan<double> values, string metric, string group)
    {
        List<double> cellScales = [];
        List<double> cellValues = [];
        for (int end = scales.Length; end > 0;)
        {
            int start = end;
            while (start > 0 && Math.Log(scales[start - 1]) > Math.Log(scales[end - 1]) - Width + Rounding)
            {
                start--;
            }

            cellScales.Add(MeanLog(scales[start..end]));
            cellValues.Add(MeanLog(values[start..end]));
            end = start;
        }

        cellScales.Reverse();
        cellValues.Reverse();
        return new([.. cellScales], [.. cellValues], Math.Log(values[^1]), metric, group);
    }

    private static double MeanLog(ReadOnlySpan<double> numbers)
    {
        double sum = 0;
        foreach (double number in numbers)
        {
            sum += Math.Log(number);
        }

        return sum / numbers.Length;
    }
}
