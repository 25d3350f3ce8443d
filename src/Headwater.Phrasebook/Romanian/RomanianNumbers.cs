using static Headwater.Phrasebook.RomanianGender;

namespace Headwater.Phrasebook;

/// <summary>Number words of Romanian, from zero to 999,999,999, and how numbers are written in digits and joined to what they count.</summary>
internal static class RomanianNumbers
{
    private static readonly string[] Small =
    [
        "zero", "unu", "doi", "trei", "patru", "cinci", "șase", "șapte", "opt", "nouă", "zece", "unsprezece", "doisprezece", "treisprezece",
        "paisprezece", "cincisprezece", "șaisprezece", "șaptesprezece", "optsprezece", "nouăsprezece",
    ];

    private static readonly string[] Tens =
        ["", "", "douăzeci", "treizeci", "patruzeci", "cincizeci", "șaizeci", "șaptezeci", "optzeci", "nouăzeci"];

    private static readonly string[] Ordinals =
        ["", "prima", "a doua", "a treia", "a patra", "a cincea", "a șasea", "a șaptea", "a opta"];

    /// <summary>"douăzeci și doi"; before a feminine or neuter noun "douăzeci și două", and before a feminine one "douăzeci și una".</summary>
    public static string Words(int number, RomanianGender gender = Masculine) => number switch
    {
        < 0 => $"minus {Words(-number, gender)}",
        < 20 => Below20(number, gender),
        < 100 => number % 10 == 0 ? Tens[number / 10] : $"{Tens[number / 10]} și {Below20(number % 10, gender)}",
        < 1000 => Join(Group(number / 100, "o sută", "sute", Feminine), number % 100, gender),
        < 1_000_000 => Join(Group(number / 1000, "o mie", "mii", Feminine), number % 1000, gender),
        _ => Join(Group(number / 1_000_000, "un milion", "milioane", Neuter), number % 1_000_000, gender),
    };

    /// <summary>The words of a number or its digits, which are grouped from 10 000 on.</summary>
    public static string Write(Quantity quantity, RomanianGender gender = Masculine) =>
        quantity.Spelled ? Words(quantity.Value, gender) : Digits(quantity.Value);

    public static string Digits(int number) => Numeral.Grouped(number, ".");

    /// <summary>A number and what it counts: "trei scaune", "douăzeci de scaune", "101 scaune", "o pagină".</summary>
    public static string Count(Quantity quantity, RomanianGender gender, string one, string many)
    {
        if (Math.Abs(quantity.Value) != 1) return $"{Write(quantity, gender)}{(TakesDe(quantity.Value) ? " de " : " ")}{many}";
        string number = quantity.Spelled ? gender == Feminine ? "o" : "un" : "1";
        return $"{(quantity.Value < 0 ? quantity.Spelled ? "minus " : "-" : "")}{number} {one}";
    }

    public static string Count(Quantity quantity, RomanianGender gender, string many) => Count(quantity, gender, many, many);

    /// <summary>"a doua"; the feminine of the first eight.</summary>
    public static string Ordinal(int number) => Ordinals[number];

    /// <summary>Whether "de" stands between a number and its noun: where its last two digits are not one to nineteen, but not behind zero.</summary>
    private static bool TakesDe(int number) => number != 0 && Math.Abs(number) % 100 is 0 or >= 20;

    private static string Below20(int number, RomanianGender gender) => (number, gender) switch
    {
        (1, Feminine) => "una",
        (2, not Masculine) => "două",
        (12, not Masculine) => "douăsprezece",
        _ => Small[number],
    };

    private static string Group(int count, string one, string many, RomanianGender gender) =>
        count == 1 ? one : Count(new(count, Spelled: true), gender, many);

    private static string Join(string head, int rest, RomanianGender gender) => rest == 0 ? head : $"{head} {Words(rest, gender)}";
}
