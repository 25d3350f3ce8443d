namespace Headwater.Metrics;

/// <summary>
/// TER, the translation edit rate in percent: the edits that make the hypothesis the reference, per word of the reference (Snover et al. 2006),
/// equal to sacreBLEU 2.6.0 in score and signature. Lower is better; 0 is the reference itself, and there is no upper limit. Thread-safe.
/// </summary>
public static class Ter
{
    /// <summary>
    /// The score of a whole test set. <paramref name="references"/> are streams: entry k holds the k-th reference of every hypothesis, null or
    /// empty where a segment has fewer. <paramref name="threads"/> at most count segments at once (0: one per processor), which changes no digit. Throws when a
    /// stream's length differs from the hypotheses' or a segment has no reference.
    /// </summary>
    public static TerScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, TerOptions? options = null, int threads = 0)
    {
        TerSum sum = new(Valid(options));
        SegmentRows rows = Count(hypotheses, references, Valid(options), threads);
        for (int i = 0; i < hypotheses.Count; i++)
            sum.Add(rows[i]);
        return sum.Score();
    }

    /// <summary>The score of one segment: the fewest edits to a reference over the mean length of the references.</summary>
    public static TerScore Sentence(string hypothesis, IReadOnlyList<string> references, TerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(references);

        return FromStatistics(Segments([hypothesis], [.. references.Select(reference => new[] { reference })], options)[0], options);
    }

    /// <summary>The sufficient statistics of every segment, in order; arguments and faults as for <see cref="Corpus"/>.</summary>
    public static TerStatistics[] Segments(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, TerOptions? options = null, int threads = 0)
    {
        SegmentRows rows = Count(hypotheses, references, Valid(options), threads);
        TerSum ofSegment = new(Valid(options));
        TerStatistics[] segments = new TerStatistics[hypotheses.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            ofSegment.Clear();
            ofSegment.Add(rows[i]);
            segments[i] = ofSegment.Statistics;
        }
        return segments;
    }

    /// <summary>A score for segments that come batch by batch, by at most <paramref name="threads"/> threads (0: one per processor).</summary>
    public static RunningScore<TerStatistics> Running(TerOptions? options = null, int threads = 0, bool keepSegments = false)
    {
        TerOptions valid = Valid(options);
        TerSum ofSegment = new(valid);
        return new RunningScore<TerStatistics>(() => new TerCounter(valid), threads, new TerSum(valid), keepSegments, row =>
        {
            ofSegment.Clear();
            ofSegment.Add(row);
            return ofSegment.Statistics;
        });
    }

    /// <summary>The score of statistics added up over segments. Options must be those the statistics were counted with.</summary>
    public static TerScore FromStatistics(TerStatistics sum, TerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sum);

        Signature signature = SignatureOf(sum.ReferenceCount, options ?? TerOptions.Default);
        return new TerScore
        {
            Name = "TER",
            Score = TerFormula.Score(sum.Edits, sum.ReferenceLength),
            Statistics = sum,
            Signature = signature.ToLong(),
            ShortSignature = signature.ToShort(),
        };
    }

    private static SegmentRows Count(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, TerOptions options, int threads)
    {
        SegmentLists segments = new(hypotheses, new References(hypotheses, references));
        segments.CheckEverySegment();
        SegmentRows rows = new(() => new TerCounter(options), threads);
        rows.Count(segments);
        return rows;
    }

    private static TerOptions Valid(TerOptions? options) => options ?? TerOptions.Default;

    private static Signature SignatureOf(int? referenceCount, TerOptions options) => new Signature(referenceCount)
        .Add("case", "c", options.CaseSensitive ? "mixed" : "lc")
        .Add("tok", "t", "tercom")
        .Add("norm", "nr", options.Normalized ? "yes" : "no")
        .Add("punct", "pn", options.NoPunctuation ? "no" : "yes")
        .Add("asian", "as", options.AsianSupport ? "yes" : "no")
        .AddVersion();
}

/// <summary>A TER score in percent, 0 or more, lower is better, with the statistics it was computed from. Immutable.</summary>
public sealed record TerScore : MetricScore
{
    /// <summary>The edits and the reference length behind the score.</summary>
    public required TerStatistics Statistics { get; init; }

    /// <summary>Words inserted, deleted and substituted, and blocks of words shifted.</summary>
    public long Edits => Statistics.Edits;

    /// <summary>Words in the references, their mean where a segment has several.</summary>
    public double ReferenceLength => Statistics.ReferenceLength;
}
