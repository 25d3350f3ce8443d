using System.Collections;

namespace Headwater.Metrics;

/// <summary>Rows of segments in blocks, so that nothing is copied when they become more, read as statistics. Not thread-safe.</summary>
internal sealed class KeptSegments<TStatistics>(KeptSegments<TStatistics>.Reading read) : IReadOnlyList<TStatistics>
{
    private const int RowsPerBlock = 4096;

    private readonly List<int[]> _blocks = [];
    private int _width;

    public delegate TStatistics Reading(ReadOnlySpan<int> row);

    public int Count { get; private set; }

    public TStatistics this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return read(RowAt(index));
        }
    }

    public void Add(ReadOnlySpan<int> row)
    {
        _width = row.Length;
        if (Count == _blocks.Count * RowsPerBlock)
            _blocks.Add(new int[RowsPerBlock * row.Length]);
        row.CopyTo(RowAt(Count++));
    }

    public IEnumerator<TStatistics> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Span<int> RowAt(int index) => _blocks[index / RowsPerBlock].AsSpan(index % RowsPerBlock * _width, _width);
}
