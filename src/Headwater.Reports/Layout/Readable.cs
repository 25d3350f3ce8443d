using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Numbers as people read them, in the invariant culture: 4M tokens, 24.3 ± 0.6 BLEU, 97%.</summary>
public static partial class Readable
{
    /// <summary>A count with three significant digits at most and K, M, B or T: 250K, 1.5M, 40B. Beyond the scale it is 1e18.</summary>
    public static string Count(double value) => Minus(Numerals.Size(value));

    /// <summary>A scale, or several with their columns: 100B, or 3B parameters, 100B pretraining tokens.</summary>
    public static string Place(ImmutableSortedDictionary<string, double> at) => at.Count == 1
        ? Count(at.Values.First())
        : string.Join(", ", at.Select(scale => $"{Count(scale.Value)} {ScaleColumns.InWords(scale.Key)}"));

    /// <summary>A whole number in full, in groups of three: 1,014.</summary>
    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number of things: 1 run, 1,014 runs, 2 series.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The thing in the singular.</param>
    /// <param name="many">The plural; <c>null</c> for one that only adds an s.</param>
    internal static string Counted(int count, string one, string? many = null) => $"{Whole(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>The value rounded to the given number of significant digits, without trailing zeros and without an exponent between 1e-4 and 1e15.</summary>
    public static string Significant(double value, int digits) => Minus(Numerals.Significant(value, digits));

    /// <summary>A fixed number of decimals, with a true minus sign.</summary>
    public static string Fixed(double value, int decimals) => Minus(Numerals.Fixed(value, decimals));

    /// <summary>A share between 0 and 1 as a percentage: a level, a mixing rate.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    /// <summary>A probability estimated from draws, as a percentage. It is never printed as 0% or 100%, because a share of draws cannot prove certainty.</summary>
    public static string Probability(double probability) => probability switch
    {
        < 0.01 => "< 1%",
        > 0.99 => "> 99%",
        _ => (100 * probability).ToString("0", CultureInfo.InvariantCulture) + "%",
    };

    /// <summary>A time in the two units that matter: 45 s, 12 min, 1 h 32 min, 3 d 4 h.</summary>
    public static string Duration(double seconds)
    {
        if (seconds < 90) return (seconds < 1 ? "< 1" : Whole(Math.Round(seconds))) + " s";
        double minutes = Math.Round(seconds / 60), hours = Math.Round(seconds / 3600);
        return minutes < 90 ? $"{Whole(minutes)} min"
            : minutes < 48 * 60 ? $"{Whole(Math.Floor(minutes / 60))} h {(minutes % 60).ToString("00", CultureInfo.InvariantCulture)} min"
            : $"{Whole(Math.Floor(hours / 24))} d {Whole(hours % 24)} h";
    }

    /// <summary>A factor: 2.5×, 10×.</summary>
    public static string Factor(double factor) => Significant(factor, factor >= 100 ? 3 : 2) + "×";

    /// <summary>A way to find intervals in words: profile, bootstrap over runs, law spread; empty for none.</summary>
    public static string Method(IntervalMethod? method) => LawsJson.NameOf(method)?.Replace('_', ' ') ?? "";

    /// <summary>A sentence of the library, which writes a hyphen before negative numbers, with true minus signs. Hyphens within words, ranges and exponents stay.</summary>
    public static string Prose(string text) => NegativeNumber().Replace(text, "−");

    [GeneratedRegex(@"(?<![\w.)\]-])-(?=\d)")]
    private static partial Regex NegativeNumber();

    private static string Minus(string number) => number is ['-', var first, .. var rest] && char.IsAsciiDigit(first) ? $"−{first}{rest}" : number;
}
