using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// chrF, 0 to 100: the F-score of character n-grams, and for chrF++ of word n-grams too (Popović 2015, W15-3049; 2017, W17-4770), equal to
/// sacreBLEU 2.6.0 in score and signature. Needs no tokenizer. Thread-safe.
/// </summary>
public static class Chrf
{
    /// <summary>
    /// The score of a whole test set. <paramref name="references"/> are streams: entry k holds the k-th reference of every hypothesis, null or
    /// empty where a segment has fewer. <paramref name="threads"/> at most count segments at once (0: one per processor), which changes no digit. Throws when a
    /// stream's length differs from the hypotheses' or a segment has no reference.
    /// </summary>
    public static ChrfScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, ChrfOptions? options = null, int threads = 0)
    {
        ChrfSum sum = new(Valid(options));
        SegmentRows rows = Count(hypotheses, references, Valid(options), threads);
        for (int i = 0; i < hypotheses.Count; i++)
            sum.Add(rows[i]);
        return sum.Score();
    }

    /// <summary>The score of one segment against the reference that gives the best one.</summary>
    public static ChrfScore Sentence(string hypothesis, IReadOnlyList<string> references, ChrfOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(references);

        return FromStatistics(Segments([hypothesis], [.. references.Select(reference => new[] { reference })], options)[0], options);
    }

    /// <summary>The sufficient statistics of every segment, in order; arguments and faults as for <see cref="Corpus"/>.</summary>
    public static ChrfStatistics[] Segments(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, ChrfOptions? options = null, int threads = 0)
    {
        SegmentRows rows = Count(hypotheses, references, Valid(options), threads);
        ChrfSum ofSegment = new(Valid(options));
        ChrfStatistics[] segments = new ChrfStatistics[hypotheses.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            ofSegment.Clear();
            ofSegment.Add(rows[i]);
            segments[i] = ofSegment.Statistics;
        }
        return segments;
    }

    /// <summary>A score for segments that come batch by batch, by at most <paramref name="threads"/> threads (0: one per processor).</summary>
    public static RunningScore<ChrfStatistics> Running(ChrfOptions? options = null, int threads = 0, bool keepSegments = false)
    {
        ChrfOptions valid = Valid(options);
        ChrfSum ofSegment = new(valid);
        return new RunningScore<ChrfStatistics>(() => new ChrfCounter(valid), threads, new ChrfSum(valid), keepSegments, row =>
        {
            ofSegment.Clear();
            ofSegment.Add(row);
            return ofSegment.Statistics;
        });
    }

    /// <summary>The score of statistics added up over segments. Options must be those the statistics were counted with.</summary>
    public static ChrfScore FromStatistics(ChrfStatistics sum, ChrfOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sum);
        options = Valid(options);
        if (sum.Matches.Length != options.CharOrder + options.WordOrder)
            throw new ArgumentException(
                $"The statistics have {sum.Matches.Length} orders; CharOrder and WordOrder make {options.CharOrder + options.WordOrder}. Use the options they were counted with.",
                nameof(options));

        Signature signature = SignatureOf(sum.ReferenceCount, options);
        return new ChrfScore
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"chrF{options.Beta}{new string('+', options.WordOrder)}"),
            Score = ChrfFormula.Score(sum.HypothesisTotals.AsSpan(), sum.ReferenceTotals.AsSpan(), sum.Matches.AsSpan(), options),
            Statistics = sum,
            Signature = signature.ToLong(),
            ShortSignature = signature.ToShort(),
        };
    }

    private static SegmentRows Count(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, ChrfOptions options, int threads)
    {
        SegmentLists segments = new(hypotheses, new References(hypotheses, references));
        segments.CheckEverySegment();
        SegmentRows rows = new(() => new ChrfCounter(options), threads);
        rows.Count(segments);
        return rows;
    }

    private static ChrfOptions Valid(ChrfOptions? options)
    {
        options ??= ChrfOptions.Default;
        options.Validate();
        return options;
    }

    private static Signature SignatureOf(int? referenceCount, ChrfOptions options) => new Signature(referenceCount)
        .Add("case", "c", options.Lowercase ? "lc" : "mixed")
        .Add("eff", "e", options.EpsSmoothing ? "no" : "yes")
        .Add("nc", "nc", options.CharOrder.ToString(CultureInfo.InvariantCulture))
        .Add("nw", "nw", options.WordOrder.ToString(CultureInfo.InvariantCulture))
        .Add("space", "s", options.Whitespace ? "yes" : "no")
        .AddVersion();
}

/// <summary>A chrF or chrF++ score, 0 to 100, with the statistics it was computed from. Immutable.</summary>
public sealed record ChrfScore : MetricScore
{
    /// <summary>The n-gram counts behind the score.</summary>
    public required ChrfStatistics Statistics { get; init; }
}
