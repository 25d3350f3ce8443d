using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>
/// The built-in corpus: everyday phrases about prices, dates, journeys, meals, the family and more, made by grammars of English, German, French and Romanian.
/// A meaning is a number; each language says it in its own words, and different meanings give different phrases in every language. Needs no
/// download, has no author but the project, and never runs out in practice. Thread-safe.
/// </summary>
public static class PhraseGenerator
{
    private static readonly ImmutableArray<Grammar> Grammars = [new EnglishGrammar(), new GermanGrammar(), new FrenchGrammar(), new RomanianGrammar()];

    /// <summary>The languages by their two-letter codes.</summary>
    public static ImmutableArray<string> Languages { get; } = [.. Grammars.Select(grammar => grammar.Language)];

    /// <summary>What phrases are about: <c>money</c>, <c>dates</c>, <c>travel</c>, … A corpus may keep to some of them.</summary>
    public static ImmutableArray<string> Topics { get; } = [.. Scenes.Topics.Select(topic => topic.Name)];

    /// <summary>How many meanings there are, and so how many phrases in each language.</summary>
    public static long MeaningCount => Scenes.Starts[^1];

    /// <summary>The phrase for a meaning, 0 … <see cref="MeaningCount"/> − 1, in a language.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such meaning.</exception>
    /// <exception cref="ArgumentException">The language is not one of <see cref="Languages"/>.</exception>
    public static string Render(long meaning, string language)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(meaning);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(meaning, MeaningCount);
        return Scenes.MeaningOf(meaning).In(GrammarOf(language));
    }

    internal static Grammar GrammarOf(string language)
    {
        foreach (Grammar grammar in Grammars)
            if (grammar.Language == language) return grammar;
        string known = string.Join(", ", Languages);
        throw new ArgumentException(
            $"The phrasebook does not speak \"{language}\"; expected one of {known}. Use one of these codes, or a corpus of your own.",
            nameof(language));
    }
}
