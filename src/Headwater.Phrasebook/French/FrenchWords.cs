namespace Headwater.Phrasebook;

/// <summary>A noun; its plural is empty where things are not counted.</summary>
internal sealed record FrenchNoun(string Singular, bool Feminine, string Plural)
{
    public bool IsCounted => Plural.Length > 0;

    public static FrenchNoun Le(string singular) => new(singular, Feminine: false, singular + "s");

    public static FrenchNoun Le(string singular, string plural) => new(singular, Feminine: false, plural);

    public static FrenchNoun La(string singular) => new(singular, Feminine: true, singular + "s");

    public static FrenchNoun La(string singular, string plural) => new(singular, Feminine: true, plural);
}

/// <summary>
/// An adjective in its four forms. <paramref name="Before"/>: it precedes its noun. <paramref name="BeforeVowel"/>: the masculine singular before a
/// vowel ("vieil").
/// </summary>
internal sealed record FrenchAdjective(string Masculine, string Feminine, string MasculinePlural, bool Before = false, string? BeforeVowel = null)
{
    private string FemininePlural { get; init; } = Feminine + "s";

    /// <summary>Regular: "vert, verte, verts", "rouge, rouge, rouges".</summary>
    public static implicit operator FrenchAdjective(string masculine) =>
        new(masculine, masculine.EndsWith('e') ? masculine : masculine + "e", PluralOf(masculine));

    public static FrenchAdjective Of(string masculine, string feminine) => new(masculine, feminine, PluralOf(masculine));

    /// <summary>The same everywhere: "bon marché".</summary>
    public static FrenchAdjective Invariable(string text) => new(text, text, text) { FemininePlural = text };

    public string Agree(bool feminine, bool plural) => (feminine, plural) switch
    {
        (false, false) => Masculine,
        (true, false) => Feminine,
        (false, true) => MasculinePlural,
        _ => FemininePlural,
    };

    private static string PluralOf(string masculine) => masculine[^1] is 's' or 'x' ? masculine : masculine + "s";
}

/// <summary>A verb in the present tense; "we" and "they" as they are, "he" for every third person singular.</summary>
internal sealed record FrenchVerb(string Infinitive, string I, string He, string We, string They, bool Reflexive = false)
{
    /// <summary>A regular verb in -er: "ranger, nous rangeons", "commencer, nous commençons".</summary>
    public static implicit operator FrenchVerb(string infinitive)
    {
        string root = infinitive[..^2];
        string we = root[^1] switch
        {
            'g' => root + "eons",
            'c' => root[..^1] + "çons",
            _ => root + "ons",
        };
        return new(infinitive, root + "e", root + "e", we, root + "ent");
    }
}

/// <summary>A verb and what follows it: "ranger", "la cave".</summary>
internal sealed record FrenchAction(FrenchVerb Verb, string Complement);
