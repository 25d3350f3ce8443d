namespace Headwater.Metrics;

/// <summary>Sufficient statistics as rows of integers, one per segment, with the score of a sum of rows. Not thread-safe.</summary>
internal sealed class SegmentTable
{
    public delegate double RowScore(ReadOnlySpan<long> row);

    private readonly long[] _cells;
    private readonly int _width;
    private readonly long[] _sum;
    private readonly RowScore _score;

    private SegmentTable(int count, long[] cells, RowScore score)
    {
        Count = count;
        _cells = cells;
        _width = cells.Length / count;
        _sum = new long[_width];
        _score = score;
    }

    public int Count { get; }

    public static SegmentTable Of(IReadOnlyList<BleuStatistics> segments, BleuOptions? options)
    {
        options ??= BleuOptions.Default;
        options.Validate();
        int orders = options.MaxOrder;
        long[] cells = Fill(segments, row => [.. row.Matches, .. row.Totals, row.HypothesisLength, row.ReferenceLength], 2 * orders + 2);
        double[] precisions = new double[orders];
        return new SegmentTable(segments.Count, cells, row =>
            BleuFormula.Score(row[..orders], row.Slice(orders, orders), row[2 * orders], row[2 * orders + 1], options, precisions));
    }

    public static SegmentTable Of(IReadOnlyList<ChrfStatistics> segments, ChrfOptions? options)
    {
        options ??= ChrfOptions.Default;
        options.Validate();
        int orders = options.CharOrder + options.WordOrder;
        long[] cells = Fill(segments, row => [.. row.HypothesisTotals, .. row.ReferenceTotals, .. row.Matches], 3 * orders);
        return new SegmentTable(segments.Count, cells, row =>
            ChrfFormula.Score(row[..orders], row.Slice(orders, orders), row[(2 * orders)..], options));
    }

    /// <summary>The score of all segments together.</summary>
    public double Score()
    {
        int[] once = new int[Count];
        Array.Fill(once, 1);
        return Score(once);
    }

    /// <summary>The score when segment i is taken <paramref name="times"/>[i] times.</summary>
    public double Score(ReadOnlySpan<int> times)
    {
        Array.Clear(_sum);
        for (int i = 0; i < times.Length; i++)
        {
            if (times[i] == 0)
                continue;
            ReadOnlySpan<long> row = _cells.AsSpan(i * _width, _width);
            for (int k = 0; k < row.Length; k++)
                _sum[k] += times[i] * row[k];
        }
        return _score(_sum);
    }

    private static long[] Fill<T>(IReadOnlyList<T> segments, Func<T, long[]> toRow, int width)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (segments.Count == 0)
            throw new ArgumentException("There are 0 segments; expected at least one.", nameof(segments));

        long[] cells = new long[segments.Count * width];
        for (int i = 0; i < segments.Count; i++)
        {
            long[] row = toRow(segments[i]);
            if (row.Length != width)
                throw new ArgumentException($"Segment {i + 1} has {row.Length} statistics; the options ask for {width}. Use the options they were counted with.", nameof(segments));
            row.CopyTo(cells, i * width);
        }
        return cells;
    }
}
