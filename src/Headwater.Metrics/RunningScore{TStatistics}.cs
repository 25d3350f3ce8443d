namespace Headwater.Metrics;

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
