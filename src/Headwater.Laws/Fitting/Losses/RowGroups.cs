using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A row behind a point: where it counts, the run or seed it belongs to, and its value.</summary>
/// <param name="Point">The point by index.</param>
/// <param name="Group">The run or seed by index.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct GroupedRow(int Point, int Group, double Value);

/// <summary>The rows behind the points of a series by the run they come from, or by seed where no run is named: what a bootstrap draws together.</summary>
/// <param name="AreRuns">Whether the groups are runs; else they are seeds.</param>
/// <param name="Count">How many groups there are.</param>
/// <param name="Rows">The rows.</param>
internal sealed record RowGroups(bool AreRuns, int Count, ImmutableArray<GroupedRow> Rows)
{
    /// <summary>The groups of rows given point by point; <c>null</c> where a row names neither run nor seed, or all belong to one group, or none to the same.</summary>
    public static RowGroups? Of(IReadOnlyList<IReadOnlyList<Observation>> points)
    {
        Observation[] all = [.. points.SelectMany(rows => rows)];
        bool areRuns = all.All(row => row.Run is not null);
        if (!areRuns && !all.All(row => row.Seed is not null))
        {
            return null;
        }

        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        foreach (string name in all.Select(Name).Order(StringComparer.Ordinal))
        {
            numbers.TryAdd(name, numbers.Count);
        }

        return numbers.Count < 2 || numbers.Count == all.Length
            ? null
            : new(areRuns, numbers.Count, [.. points.SelectMany((rows, point) => rows.Select(row => new GroupedRow(point, numbers[Name(row)], row.Value)))]);

        string Name(Observation row) => (areRuns ? row.Run : row.Seed)!;
    }

    /// <summary>The rows of the given points, which take the place of their position in the list.</summary>
    public RowGroups Pick(IReadOnlyList<int> points)
    {
        ILookup<int, GroupedRow> byPoint = Rows.ToLookup(row => row.Point);
        return this with { Rows = [.. points.SelectMany((old, position) => byPoint[old].Select(row => row with { Point = position }))] };
    }

    /// <summary>
    /// Draws as many groups as there are, with replacement, and sets what each point is then: the mean of its drawn rows, counted by how many they are of
    /// what the point had. A point with none does not count.
    /// </summary>
    public void Resample(ref RandomStream random, ReadOnlySpan<double> counts, Span<double> targets, Span<double> weights)
    {
        Span<int> drawn = Count <= 256 ? stackalloc int[Count] : new int[Count];
        for (int k = 0; k < Count; k++)
        {
            drawn[random.NextInt32(Count)]++;
        }

        double[] sums = new double[targets.Length];
        double[] found = new double[targets.Length];
        double[] had = new double[targets.Length];
        foreach (GroupedRow row in Rows)
        {
            sums[row.Point] += drawn[row.Group] * row.Value;
            found[row.Point] += drawn[row.Group];
            had[row.Point]++;
        }

        for (int i = 0; i < targets.Length; i++)
        {
            // A mean that is not above 0 has no logarithm.
            bool isDrawn = sums[i] > 0;
            targets[i] = isDrawn ? Math.Log(sums[i] / found[i]) : targets[i];
            weights[i] = isDrawn ? counts[i] * found[i] / had[i] : 0;
        }
    }
}
