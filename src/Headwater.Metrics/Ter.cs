namespace Headwater.Metrics;

/// <summary>
/// TER, the translation edit rate in percent: the edits that make the hypothesis the reference, per word of the reference (Snover et al. 2006),
/// equal to sacreBLEU 2.6.0 in score and signature. Lower is better; 0 is the reference itself, and there is no upper limit. Thread-safe.
/// </summary>
public static class Ter
{
    /// <summary>
    /// The score of a whole test set. <paramref name="references"/> are streams: entry k holds the k-th reference of every hypothesis, null or
    /// empty where a segment has fewer. Throws when a stream's length differs from the hypotheses' or a segment has no reference.
    /// </summary>
    public static TerScore Corpus(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, TerOptions? options = null) =>
        FromStatistics(Segments(hypotheses, references, options).Aggregate((sum, segment) => sum + segment), options);

    /// <summary>The score of one segment: the fewest edits to a reference over the mean length of the references.</summary>
    public static TerScore Sentence(string hypothesis, IReadOnlyList<string> references, TerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(hypothesis);
        ArgumentNullException.ThrowIfNull(references);

        return FromStatistics(Segments([hypothesis], [.. references.Select(reference => new[] { reference })], options)[0], options);
    }

    /// <summary>The sufficient statistics of every segment, in order; arguments and faults as for <see cref="Corpus"/>.</summary>
    public static TerStatistics[] Segments(
        IReadOnlyList<string> hypotheses, IReadOnlyList<IReadOnlyList<string?>> references, TerOptions? options = null)
    {
        References streams = new(hypotheses, references);

        TerCounter counter = new(options ?? TerOptions.Default);
        List<string> ofSegment = [];
        TerStatistics[] segments = new TerStatistics[hypotheses.Count];
        for (int i = 0; i < segments.Length; i++)
        {
            streams.Of(i, ofSegment);
            segments[i] = counter.Count(hypotheses[i], ofSegment);
        }
        return segments;
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

    private static Signature SignatureOf(int? referenceCount, TerOptions options) => new Signature(referenceCount)
        .Add("case", "c", options.CaseSensitive ? "mixed" : "lc")
        .Add("tok", "t", "tercom")
        .Add("norm", "nr", options.Normalized ? "yes" : "no")
        .Add("punct", "pn", options.NoPunctuation ? "no" : "yes")
        .Add("asian", "as", options.AsianSupport ? "yes" : "no")
        .AddVersion();
}
