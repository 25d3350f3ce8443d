namespace Headwater.Laws;

/// <summary>One point of a series: the mean of its replicates at one scale.</summary>
/// <param name="X">The scale, in the unit of its column (tokens, examples, parameters).</param>
/// <param name="Y">The mean measured value, in the metric's unit.</param>
/// <param name="StandardError">Standard error of <paramref name="Y"/> in the same unit: of the test set and, with replicates, of the seeds. <c>null</c> where neither is known.</param>
/// <param name="Replicates">How many rows the point averages, at least 1.</param>
public readonly record struct Point(double X, double Y, double? StandardError, int Replicates)
{
    /// <summary>Standard deviation of one run at this scale in the unit of <see cref="Y"/>: what <see cref="StandardError"/> would be without averaging. <c>null</c> where it is not known.</summary>
    public double? RunDeviation { get; init; }
}
