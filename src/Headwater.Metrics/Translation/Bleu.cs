using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// BLEU, 0 to 100: the geometric mean of n-gram precisions times a penalty for brevity (Papineni et al. 2002, P02-1040), equal to sacreBLEU
/// 2.6.0 in score and signature. Segments should be detokenised text. Thread-safe.
/// </summary>
public static class Bleu
{
    /// <summary>
    /// The score of a whole test set. <paramref name="references"/> are streams: entry k holds the k-th reference of every hypothesis, null or
    /// empty where a segment has fewer. <paramref name="threads"/> at most count segments at once (0: one per processor), which changes no digit. Throws when a
    /// stream's length differs from the hypotheses' or a segment has no reference.
    /// </summary>
    public static BleuScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, BleuOptions? options = null, int threads = 0)
    {
        BleuSum sum = new(Valid(options));
        SegmentRows rows = Count(hypotheses, references, Valid(options), threads);
        for (int i = 0; i < hypotheses.Count; i++)
            sum.Add(rows[i]);
        return sum.Score();
    }

    /// <summary>The score of one segment. Without options the order is effective, as a short segment needs; given options are used as they are.</summary>
    public static BleuScore Sentence(string hypothesis, IReadOnlyList<string> references, BleuOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(references);

        BleuOptions chosen = options ?? new BleuOptions { EffectiveOrder = true };
        return FromStatistics(Segments([hypothesis], [.. references.Select(reference => new[] { reference })], chosen)[0], chosen);
    }

    /// <summary>The sufficient statistics of every segment, in order; arguments and faults as for <see cref="Corpus"/>.</summary>
    public static BleuStatistics[] Segments(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, BleuOptions? options = null, int threads = 0)
    {
        SegmentRows rows = Count(hypotheses, references, Valid(options), threads);
        BleuSum ofSegment = new(Valid(options));
        BleuStatistics[] segments = new BleuStatistics[hypotheses.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            ofSegment.Clear();
            ofSegment.Add(rows[i]);
            segments[i] = ofSegment.Statistics;
        }
        return segments;
    }

    /// <summary>A score for segments that come batch by batch, by at most <paramref name="threads"/> threads (0: one per processor).</summary>
    public static RunningScore<BleuStatistics> Running(BleuOptions? options = null, int threads = 0, bool keepSegments = false)
    {
        BleuOptions valid = Valid(options);
        BleuSum ofSegment = new(valid);
        return new RunningScore<BleuStatistics>(() => new BleuCounter(valid), threads, new BleuSum(valid), keepSegments, row =>
        {
            ofSegment.Clear();
            ofSegment.Add(row);
            return ofSegment.Statistics;
        });
    }

    /// <summary>The score of statistics added up over segments. Options must be those the statistics were counted with.</summary>
    public static BleuScore FromStatistics(BleuStatistics sum, BleuOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sum);
        options = Valid(options);
        if (sum.Matches.Length != options.MaxOrder)
            throw new ArgumentException($"The statistics have {sum.Matches.Length} orders and MaxOrder is {options.MaxOrder}.\nhint: use the options they were counted with.", nameof(options));

        double[] precisions = new double[options.MaxOrder];
        double score = BleuFormula.Score(sum.Matches.AsSpan(), sum.Totals.AsSpan(), sum.HypothesisLength, sum.ReferenceLength, options, precisions);
        double brevityPenalty = BleuFormula.BrevityPenalty(sum.HypothesisLength, sum.ReferenceLength);
        Signature signature = SignatureOf(sum.ReferenceCount, options);
        return new BleuScore
        {
            Name = "BLEU",
            Score = score,
            Precisions = ImmutableArray.Create(precisions),
            BrevityPenalty = brevityPenalty,
            Statistics = sum,
            Signature = signature.ToLong(),
            ShortSignature = signature.ToShort(),
            Verbose = VerboseOf(sum, precisions, brevityPenalty),
        };
    }

    private static SegmentRows Count(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, BleuOptions options, int threads)
    {
        SegmentLists segments = new(hypotheses, new References(hypotheses, references));
        segments.CheckEverySegment();
        SegmentRows rows = new(() => new BleuCounter(options), threads);
        rows.Count(segments);
        return rows;
    }

    private static BleuOptions Valid(BleuOptions? options)
    {
        options ??= BleuOptions.Default;
        options.Validate();
        return options;
    }

    private static string VerboseOf(BleuStatistics sum, double[] precisions, double brevityPenalty)
    {
        double ratio = sum.ReferenceLength == 0 ? 0 : (double)sum.HypothesisLength / sum.ReferenceLength;
        string shares = string.Join('/', precisions.Select(precision => FixedPoint.Format(precision, 1)));
        return string.Create(CultureInfo.InvariantCulture,
            $"{shares} (BP = {FixedPoint.Format(brevityPenalty, 3)} ratio = {FixedPoint.Format(ratio, 3)} hyp_len = {sum.HypothesisLength} ref_len = {sum.ReferenceLength})");
    }

    private static Signature SignatureOf(int? referenceCount, BleuOptions options)
    {
        Signature signature = new Signature(referenceCount)
            .Add("case", "c", options.Lowercase ? "lc" : "mixed")
            .Add("eff", "e", options.EffectiveOrder ? "yes" : "no")
            .Add("tok", "tok", options.SuppliedTokenizer?.Name ?? SegmentTokenizer.NameOf(options.Tokenizer))
            .Add("smooth", "s", SmoothingName(options));
        // A name does not say which file was supplied, and another file gives another score.
        if (options.SuppliedTokenizer is { } supplied)
            signature.Add("model", "m", supplied.Model);
        // The reference tool leaves the order out; a score of another order is not comparable, so ours says so.
        if (options.MaxOrder != BleuOptions.DefaultMaxOrder)
            signature.Add("order", "n", options.MaxOrder.ToString(CultureInfo.InvariantCulture));
        return signature.AddVersion();
    }

    private static string SmoothingName(BleuOptions options) => options.Smoothing switch
    {
        BleuSmoothing.Exp => "exp",
        BleuSmoothing.None => "none",
        BleuSmoothing.Floor => $"floor[{FixedPoint.Format(options.EffectiveSmoothingValue, 2)}]",
        _ => $"add-k[{FixedPoint.Format(options.EffectiveSmoothingValue, 2)}]",
    };
}
