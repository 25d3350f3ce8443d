using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>Headers as people write them, made alike: <c>Eval loss</c>, <c>eval-loss</c> and <c>evalLoss</c> are <c>eval_loss</c>; <c>Tokens (B)</c> is <c>tokens</c> in billions.</summary>
internal static partial class ColumnName
{
    private const double SecondsOfADay = 86_400;

    private static readonly FrozenDictionary<string, double> Units = new Dictionary<string, double>
    {
        ["k"] = 1e3, ["thousand"] = 1e3, ["thousands"] = 1e3,
        ["m"] = 1e6, ["mn"] = 1e6, ["mio"] = 1e6, ["million"] = 1e6, ["millions"] = 1e6,
        ["b"] = 1e9, ["bn"] = 1e9, ["billion"] = 1e9, ["billions"] = 1e9, ["giga"] = 1e9,
        ["t"] = 1e12, ["tn"] = 1e12, ["trillion"] = 1e12, ["trillions"] = 1e12,
        ["teraflops"] = 1e12, ["tflops"] = 1e12, ["petaflops"] = 1e15, ["pflops"] = 1e15, ["exaflops"] = 1e18, ["eflops"] = 1e18, ["zettaflops"] = 1e21, ["zflops"] = 1e21,
        ["pf_days"] = 1e15 * SecondsOfADay, ["pfs_days"] = 1e15 * SecondsOfADay, ["pf_s_days"] = 1e15 * SecondsOfADay, ["petaflop_s_days"] = 1e15 * SecondsOfADay, ["pflop_days"] = 1e15 * SecondsOfADay,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words of a name in lower case, joined by <c>_</c>.</summary>
    public static string Plain(string name) => Others().Replace(Humps().Replace(name.Trim(), "_"), "_").Trim('_').ToLowerInvariant();

    /// <summary>The words of a name in lower case.</summary>
    public static string[] Words(string name) => Plain(name).Split('_', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The name before a unit, and how much one of it counts; <c>null</c> where the name ends in no unit.</summary>
    public static (string Name, double Unit)? CutUnit(string name)
    {
        if (InBrackets().Match(name) is { Success: true } found)
        {
            return UnitOf(found.Groups["unit"].Value) is { } unit ? (found.Groups["name"].Value, unit) : null;
        }

        string plain = Plain(name);
        int last = plain.LastIndexOf('_');
        return last > 0 && Units.TryGetValue(plain[(last + 1)..], out double counted) ? (plain[..last], counted) : null;
    }

    /// <summary>The name before brackets at its end; <c>null</c> where it has none.</summary>
    public static string? BeforeBrackets(string name) => InBrackets().Match(name) is { Success: true } found ? found.Groups["name"].Value : null;

    // "(B)", "(in billions of tokens)", "(1e9)", "(x 10^6)".
    private static double? UnitOf(string text)
    {
        if (PowerOfTen().Match(text) is { Success: true } power)
        {
            return Math.Pow(10, int.Parse(power.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));
        }

        string[] words = [.. Words(text).Where(word => word is not ("in" or "of"))];
        return words.Length > 0 && (Units.TryGetValue(string.Join('_', words), out double unit) || Units.TryGetValue(words[0], out unit)) ? unit : null;
    }

    [GeneratedRegex(@"(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Humps();

    [GeneratedRegex(@"[^A-Za-z0-9]+")]
    private static partial Regex Others();

    [GeneratedRegex(@"^\s*(?<name>.+?)\s*[\(\[](?<unit>[^()\[\]]+)[\)\]]\s*$")]
    private static partial Regex InBrackets();

    [GeneratedRegex(@"^\s*[x×*]?\s*(?:1e|10\^|10\*\*)\+?(\d{1,2})\b")]
    private static partial Regex PowerOfTen();
}
