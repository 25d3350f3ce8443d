using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// How close mixtures are to a translation task, by language shares as the paper does (arXiv:2402.04177, equation 2) and by measures on samples of equal size:
/// words covered, divergence of word distributions, and the cross-entropy of the task's text under an n-gram model, also against a uniform mixture of all
/// corpora (the idea of Moore and Lewis 2010, ACL P10-2041). Immutable; the same seed and texts give the same numbers.
/// </summary>
public sealed record TaskAlignment
{
    private const string Uniform = "\u0001uniform";

    /// <summary>Bytes each mixture was measured on: fewer than asked for where a corpus holds too little for its part.</summary>
    public required long Bytes { get; init; }

    public required ImmutableArray<MixtureAlignment> Mixtures { get; init; }

    /// <summary>Measures mixtures of the corpora against the task's pairs, whose languages are ISO 639-1 codes.</summary>
    public static TaskAlignment Of(
        IReadOnlyList<Corpus> corpora, IReadOnlyList<Mixture> mixtures, IReadOnlyList<TextPair> pairs, string source, string target, AlignmentOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(corpora);
        ArgumentNullException.ThrowIfNull(mixtures);
        ArgumentNullException.ThrowIfNull(pairs);
        options ??= new AlignmentOptions();
        ImmutableDictionary<string, TextSample> samples = Samples(corpora, options);
        ImmutableDictionary<string, LanguageShares> languages = samples.ToImmutableDictionary(
            sample => sample.Key, sample => LanguageShares.Of(sample.Value, options.Passages), StringComparer.Ordinal);
        Mixture uniform = new(Uniform, corpora.ToImmutableSortedDictionary(corpus => corpus.Name, _ => 1.0 / corpora.Count, StringComparer.Ordinal));
        long bytes = mixtures.Append(uniform).Min(mixture => Available(mixture, samples, options.Bytes));

        Side[] sides = [.. Sides(pairs, source, target, options)];
        double[] baselines = Entropies(Text(uniform), sides);
        return new TaskAlignment { Bytes = bytes, Mixtures = [.. mixtures.AsParallel().AsOrdered().Select(Measured)] };

        TextSample Text(Mixture mixture) => TextSample.Mix(mixture.Rates.Select(rate => (samples[rate.Key], rate.Value)), bytes);

        double[] Entropies(TextSample text, Side[] of)
        {
            ByteNgramModel model = ByteNgramModel.Train(text.Passages, options.Order);
            return [.. of.Select(side => model.CrossEntropy(side.Texts))];
        }

        MixtureAlignment Measured(Mixture mixture)
        {
            TextSample text = Text(mixture);
            LanguageShares shares = LanguageShares.Mix([.. mixture.Rates.Select(rate => (languages[rate.Key], rate.Value))]);
            WordProfile words = WordProfile.Of(text.Passages);
            double[] entropies = Entropies(text, sides);
            return new MixtureAlignment(mixture.Name, shares,
                [TranslationAlignment.Of(shares, source, target), .. sides.SelectMany((side, i) => Measures(side, words, entropies[i], baselines[i]))]);
        }
    }

    // What is wrong with a corpus is told as if it were read alone; of several, the first.
    private static ImmutableDictionary<string, TextSample> Samples(IReadOnlyList<Corpus> corpora, AlignmentOptions options)
    {
        (TextSample? Sample, Exception? Fault)[] drawn = [.. corpora.AsParallel().AsOrdered().Select(corpus =>
        {
            try
            {
                return (TextSample.Of(corpus.Documents(), options.Bytes, options.Seed), (Exception?)null);
            }
            catch (Exception fault) when (fault is IOException or ArgumentException or UnauthorizedAccessException)
            {
                return ((TextSample?)null, fault);
            }
        })];
        if (drawn.FirstOrDefault(one => one.Fault is not null).Fault is { } first) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        return corpora.Zip(drawn).ToImmutableDictionary(pair => pair.First.Name, pair => pair.Second.Sample!, StringComparer.Ordinal);
    }

    private static IEnumerable<AlignmentMeasure> Measures(Side side, WordProfile words, double entropy, double baseline) =>
    [
        new(AlignmentMeasure.Vocabulary, side.Language, side.Words.VocabularyCoveredBy(words)),
        new(AlignmentMeasure.Words, side.Language, side.Words.WordsCoveredBy(words)),
        new(AlignmentMeasure.WordPairs, side.Language, side.Words.PairsCoveredBy(words)),
        new(AlignmentMeasure.Divergence, side.Language, side.Words.DivergenceFrom(words)),
        new(AlignmentMeasure.CrossEntropy, side.Language, entropy),
        new(AlignmentMeasure.Gain, side.Language, baseline - entropy),
    ];

    // The bytes a mixture can have while each corpus gives its part.
    private static long Available(Mixture mixture, ImmutableDictionary<string, TextSample> samples, long wanted) =>
        mixture.Rates.Min(rate => samples[rate.Key].Bytes >= wanted * rate.Value ? wanted : (long)(samples[rate.Key].Bytes / rate.Value));

    private static IEnumerable<Side> Sides(IReadOnlyList<TextPair> pairs, string source, string target, AlignmentOptions options)
    {
        Permutation order = new(pairs.Count, options.Seed);
        TextPair[] drawn = [.. Enumerable.Range(0, Math.Min(options.Pairs, pairs.Count)).Select(place => pairs[(int)order[place]])];
        bool one = source == target;
        yield return new Side(one ? $"{source}-input" : source, [.. drawn.Select(pair => pair.Source)]);
        yield return new Side(one ? $"{target}-answer" : target, [.. drawn.Select(pair => pair.Target)]);
    }

    private sealed class Side(string language, ImmutableArray<string> texts)
    {
        public string Language { get; } = language;

        public ImmutableArray<string> Texts { get; } = texts;

        public WordProfile Words { get; } = WordProfile.Of(texts);
    }
}

/// <summary>How close a mixture is to a task: its languages, and every measure.</summary>
public sealed record MixtureAlignment(string Mixture, LanguageShares Languages, ImmutableArray<AlignmentMeasure> Measures);
