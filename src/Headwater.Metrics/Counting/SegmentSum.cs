namespace Headwater.Metrics;

/// <summary>The rows of a <see cref="SegmentCounter"/> added up, in the order of the segments.</summary>
internal abstract class SegmentSum(int width)
{
    private readonly long[] _cells = new long[width];

    /// <summary>Segments added.</summary>
    public long Count { get; private set; }

    /// <summary>References per segment; null when the segments differ in it.</summary>
    public int? ReferenceCount { get; private set; }

    /// <summary>Forgets all rows.</summary>
    public virtual void Clear()
    {
        Array.Clear(_cells);
        Count = 0;
        ReferenceCount = null;
    }

    public virtual void Add(ReadOnlySpan<int> row)
    {
        for (int k = 0; k < row.Length; k++)
            _cells[k] += row[k];
        ReferenceCount = Count == 0 || ReferenceCount == row[^1] ? row[^1] : null;
        Count++;
    }

    /// <summary>The metric's score of the segments added.</summary>
    public abstract MetricScore Score();

    protected ReadOnlySpan<long> Cells(int start, int length) => _cells.AsSpan(start, length);
}

/// <summary>
/// Counts one segment after another, each into a row of whole numbers: a metric's sufficient statistics, and in the last cell how many references the
/// segment has. Keeps its buffers; not thread-safe.
/// </summary>
internal abstract class SegmentCounter
{
    /// <summary>Cells of a row.</summary>
    public abstract int Width { get; }

    /// <summary>Writes all cells of <paramref name="row"/>.</summary>
    public abstract void Count(ReadOnlySpan<char> hypothesis, List<ReadOnlyMemory<char>> references, Span<int> row);
}
