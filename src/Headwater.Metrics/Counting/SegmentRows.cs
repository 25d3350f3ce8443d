namespace Headwater.Metrics;

/// <summary>
/// Rows of a <see cref="SegmentCounter"/> for many segments, counted by one thread or several. Each row is one segment's alone, so the number of threads
/// changes nothing. Reusable; not thread-safe itself.
/// </summary>
internal sealed class SegmentRows
{
    // Enough work to be worth a hand-over, little enough that no thread is left with a long tail.
    private const int SegmentsAtOnce = 32;

    private readonly Func<SegmentCounter> _createCounter;
    private readonly SegmentCounter?[] _counters;
    private readonly int _width;
    private int[] _cells = [];
    private int _next;

    /// <summary><paramref name="threads"/> at most; 0 for as many as there are processors.</summary>
    public SegmentRows(Func<SegmentCounter> createCounter, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        _createCounter = createCounter;
        _counters = new SegmentCounter?[threads == 0 ? Environment.ProcessorCount : threads];
        _counters[0] = createCounter();
        _width = _counters[0]!.Width;
    }

    public ReadOnlySpan<int> this[int segment] => _cells.AsSpan(segment * _width, _width);


    public void Count(SegmentSource segments)
    {
        if (_cells.Length < segments.Count * _width)
            _cells = new int[segments.Count * _width];
        _next = 0;
        int workers = Math.Min(_counters.Length, (segments.Count + SegmentsAtOnce - 1) / SegmentsAtOnce);
        if (workers == 1)
            Work(0, segments);
        else
            Parallel.For(0, workers, worker => Work(worker, segments));
    }

    private void Work(int worker, SegmentSource segments)
    {
        SegmentCounter counter = _counters[worker] ??= _createCounter();
        List<ReadOnlyMemory<char>> references = [];
        while (Interlocked.Add(ref _next, SegmentsAtOnce) - SegmentsAtOnce is int start && start < segments.Count)
        {
            int end = Math.Min(start + SegmentsAtOnce, segments.Count);
            for (int i = start; i < end; i++)
            {
                segments.References(i, references);
                counter.Count(segments.Hypothesis(i).Span, references, _cells.AsSpan(i * _width, _width));
            }
        }
    }
}
