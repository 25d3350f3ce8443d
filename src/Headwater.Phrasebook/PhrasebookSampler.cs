using Headwater.Data;

namespace Headwater.Phrasebook;

/// <summary>
/// Draws phrases in a random order without repeating a meaning. Every kind of phrase is equally frequent until it runs out. Which meanings belong
/// to a split is fixed; the seed decides only which of them come, and when. Thread-safe; an enumeration is not.
/// </summary>
public static class PhrasebookSampler
{
    /// <summary>
    /// Phrases of a split in one language, about some <see cref="PhraseGenerator.Topics"/> or about all, until the split is exhausted. Two languages with
    /// the same seed get different meanings, so that corpora made with one seed are not translations of each other.
    /// </summary>
    /// <exception cref="ArgumentException">The language or a topic is not known.</exception>
    public static IEnumerable<string> Phrases(string language, PhrasebookSplit split, ulong seed, IReadOnlyCollection<string>? topics = null)
    {
        Grammar grammar = PhraseGenerator.GrammarOf(language);
        ulong key = language.Aggregate(seed, (mixed, letter) => SplitMix.Mix(mixed, letter));
        return Meanings(topics ?? [], split, key).Select(meaning => meaning.In(grammar));
    }

    /// <summary>
    /// The first pairs of a split: a phrase and its translation. The meanings depend on the topics, the split and the seed only, so the same sentences
    /// come for every pair of languages, and a longer list begins with the shorter one.
    /// </summary>
    /// <exception cref="ArgumentException">A language or a topic is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the split holds fewer pairs.</exception>
    public static IEnumerable<TextPair> Pairs(
        string source, string target, PhrasebookSplit split, ulong seed, int count, IReadOnlyCollection<string>? topics = null)
    {
        Grammar from = PhraseGenerator.GrammarOf(source);
        Grammar to = PhraseGenerator.GrammarOf(target);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count(split, topics));
        return Meanings(topics ?? [], split, seed).Take(count).Select(meaning => new TextPair(meaning.In(from), meaning.In(to)));
    }

    /// <summary>How many meanings a split holds.</summary>
    public static long Count(PhrasebookSplit split, IReadOnlyCollection<string>? topics = null) =>
        PhrasebookShelf.Of(topics ?? [], split, seed: 0).Sum(shelf => shelf.Count);

    private static IEnumerable<Meaning> Meanings(IReadOnlyCollection<string> topics, PhrasebookSplit split, ulong seed)
    {
        List<PhrasebookShelf> shelves = [.. PhrasebookShelf.Of(topics, split, seed)];
        SplitMix generator = new(seed);
        while (shelves.Count > 0)
        {
            int chosen = generator.NextInt32(shelves.Count);
            yield return shelves[chosen].Take();
            if (shelves[chosen].IsEmpty) shelves.RemoveAt(chosen);
        }
    }
}

/// <summary>The four parts of the phrasebook. No meaning and no text is in two of them.</summary>
public enum PhrasebookSplit
{
    /// <summary>Text for pretraining, 60 % of the meanings.</summary>
    Corpus,

    /// <summary>Pairs for finetuning, 30 %.</summary>
    Train,

    /// <summary>Pairs for choosing settings, 5 %.</summary>
    Validation,

    /// <summary>Pairs for the final score, 5 %.</summary>
    Test,
}
