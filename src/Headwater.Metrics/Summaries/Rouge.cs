using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// ROUGE, the overlap of a prediction with a target text (Lin 2004, W04-1013), with the behaviour of google-research's rouge_score 0.1.2, which
/// differs from the Perl script's in its stemmer. The score of many documents is the mean of theirs. Thread-safe.
/// </summary>
public static class Rouge
{
    private const string ReferenceVersion = "rouge_score-0.1.2";

    /// <summary>The mean over documents per type, in the order of the options; arguments and faults as for <see cref="Documents"/>.</summary>
    public static RougeScore[] Corpus(
        IReadOnlyList<string> predictions, IReadOnlyList<IReadOnlyList<string?>> targets, RougeOptions? options = null) =>
        FromDocuments(Documents(predictions, targets, options), options);

    /// <summary>
    /// The measures of every document, in order. <paramref name="targets"/> are streams: entry k holds the k-th target of every prediction; an empty
    /// one is a text without words. Throws when a stream's length differs from the predictions'.
    /// </summary>
    public static RougeDocument[] Documents(
        IReadOnlyList<string> predictions, IReadOnlyList<IReadOnlyList<string?>> targets, RougeOptions? options = null)
    {
        options ??= RougeOptions.Default;
        options.Validate();
        References streams = new(predictions, targets);

        RougeCounter counter = new(options);
        List<string> ofDocument = [];
        RougeDocument[] documents = new RougeDocument[predictions.Count];
        for (int i = 0; i < documents.Length; i++)
        {
            streams.WithEmptyOf(i, ofDocument);
            documents[i] = counter.Score(predictions[i], ofDocument);
        }
        return documents;
    }

    /// <summary>The mean over documents per type. Options must be those the documents were scored with.</summary>
    public static RougeScore[] FromDocuments(IReadOnlyList<RougeDocument> documents, RougeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(documents);
        options ??= RougeOptions.Default;
        options.Validate();
        if (documents.Count == 0)
            throw new ArgumentException("There are 0 documents; expected at least one.", nameof(documents));
        if (documents.FirstOrDefault(document => document.Measures.Length != options.Types.Length) is { } other)
            throw new ArgumentException(
                $"A document has {other.Measures.Length} measures and the options have {options.Types.Length} types. Use the options it was scored with.", nameof(options));

        Signature signature = SignatureOf(documents, options);
        return [.. options.Types.Select((type, index) => ScoreOf(type, [.. documents.Select(document => document.Measures[index])], signature))];
    }

    private static RougeScore ScoreOf(RougeType type, RougeMeasure[] measures, Signature signature)
    {
        RougeMeasure mean = new(
            measures.Average(measure => measure.Precision), measures.Average(measure => measure.Recall), measures.Average(measure => measure.F1));
        return new RougeScore
        {
            Name = type.Name,
            Type = type,
            Score = 100 * mean.F1,
            Mean = mean,
            Signature = signature.ToLong(),
            ShortSignature = signature.ToShort(),
            Verbose = string.Create(CultureInfo.InvariantCulture,
                $"(P = {FixedPoint.Format(100 * mean.Precision, 1)} R = {FixedPoint.Format(100 * mean.Recall, 1)} documents = {measures.Length})"),
        };
    }

    private static Signature SignatureOf(IReadOnlyList<RougeDocument> documents, RougeOptions options)
    {
        int targets = documents[0].TargetCount;
        return new Signature(documents.All(document => document.TargetCount == targets) ? targets : null)
            .Add("case", "c", "lc")
            .Add("tok", "tok", "a-z0-9")
            .Add("stem", "st", options.Stemmer ? "porter-nltk" : "no")
            .Add("sents", "se", "newline")
            .Add("refs", "r", "best-f1")
            .AddVersion(ReferenceVersion);
    }
}
