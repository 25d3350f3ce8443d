namespace Headwater.Phrasebook;

/// <summary>What adjectives and numbers agree with. A neuter noun is masculine when it is one and feminine when it is several.</summary>
internal enum RomanianGender
{
    Masculine, Neuter, Feminine,
}

/// <summary>
/// A noun. The definite article is its ending: "scaunul", "masa"; and so is the genitive, which is also the dative: "scaunului", "mesei".
/// <paramref name="Tail"/>: what follows the noun and belongs to it, in the singular and in the plural: "carte poștală", "cărți poștale".
/// </summary>
internal sealed record RomanianNoun(RomanianGender Gender, string Head, string PluralHead, string Tail = "", string PluralTail = "")
{
    public static RomanianNoun Masculine(string singular, string plural) => new(RomanianGender.Masculine, singular, plural);

    public static RomanianNoun Neuter(string singular, string plural) => new(RomanianGender.Neuter, singular, plural);

    public static RomanianNoun Feminine(string singular, string plural) => new(RomanianGender.Feminine, singular, plural);

    /// <summary>What is not counted.</summary>
    public static RomanianNoun Mass(RomanianGender gender, string text) => new(gender, text, "");

    /// <summary>With words that follow and stay as they are: "aparat de fotografiat".</summary>
    public RomanianNoun Of(string tail) => this with { Tail = tail, PluralTail = tail };

    /// <summary>With an adjective that follows and agrees: "carte poștală".</summary>
    public RomanianNoun Of(string tail, string pluralTail) => this with { Tail = tail, PluralTail = pluralTail };

    public bool IsFeminine => Gender == RomanianGender.Feminine;

    public bool IsCounted => PluralHead.Length > 0;

    public string Singular => Join(Head, Tail);

    public string Plural => Join(PluralHead, PluralTail);

    /// <summary>"scaunul", "masa", "cartea poștală"</summary>
    public string Definite => Join(IsFeminine ? DefiniteFeminine : Head + (Head[^1] switch
    {
        'u' => "l",
        'e' => "le",
        _ => "ul",
    }), Tail);

    /// <summary>The genitive and dative with the article, "scaunului", "mesei"; a feminine noun makes it of its plural.</summary>
    public string Genitive => IsFeminine
        ? Join(GenitiveFeminine, PluralTail.Length > 0 ? PluralTail : Tail)
        : Join(Head + (Head[^1] is 'u' or 'e' ? "lui" : "ului"), Tail);

    /// <summary>The plural with the article of a feminine or neuter noun: "merele".</summary>
    public string DefinitePlural => Join(PluralHead + "le", PluralTail);

    /// <summary>Behind a preposition: a noun on its own loses its article there, "în bucătărie", and one with a tail keeps it.</summary>
    public string AfterPreposition => Tail.Length == 0 ? Singular : Definite;

    private string DefiniteFeminine => Head switch
    {
        [.., 'ă'] => Head[..^1] + "a",
        [.., 'i', 'e'] => Head[..^1] + "a",
        [.., 'e', 'a'] => Head + "ua",
        _ => Head + "a",
    };

    private string GenitiveFeminine => Head.EndsWith("ie", StringComparison.Ordinal) && PluralHead.EndsWith("ii", StringComparison.Ordinal)
        ? Head + "i"
        : PluralHead + "i";

    private static string Join(string head, string tail) => tail.Length == 0 ? head : $"{head} {tail}";
}
