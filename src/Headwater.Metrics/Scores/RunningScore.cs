namespace Headwater.Metrics;

/// <summary>
/// A score of segments that come batch by batch, as long as there are any: what is kept of them is their sufficient statistics added up, so memory does
/// not grow with the test set. Equal to the score of all segments at once, to the last bit. Not thread-safe, but a batch is counted by several threads.
/// </summary>
public abstract class RunningScore
{
    private readonly SegmentRows _rows;
    private readonly SegmentSum _sum;

    private protected RunningScore(Func<SegmentCounter> createCounter, int threads, SegmentSum sum)
    {
        _rows = new SegmentRows(createCounter, threads);
        _sum = sum;
    }

    /// <summary>Segments added so far.</summary>
    public long SegmentCount => _sum.Count;

    /// <summary>
    /// Adds segments that are in memory: entry k of <paramref name="references"/> holds the k-th reference of every hypothesis, null or empty where a
    /// segment has fewer. Throws when lengths differ or a segment has no reference; then nothing is added.
    /// </summary>
    public void Add(IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references) =>
        Add(new SegmentLists(hypotheses, new References(hypotheses, references)));

    /// <summary>
    /// Adds every line of <paramref name="hypotheses"/> with the lines beside it, to all <paramref name="scores"/> in one reading of bounded memory. Throws
    /// when there is no line, a stream ends before the others or a line has no reference; then the scores have what came before.
    /// </summary>
    public static void AddLines(IReadOnlyList<RunningScore> scores, TextReader hypotheses, IReadOnlyList<TextReader> references)
    {
        ArgumentNullException.ThrowIfNull(scores);

        SegmentLines lines = new(hypotheses, references);
        if (!lines.TryReadNext())
            throw new ArgumentException("There are 0 hypotheses; expected at least one segment to score.", nameof(hypotheses));
        do
        {
            foreach (RunningScore score in scores)
                score.Add(lines);
        }
        while (lines.TryReadNext());
    }

    /// <summary>The score of the segments added so far. Throws when there are none.</summary>
    public MetricScore Score()
    {
        if (SegmentCount == 0)
            throw new InvalidOperationException("There are 0 hypotheses; expected at least one segment to score.");
        return _sum.Score();
    }

    private protected abstract void Keep(ReadOnlySpan<int> row);

    private void Add(SegmentSource segments)
    {
        segments.CheckEverySegment(SegmentCount + 1);
        _rows.Count(segments);
        for (int i = 0; i < segments.Count; i++)
        {
            _sum.Add(_rows[i]);
            Keep(_rows[i]);
        }
    }
}

/// <summary>A <see cref="RunningScore"/> that can keep the statistics of every segment, as resampling needs them, in a compact table.</summary>
public sealed class RunningScore<TStatistics> : RunningScore
{
    private readonly KeptSegments<TStatistics>? _kept;

    internal RunningScore(
        Func<SegmentCounter> createCounter, int threads, SegmentSum sum, bool keepSegments, KeptSegments<TStatistics>.Reading read)
        : base(createCounter, threads, sum) => _kept = keepSegments ? new KeptSegments<TStatistics>(read) : null;

    /// <summary>
    /// The statistics of every segment added so far, in order, each made when it is asked for: a view of a table of 4 bytes a number. Not thread-safe.
    /// Throws when segments are not kept.
    /// </summary>
    public IReadOnlyList<TStatistics> Segments =>
        _kept ?? throw new InvalidOperationException("This running score keeps no segments. Create it with keepSegments: true.");

    private protected override void Keep(ReadOnlySpan<int> row) => _kept?.Add(row);
}
