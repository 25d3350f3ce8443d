namespace Headwater.Phrasebook;

internal enum GermanGender
{
    Masculine, Feminine, Neuter,
}

internal enum GermanCase
{
    Nominative, Accusative, Dative, Genitive,
}

/// <summary>
/// A noun with its gender and plural, which is empty where things are not counted. <paramref name="Weak"/>: it takes -n in every case but the
/// nominative singular, as "der Kollege" does. <paramref name="OwnGenitive"/>: the genitive, where the rule of <see cref="TakesLongGenitive"/> fails.
/// </summary>
internal sealed record GermanNoun(string Singular, GermanGender Gender, string Plural, bool Weak = false, string? OwnGenitive = null)
{
    private const string Vowels = "aeiouyäöü";

    private string Genitive { get; } = OwnGenitive ?? GenitiveOf(Singular, Gender);

    private string Oblique { get; } = Weak ? Singular + "n" : Singular;

    private string DativePlural { get; } = Plural.EndsWith('n') || Plural.EndsWith('s') ? Plural : Plural + "n";

    public static GermanNoun Der(string singular, string plural) => new(singular, GermanGender.Masculine, plural);

    public static GermanNoun Die(string singular, string plural) => new(singular, GermanGender.Feminine, plural);

    public static GermanNoun Das(string singular, string plural) => new(singular, GermanGender.Neuter, plural);

    /// <summary>A noun of what is not counted: its plural is its singular.</summary>
    public static GermanNoun Der(string uncounted) => Der(uncounted, "");

    public static GermanNoun Die(string uncounted) => Die(uncounted, "");

    public static GermanNoun Das(string uncounted) => Das(uncounted, "");

    public string In(GermanCase grammaticalCase, bool plural) => (grammaticalCase, plural && Plural.Length > 0) switch
    {
        (GermanCase.Dative, true) => DativePlural,
        (_, true) => Plural,
        (GermanCase.Nominative, _) => Singular,
        (GermanCase.Genitive, _) when !Weak => Genitive,
        _ => Oblique,
    };

    private static string GenitiveOf(string singular, GermanGender gender)
    {
        if (gender == GermanGender.Feminine || singular.Length == 0) return singular;
        return singular + (TakesLongGenitive(singular) ? "es" : "s");
    }

    /// <summary>One syllable, or a sibilant at the end.</summary>
    private static bool TakesLongGenitive(string noun)
    {
        if (noun[^1] is 's' or 'ß' or 'x' or 'z') return true;
        int syllables = 0;
        bool inVowels = false;
        foreach (char letter in noun)
        {
            bool isVowel = Vowels.Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal);
            if (isVowel && !inVowels) syllables++;
            inVowels = isVowel;
        }
        return syllables == 1;
    }
}
