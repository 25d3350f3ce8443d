namespace Headwater.Phrasebook;

/// <summary>Number words of English, from zero to 999,999,999, and how numbers are written in digits.</summary>
internal static class EnglishNumbers
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] SmallOrdinals =
    [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    ];

    /// <summary>"two thousand three hundred and four".</summary>
    public static string Words(int number) => number switch
    {
        < 0 => $"minus {Words(-number)}",
        < 20 => Small[number],
        < 100 => number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]}-{Small[number % 10]}",
        < 1000 => Join(Words(number / 100) + " hundred", number % 100),
        < 1_000_000 => Join(Words(number / 1000) + " thousand", number % 1000),
        _ => Join(Words(number / 1_000_000) + " million", number % 1_000_000),
    };

    /// <summary>The words of a number or its digits, which are grouped from 10,000 on.</summary>
    public static string Write(Quantity quantity) => quantity.Spelled ? Words(quantity.Value) : Digits(quantity.Value);

    public static string Digits(int number) => Numeral.Grouped(number, ",");

    /// <summary>"third", "twenty-first"; below one hundred.</summary>
    public static string Ordinal(int number)
    {
        if (number < 20) return SmallOrdinals[number];
        return number % 10 == 0 ? Tens[number / 10][..^1] + "ieth" : $"{Tens[number / 10]}-{SmallOrdinals[number % 10]}";
    }

    /// <summary>"3rd", "21st".</summary>
    public static string ShortOrdinal(int number) => Numeral.Of(number) + (number / 10 == 1 ? "th" : (number % 10) switch
    {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    });

    /// <summary>A year as one says it: "seventeen eighty-four", "eighteen oh five", "nineteen hundred".</summary>
    public static string Year(Quantity year)
    {
        if (!year.Spelled) return Digits(year.Value);
        (int century, int rest) = Math.DivRem(year.Value, 100);
        return rest switch
        {
            0 => $"{Words(century)} hundred",
            < 10 => $"{Words(century)} oh {Words(rest)}",
            _ => $"{Words(century)} {Words(rest)}",
        };
    }

    /// <summary>"and" stands before what is less than a hundred.</summary>
    private static string Join(string head, int rest) => rest switch
    {
        0 => head,
        < 100 => $"{head} and {Words(rest)}",
        _ => $"{head} {Words(rest)}",
    };
}
