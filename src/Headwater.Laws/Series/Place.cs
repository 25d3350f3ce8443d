using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Headwater.Laws;

/// <summary>What was measured at one place: a scale in each variable of the law, and the mean there.</summary>
/// <param name="Scales">The scales, in the order of the law's columns.</param>
/// <param name="Point">The mean of the replicates, with the first scale.</param>
internal sealed record Place(double[] Scales, Point Point)
{
    /// <summary>The rows behind the mean; empty where places were averaged.</summary>
    public ImmutableArray<Observation> Rows { get; init; } = [];

    /// <summary>The places of rows that have a number in every column, by increasing scales: the first column first.</summary>
    public static ImmutableArray<Place> Of(IEnumerable<Observation> rows, IReadOnlyList<string> columns) =>
    [
        .. rows.GroupBy(row => ScalesOf(row, columns), SameScales.Instance)
            .OrderBy(group => group.Key, SameScales.Instance)
            .Select(group => new Place(group.Key, Replication.PointOf(group.Key[0], group)) { Rows = [.. group] }),
    ];

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
