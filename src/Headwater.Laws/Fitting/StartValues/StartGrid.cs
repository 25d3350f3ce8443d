namespace Headwater.Laws;

/// <summary>Explicit starts: every combination of the values given for each coefficient, in the order of the law's coefficients.</summary>
internal static class StartGrid
{
    public static double[][] Of(params double[][] axes) =>
        [.. axes.Aggregate(new List<double[]> { Array.Empty<double>() }.AsEnumerable(), (starts, axis) => starts.SelectMany(start => axis.Select(value => (double[])[.. start, value])))];
}
