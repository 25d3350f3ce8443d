using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Phrasebook;

/// <summary>
/// Makes task examples of phrases, for tests and small studies: reading without a download. The meanings of a split are those of
/// <see cref="PhrasebookSampler"/>, so nothing that is trained on stands in a test. The same seed gives the same examples in every language, each in its
/// own words. Thread-safe; an enumeration is not.
/// </summary>
public static class PhrasebookTasks
{
    private const int Choices = 4;

    /// <summary>Examples of a task in one language, about some <see cref="PhraseGenerator.Topics"/> or about all, until the split is exhausted.</summary>
    /// <exception cref="ArgumentException">The language or a topic is not known.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The task or the split is not one of those defined.</exception>
    public static IEnumerable<PassageExample> Examples(
        PhrasebookTask task, string language, PhrasebookSplit split, ulong seed, IReadOnlyCollection<string>? topics = null)
    {
        Grammar grammar = PhraseGenerator.GrammarOf(language);
        ulong key = SplitMix.Mix(seed, (ulong)task + 1);
        PassageSampler sampler = new(split, key, topics ?? []);
        Func<Passage, PassageExample> make = task switch
        {
            PhrasebookTask.Questions => passage => Question(passage, grammar),
            PhrasebookTask.MultipleChoice => MultipleChoice(grammar, new(SplitMix.Mix(key, 1))),
            PhrasebookTask.Entailment => Entailment(grammar, new(SplitMix.Mix(key, 1))),
            PhrasebookTask.Summary => passage => new(passage.In(grammar), null, passage.Summary(grammar), []),
            _ => throw new ArgumentOutOfRangeException(nameof(task), task, $"Expected one of {string.Join(", ", Enum.GetNames<PhrasebookTask>())}."),
        };
        return sampler.Draw().Select(make);
    }

    /// <summary>How many examples a split is sure to hold; there are more.</summary>
    public static long Count(PhrasebookSplit split, IReadOnlyCollection<string>? topics = null)
    {
        // A passage takes two meanings, and at least a quarter of the pairs suit each other.
        HashSet<int> asked = [.. Matters.All.Select(matter => matter.Scene)];
        return Scenes.PlacesOf(topics ?? []).Zip(PhrasebookShelf.Of(topics ?? [], split, seed: 0))
            .Where(pair => asked.Contains(pair.First)).Sum(pair => pair.Second.Count / 8);
    }

    private static PassageExample Question(Passage passage, Grammar grammar)
    {
        Fact fact = passage.Fact(grammar);
        return new(passage.In(grammar), fact.Question, fact.Answer, []);
    }

    private static Func<Passage, PassageExample> MultipleChoice(Grammar grammar, SplitMix generator)
    {
        EvenChoice places = new(Choices, generator);
        return passage =>
        {
            Fact fact = passage.Fact(grammar);
            string[] wrong = [.. passage.Wrong.Select(meaning => passage.Matter.In(grammar, meaning).Answer)];
            generator.Shuffle<string>(wrong);
            ImmutableArray<string> choices = [.. wrong];
            return new(passage.In(grammar), fact.Question, fact.Answer, choices.Insert(places.Next(), fact.Answer));
        };
    }

    private static Func<Passage, PassageExample> Entailment(Grammar grammar, SplitMix generator)
    {
        EvenChoice truth = new(2, generator);
        ImmutableArray<string> answers = [grammar.Yes, grammar.No];
        return passage =>
        {
            int right = truth.Next();
            Meaning wrong = passage.Wrong[generator.NextInt32(2)]; // half of the false ones have a value that stands in the passage
            Fact said = passage.Matter.In(grammar, right == 0 ? passage.Asked : wrong);
            return new(passage.In(grammar), Grammar.StatementOf(said), answers[right], answers);
        };
    }
}
