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

/// <summary>What can be done with a short passage of the phrasebook.</summary>
public enum PhrasebookTask
{
    /// <summary>A question whose answer stands in the passage.</summary>
    Questions,

    /// <summary>The same question, with four answers to choose from. One of the wrong ones stands in the passage.</summary>
    MultipleChoice,

    /// <summary>A statement that the passage says or contradicts: yes or no.</summary>
    Entailment,

    /// <summary>A line that says what the two sentences about one matter say of it, without the two that are beside the point.</summary>
    Summary,
}

/// <summary>One example of a <see cref="PhrasebookTask"/>. Nothing in it is empty but what its task does not have.</summary>
/// <param name="Passage">Four sentences.</param>
/// <param name="Question">The question, or the statement to judge; null where a summary is asked for.</param>
/// <param name="Answer">The right answer: words of the passage, one of the choices, or the summary.</param>
/// <param name="Choices">The answers to choose from, all different; empty where there is no choice.</param>
public sealed record PassageExample(string Passage, string? Question, string Answer, ImmutableArray<string> Choices)
{
    /// <summary>The place of the right answer among the choices; null where there are none.</summary>
    public int? Right => Choices.IsEmpty ? null : Choices.IndexOf(Answer);
}
