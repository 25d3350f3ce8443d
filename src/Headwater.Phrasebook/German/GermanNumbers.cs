namespace Headwater.Phrasebook;

/// <summary>Number words of German, from zero to 999,999,999, and how numbers are written in digits.</summary>
internal static class GermanNumbers
{
    private static readonly string[] Small =
    [
        "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn",
        "sechzehn", "siebzehn", "achtzehn", "neunzehn",
    ];

    private static readonly string[] Tens = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

    /// <summary>A number that is counted or calculated with: "einundzwanzig", "hunderteins", "zwei Millionen dreihunderttausend".</summary>
    public static string Words(int number) => number switch
    {
        < 0 => $"minus {Words(-number)}",
        < 1_000_000 => Chain(number),
        _ => Millions(number / 1_000_000, number % 1_000_000),
    };

    /// <summary>The words of a number or its digits, which are grouped from 10.000 on.</summary>
    public static string Write(Quantity quantity) => quantity.Spelled ? Words(quantity.Value) : Digits(quantity.Value);

    public static string Digits(int number) => Numeral.Grouped(number, ".");

    /// <summary>The stem of an ordinal, to which an ending is added: "dritt", "einundzwanzigst".</summary>
    public static string OrdinalStem(int number) => number switch
    {
        1 => "erst",
        3 => "dritt",
        7 => "siebt",
        8 => "acht",
        < 20 => Small[number] + "t",
        _ => Words(number) + "st",
    };

    /// <summary>A year as one says it: "siebzehnhundertvierundachtzig".</summary>
    public static string Year(Quantity year)
    {
        if (!year.Spelled) return Digits(year.Value);
        (int century, int rest) = Math.DivRem(year.Value, 100);
        return $"{Words(century)}hundert{(rest == 0 ? "" : Words(rest))}";
    }

    private static string Chain(int number) => number switch
    {
        < 20 => Small[number],
        < 100 => number % 10 == 0 ? Tens[number / 10] : $"{Link(number % 10)}und{Tens[number / 10]}",
        < 1000 => $"{(number < 200 ? "" : Link(number / 100))}hundert{Rest(number % 100)}",
        _ => $"{(number < 2000 ? "" : Link(number / 1000))}tausend{Rest(number % 1000)}",
    };

    private static string Rest(int number) => number == 0 ? "" : Chain(number);

    /// <summary>The number before "und", "hundert" and "tausend", where "eins" loses its s.</summary>
    private static string Link(int number) => number % 100 == 1 ? Chain(number)[..^1] : Chain(number);

    private static string Millions(int millions, int rest)
    {
        string head = millions == 1 ? "eine Million" : $"{Words(millions)} Millionen";
        return rest == 0 ? head : $"{head} {Words(rest)}";
    }
}
