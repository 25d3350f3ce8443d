namespace Headwater.Metrics;

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
