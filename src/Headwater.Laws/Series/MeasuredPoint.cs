using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Headwater.Laws;

/// <summary>One measured point of a series: the mean of its replicates at one scale, or at one scale in each variable of a law.</summary>
/// <param name="X">The scale, in the unit of its column (tokens, examples, parameters); with several variables the first.</param>
/// <param name="Y">The mean measured value, in the metric's unit.</param>
/// <param name="StandardError">Standard error of <paramref name="Y"/> in the same unit: of the test set and, with replicates, of the seeds. <c>null</c> where neither is known.</param>
/// <param name="Replicates">How many rows the point averages, at least 1.</param>
public readonly record struct MeasuredPoint(double X, double Y, double? StandardError, int Replicates)
{
    /// <summary>Standard deviation of one run at this scale in the unit of <see cref="Y"/>: what <see cref="StandardError"/> would be without averaging. <c>null</c> where it is not known.</summary>
    public double? RunDeviation { get; init; }

    /// <summary>The scales, in the order of the law's columns; <see cref="X"/> alone where the law has one.</summary>
    internal double[] Scales
    {
        get => field ?? [X];
        init;
    }

    /// <summary>The rows behind the mean; empty where points were averaged.</summary>
    internal ImmutableArray<Observation> Rows
    {
        get => field.IsDefault ? [] : field;
        init;
    }

    /// <summary>The points of rows that have a number in every column, by increasing scales: the first column first.</summary>
    internal static ImmutableArray<MeasuredPoint> Of(IEnumerable<Observation> rows, IReadOnlyList<string> columns) =>
    [
        .. rows.GroupBy(row => ScalesOf(row, columns), SameScales.Instance)
            .OrderBy(group => group.Key, SameScales.Instance)
            .Select(group => Replication.PointOf(group.Key[0], group) with { Scales = group.Key, Rows = [.. group] }),
    ];

    /// <summary>The point against one of its scales alone, without the rows behind it.</summary>
    internal MeasuredPoint Along(int axis) => new(Scales[axis], Y, StandardError, Replicates) { RunDeviation = RunDeviation };

    /// <summary>Whether both are the same measurement, whatever rows they were made from.</summary>
    public bool Equals(MeasuredPoint other) =>
        X.Equals(other.X) && Y.Equals(other.Y) && StandardError.Equals(other.StandardError) && Replicates == other.Replicates && RunDeviation.Equals(other.RunDeviation);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y, StandardError, Replicates, RunDeviation);

    private static double[] ScalesOf(Observation row, IReadOnlyList<string> columns)
    {
        double[] scales = new double[columns.Count];
        for (int index = 0; index < scales.Length; index++)
        {
            scales[index] = ScaleColumns.Read(row, columns[index])!.Value;
        }

        return scales;
    }

    private sealed class SameScales : IEqualityComparer<double[]>, IComparer<double[]>
    {
        public static readonly SameScales Instance = new();

        public bool Equals(double[]? x, double[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] double[] obj)
        {
            HashCode hash = default;
            foreach (double scale in obj)
            {
                hash.Add(scale);
            }

            return hash.ToHashCode();
        }

        public int Compare(double[]? x, double[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
