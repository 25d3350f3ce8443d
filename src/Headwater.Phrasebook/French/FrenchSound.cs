namespace Headwater.Phrasebook;

/// <summary>How small words change before the sound that follows: "l'école", "qu'il", "du musée".</summary>
internal static class FrenchSound
{
    private const string Vowels = "aàâeéèêëiîïoôœuùûyh";

    /// <summary>Words that begin with an h that is not heard but still keeps vowels apart, and numbers that do the same.</summary>
    private static readonly string[] Separate = ["haricot", "hamster", "hanche", "haut", "Hambourg", "Hongrie", "huit", "onze"];

    /// <summary>Whether a small word before this one loses its vowel.</summary>
    public static bool BeginsWithVowel(string text)
    {
        if (!Vowels.Contains(char.ToLowerInvariant(text[0]), StringComparison.Ordinal)) return false;
        foreach (string word in Separate)
            if (text.StartsWith(word, StringComparison.Ordinal)) return false;
        return true;
    }

    /// <summary>"que" and "il" make "qu'il": the last letter of the small word gives way to a vowel.</summary>
    public static string Elide(string small, string text) =>
        BeginsWithVowel(text) ? string.Concat(small.AsSpan(0, small.Length - 1), "'", text) : $"{small} {text}";

    /// <summary>"de" before a noun phrase: "du musée", "des amis", "de la gare", "d'Anna".</summary>
    public static string Of(string phrase) => Contract(phrase, "du ", "des ") ?? Elide("de", phrase);

    /// <summary>"à" before a noun phrase: "au musée", "aux amis", "à la gare".</summary>
    public static string To(string phrase) => Contract(phrase, "au ", "aux ") ?? $"à {phrase}";

    private static string? Contract(string phrase, string singular, string plural)
    {
        if (phrase.StartsWith("le ", StringComparison.Ordinal)) return singular + phrase[3..];
        if (phrase.StartsWith("les ", StringComparison.Ordinal)) return plural + phrase[4..];
        return null;
    }
}
