namespace Headwater.Phrasebook;

/// <summary>What stands before a noun phrase and decides how it is inflected.</summary>
internal enum GermanArticle
{
    /// <summary>der, die, das</summary>
    Definite,

    /// <summary>dieser, diese, dieses</summary>
    This,

    /// <summary>ein, kein</summary>
    Indefinite,

    /// <summary>mein</summary>
    My,

    /// <summary>unser</summary>
    Our,

    /// <summary>sein</summary>
    His,

    /// <summary>ihr, of one woman or of several people</summary>
    Her,

    /// <summary>nothing, or a number</summary>
    None,
}

/// <summary>The endings of articles and adjectives, by case and by masculine, feminine, neuter and plural.</summary>
internal static class GermanEndings
{
    private const int Plural = 3;

    private static readonly string[] The = ["der die das die", "den die das die", "dem der dem den", "des der des der"];
    private static readonly string[] DerWord = ["er e es e", "en e es e", "em er em en", "es er es er"];
    private static readonly string[] EinWord = ["- e - e", "en e - e", "em er em en", "es er es er"];
    private static readonly string[] Weak = ["e e e en", "en e e en", "en en en en", "en en en en"];
    private static readonly string[] Mixed = ["er e es en", "en e es en", "en en en en", "en en en en"];
    private static readonly string[] Strong = ["er e es e", "en e es e", "em er em en", "en er en er"];

    private static readonly string[][] Articles =
    [
        Table(The, ""), Table(DerWord, "dies"), Table(EinWord, "ein"), Table(EinWord, "mein"), Table(EinWord, "unser"),
        Table(EinWord, "sein"), Table(EinWord, "ihr"),
    ];

    private static readonly string[] WeakEndings = Table(Weak, "");
    private static readonly string[] MixedEndings = Table(Mixed, "");
    private static readonly string[] StrongEndings = Table(Strong, "");

    /// <summary>The article's form; empty for none.</summary>
    public static string Article(GermanArticle article, GermanCase grammaticalCase, GermanGender gender, bool plural) =>
        article == GermanArticle.None ? "" : Articles[(int)article][Cell(grammaticalCase, gender, plural)];

    /// <summary>The ending of an adjective behind an article.</summary>
    public static string Adjective(GermanArticle article, GermanCase grammaticalCase, GermanGender gender, bool plural) => (article switch
    {
        GermanArticle.Definite or GermanArticle.This => WeakEndings,
        GermanArticle.None => StrongEndings,
        _ => MixedEndings,
    })[Cell(grammaticalCase, gender, plural)];

    private static int Cell(GermanCase grammaticalCase, GermanGender gender, bool plural) =>
        4 * (int)grammaticalCase + (plural ? Plural : (int)gender);

    private static string[] Table(string[] rows, string stem) =>
        [.. rows.SelectMany(row => row.Split(' ')).Select(ending => ending == "-" ? stem : stem + ending)];
}
