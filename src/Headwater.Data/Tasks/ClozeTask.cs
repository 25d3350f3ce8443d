using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Headwater.Data;

/// <summary>
/// Multiple choice out of any running text: the sentences before one that is left out, and that sentence among others of the same book and of like length
/// (the story cloze of Mostafazadeh et al. 2016, arXiv:1604.01696, with found endings in place of written ones). A paragraph belongs to one split, gives at
/// most one example, and lends wrong answers to its own split and book alone.
/// Records have context, choices and label.
/// </summary>
public static class ClozeTask
{
    // Of 100 paragraphs.
    private const int TrainShare = 70, ValidationShare = 10;

    // A wrong answer is drawn from this many of the nearest in length.
    private const int Neighbours = 24;

    /// <summary>The first records of one split, in a shuffled order.</summary>
    /// <exception cref="InvalidDataException">The corpus does not hold as many.</exception>
    public static IReadOnlyList<TaskRecord> Records(ClozeOptions options, ClozeSplit split, int count)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Gap[] gaps = [.. Gaps(options, split)];
        Dictionary<int, Gap[]> books = gaps.GroupBy(gap => gap.Book).ToDictionary(book => book.Key, book => book.OrderBy(gap => gap.Answer.Length).ThenBy(gap => gap.Paragraph).ToArray());
        Gap[] usable = [.. gaps.Where(gap => books[gap.Book].Length >= options.Choices)];
        if (usable.Length < count)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"Corpus \"{options.Corpus.Name}\" gives {usable.Length} cloze examples for {split.ToString().ToLowerInvariant()}; expected {count}. Ask for fewer, or give a longer corpus: a paragraph of two sentences or more gives one."));
        Permutation order = new(usable.Length, SplitMix.Mix(options.Seed, (ulong)split));
        return [.. Enumerable.Range(0, count).Select(place => Record(usable[(int)order[place]], books, options, split, place))];
    }

    private static IEnumerable<Gap> Gaps(ClozeOptions options, ClozeSplit split)
    {
        long words = 0, end = options.BookWords.FirstOrDefault(long.MaxValue);
        int book = 0, paragraph = 0;
        foreach (string document in options.Corpus.Documents())
        {
            while (words >= end && book + 1 < options.BookWords.Length) end += options.BookWords[++book];
            words += Fertility.CountWords(document.AsSpan());
            if (SplitOf(options.Seed, paragraph) == split && Cut(document, paragraph, book, options) is { } gap) yield return gap;
            paragraph++;
        }
    }

    private static ClozeSplit SplitOf(ulong seed, int paragraph) => (int)(SplitMix.Mix(seed, (ulong)paragraph) % 100) switch
    {
        < TrainShare => ClozeSplit.Train,
        < TrainShare + ValidationShare => ClozeSplit.Validation,
        _ => ClozeSplit.Test,
    };

    // One of the sentences of fitting length that have another before them.
    private static Gap? Cut(string document, int paragraph, int book, ClozeOptions options)
    {
        string[] sentences = [.. Sentences.Of(document)];
        int[] places = [.. Enumerable.Range(1, Math.Max(0, sentences.Length - 1)).Where(i => Fits(sentences[i], options))];
        if (places.Length == 0) return null;
        int place = places[new SplitMix(SplitMix.Mix(options.Seed + 1, (ulong)paragraph)).NextInt32(places.Length)];
        int first = Math.Max(0, place - options.Context);
        return new Gap(paragraph, book, string.Join(' ', sentences[first..place]), sentences[place]);
    }

    private static bool Fits(string sentence, ClozeOptions options) => sentence.Length >= options.MinCharacters && sentence.Length <= options.MaxCharacters;

    private static TaskRecord Record(Gap gap, Dictionary<int, Gap[]> books, ClozeOptions options, ClozeSplit split, int number)
    {
        SplitMix random = new(SplitMix.Mix(options.Seed + 2, (ulong)gap.Paragraph));
        string[] choices = [gap.Answer, .. WrongAnswers(gap, books[gap.Book], options.Choices - 1, random)];
        random.Shuffle(choices.AsSpan());
        return TaskRecord.Of(string.Create(CultureInfo.InvariantCulture, $"cloze {split.ToString().ToLowerInvariant()} {number + 1}"), new JsonObject
        {
            ["context"] = gap.Context,
            ["choices"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]),
            ["label"] = Array.IndexOf(choices, gap.Answer),
        });
    }

    private static string[] WrongAnswers(Gap gap, Gap[] byLength, int count, SplitMix random)
    {
        int own = Array.IndexOf(byLength, gap);
        int window = Math.Max(Neighbours, count);
        Gap[] near = [.. byLength.Skip(Math.Max(0, own - window / 2)).Take(window + 1).Where(other => other.Answer != gap.Answer).DistinctBy(other => other.Answer)];
        if (near.Length < count) near = [.. byLength.Where(other => other.Answer != gap.Answer).DistinctBy(other => other.Answer).OrderBy(other => Math.Abs(other.Answer.Length - gap.Answer.Length)).Take(window)];
        if (near.Length < count) throw new InvalidDataException($"A book has fewer than {count + 1} different sentences to choose from.\nhint: give a longer corpus, or ask for fewer choices.");
        random.Shuffle(near.AsSpan());
        return [.. near.Take(count).Select(other => other.Answer)];
    }

    private sealed record Gap(int Paragraph, int Book, string Context, string Answer);
}

/// <summary>Parts of a corpus that share no paragraph.</summary>
public enum ClozeSplit
{
    Train,
    Validation,
    Test,
}

/// <summary>What a <see cref="ClozeTask"/> is made of.</summary>
public sealed record ClozeOptions
{
    /// <summary>Running text, one paragraph a document.</summary>
    public required Corpus Corpus { get; init; }

    /// <summary>Words of each book, in the order of the corpus; empty where the corpus is one book.</summary>
    public ImmutableArray<long> BookWords { get; init; } = [];

    /// <summary>Answers to choose from, the true one among them. Default 4.</summary>
    public int Choices { get; init; } = 4;

    /// <summary>Sentences before the missing one that are shown, at most, from the same paragraph. Default 3.</summary>
    public int Context { get; init; } = 3;

    /// <summary>Characters of an answer. Default 40 to 200.</summary>
    public int MinCharacters { get; init; } = 40;

    public int MaxCharacters { get; init; } = 200;

    /// <summary>Every random choice derives from it.</summary>
    public required ulong Seed { get; init; }

    internal void Validate()
    {
        if (Choices < 2 || Context < 1 || MinCharacters < 1 || MaxCharacters < MinCharacters)
            throw new ArgumentException($"Choices is {Choices}, Context {Context} and an answer has {MinCharacters} to {MaxCharacters} characters; expected at least 2 choices, 1 sentence and 1 character.");
    }
}
