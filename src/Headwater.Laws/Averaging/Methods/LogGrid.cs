namespace Headwater.Laws;

/// <summary>Evenly spaced numbers.</summary>
internal static class LogGrid
{
    /// <summary>Numbers with equal ratios, both ends included.</summary>
    public static double[] Between(double first, double last, int count) => [.. Even(Math.Log(first), Math.Log(last), count).Select(Math.Exp)];

    /// <summary>Numbers with equal differences, both ends included.</summary>
    public static double[] Even(double first, double last, int count) => [.. Enumerable.Range(0, count).Select(k => first + ((last - first) * k / (count - 1)))];
}
