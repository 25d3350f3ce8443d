namespace Headwater.Phrasebook;

/// <summary>Number words of French, from zero to 999,999,999 (the spelling before 1990), and how numbers are written in digits.</summary>
internal static class FrenchNumbers
{
    private static readonly string[] Small =
    [
        "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze",
        "seize",
        "dix-sept", "dix-huit", "dix-neuf",
    ];

    private static readonly string[] Tens =
        ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"];

    private static readonly string[] Ordinals =
        ["", "première", "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième"];

    /// <summary>"quatre-vingt-onze", "deux cents"; before a feminine noun "vingt et une".</summary>
    public static string Words(int number, bool feminine = false)
    {
        if (number < 0) return $"moins {Words(-number, feminine)}";
        string words = Final(number);
        return feminine && words.EndsWith("un", StringComparison.Ordinal) ? $"{words}e" : words;
    }

    /// <summary>The words of a number or its digits, which are grouped from 10 000 on.</summary>
    public static string Write(Quantity quantity, bool feminine = false) =>
        quantity.Spelled ? Words(quantity.Value, feminine) : Digits(quantity.Value);

    /// <summary>Groups stand apart by a no-break space.</summary>
    public static string Digits(int number) => Numeral.Grouped(number, "\u00A0");

    /// <summary>"deuxième"; the feminine of the first eight.</summary>
    public static string Ordinal(int number) => Ordinals[number];

    /// <summary>A year as one says it: "mille sept cent quatre-vingt-quatre".</summary>
    public static string Year(Quantity year) => year.Spelled ? Words(year.Value) : Digits(year.Value);

    /// <summary>With the plural s of "vingt" and "cent", which they have only at the end.</summary>
    private static string Final(int number)
    {
        string words = Inner(number);
        bool isWholeHundred = number % 100 == 0 && number % 1000 >= 200;
        return number % 100 == 80 || isWholeHundred ? $"{words}s" : words;
    }

    private static string Inner(int number) => number switch
    {
        < 20 => Small[number],
        < 100 => BelowHundred(number),
        < 1000 => Join(number < 200 ? "cent" : $"{Small[number / 100]} cent", number % 100),
        < 1_000_000 => Join(number < 2000 ? "mille" : $"{Inner(number / 1000)} mille", number % 1000),
        _ => Join(number < 2_000_000 ? "un million" : $"{Final(number / 1_000_000)} millions", number % 1_000_000),
    };

    /// <summary>Sixty and eighty are followed by numbers up to nineteen.</summary>
    private static string BelowHundred(int number)
    {
        int ten = number / 10;
        int rest = ten is 7 or 9 ? number % 10 + 10 : number % 10;
        return rest switch
        {
            0 => Tens[ten],
            1 or 11 when ten < 8 => $"{Tens[ten]} et {Small[rest]}",
            _ => $"{Tens[ten]}-{Small[rest]}",
        };
    }

    private static string Join(string head, int rest) => rest == 0 ? head : $"{head} {Inner(rest)}";
}
