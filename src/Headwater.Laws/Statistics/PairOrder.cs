namespace Headwater.Laws;

/// <summary>Whether forecasts put pairs in the order in which they were measured.</summary>
internal static class PairOrder
{
    /// <summary>1 for a pair in the right order, 0 for one in the wrong order, 0.5 where the forecasts tie; <c>null</c> where the measured values tie.</summary>
    public static double? IsRight(double[] forecasts, double[] measured, int first, int second)
    {
        int truth = measured[first].CompareTo(measured[second]);
        int forecast = forecasts[first].CompareTo(forecasts[second]);
        return truth == 0 ? null : forecast == 0 ? 0.5 : forecast == truth ? 1 : 0;
    }

    /// <summary>The mean of <see cref="IsRight"/> over pairs of the given places, 0 to 1; NaN where no two of them were measured to differ. A place that is given twice makes no pair with itself.</summary>
    public static double Accuracy(double[] forecasts, double[] measured, ReadOnlySpan<int> places)
    {
        double right = 0;
        long pairs = 0;
        for (int i = 0; i < places.Length; i++)
        {
            for (int j = i + 1; j < places.Length; j++)
            {
                if (IsRight(forecasts, measured, places[i], places[j]) is { } share)
                {
                    right += share;
                    pairs++;
                }
            }
        }

        return pairs > 0 ? right / pairs : double.NaN;
    }
}
