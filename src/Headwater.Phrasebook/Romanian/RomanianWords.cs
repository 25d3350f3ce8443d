namespace Headwater.Phrasebook;

/// <summary>An adjective in its four forms: "alb, albă, albi, albe".</summary>
internal sealed record RomanianAdjective(string Masculine, string Feminine, string MasculinePlural, string FemininePlural)
{
    /// <summary>Regular: "scump, scumpă, scumpi, scumpe".</summary>
    public static implicit operator RomanianAdjective(string masculine) =>
        new(masculine, masculine + "ă", masculine + "i", masculine + "e");

    /// <summary>One form for both genders in the plural, or in all: "mare, mare, mari, mari".</summary>
    public static RomanianAdjective Of(string masculine, string feminine, string plural) => new(masculine, feminine, plural, plural);

    /// <summary>The same everywhere: "maro".</summary>
    public static RomanianAdjective Invariable(string text) => new(text, text, text, text);

    public string One(bool feminine) => feminine ? Feminine : Masculine;

    /// <summary>The plural; a neuter noun takes the feminine one.</summary>
    public string Many(RomanianGender gender) => gender == RomanianGender.Masculine ? MasculinePlural : FemininePlural;

    /// <summary>Beside a noun in the genitive: the feminine singular looks like the plural.</summary>
    public string Genitive(bool feminine) => feminine ? FemininePlural : Masculine;
}

/// <summary>
/// A verb in the present tense, "he" for every third person singular, and the third person of the subjunctive: "citesc, citește, citim, citesc, (să)
/// citească".
/// </summary>
internal sealed record RomanianVerb(string I, string He, string We, string They, string Subjunctive, bool Reflexive = false);

/// <summary>A verb and what follows it: "fac", "ordine în pivniță".</summary>
internal sealed record RomanianAction(RomanianVerb Verb, string Complement);

/// <summary>A person as subject and behind prepositions, and in the genitive, which is also the dative: "sora mea", "surorii mele".</summary>
internal sealed record RomanianPerson(string Subject, string Genitive);
