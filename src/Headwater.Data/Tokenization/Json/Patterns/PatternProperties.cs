using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>The properties that a pattern can name in \p{…} and [:…:], as Oniguruma defines them (github kkos/oniguruma, doc/RE).</summary>
internal static class PatternProperties
{
    private static readonly Dictionary<string, UnicodeCategory[]> Categories = new(StringComparer.Ordinal)
    {
        ["l"] = [UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter, UnicodeCategory.ModifierLetter, UnicodeCategory.OtherLetter],
        ["lc"] = [UnicodeCategory.UppercaseLetter, UnicodeCategory.LowercaseLetter, UnicodeCategory.TitlecaseLetter],
        ["lu"] = [UnicodeCategory.UppercaseLetter], ["ll"] = [UnicodeCategory.LowercaseLetter], ["lt"] = [UnicodeCategory.TitlecaseLetter], ["lm"] = [UnicodeCategory.ModifierLetter], ["lo"] = [UnicodeCategory.OtherLetter],
        ["m"] = [UnicodeCategory.NonSpacingMark, UnicodeCategory.SpacingCombiningMark, UnicodeCategory.EnclosingMark],
        ["mn"] = [UnicodeCategory.NonSpacingMark], ["mc"] = [UnicodeCategory.SpacingCombiningMark], ["me"] = [UnicodeCategory.EnclosingMark],
        ["n"] = [UnicodeCategory.DecimalDigitNumber, UnicodeCategory.LetterNumber, UnicodeCategory.OtherNumber],
        ["nd"] = [UnicodeCategory.DecimalDigitNumber], ["nl"] = [UnicodeCategory.LetterNumber], ["no"] = [UnicodeCategory.OtherNumber],
        ["p"] = [UnicodeCategory.ConnectorPunctuation, UnicodeCategory.DashPunctuation, UnicodeCategory.OpenPunctuation, UnicodeCategory.ClosePunctuation, UnicodeCategory.InitialQuotePunctuation, UnicodeCategory.FinalQuotePunctuation, UnicodeCategory.OtherPunctuation],
        ["pc"] = [UnicodeCategory.ConnectorPunctuation], ["pd"] = [UnicodeCategory.DashPunctuation], ["ps"] = [UnicodeCategory.OpenPunctuation], ["pe"] = [UnicodeCategory.ClosePunctuation],
        ["pi"] = [UnicodeCategory.InitialQuotePunctuation], ["pf"] = [UnicodeCategory.FinalQuotePunctuation], ["po"] = [UnicodeCategory.OtherPunctuation],
        ["s"] = [UnicodeCategory.MathSymbol, UnicodeCategory.CurrencySymbol, UnicodeCategory.ModifierSymbol, UnicodeCategory.OtherSymbol],
        ["sm"] = [UnicodeCategory.MathSymbol], ["sc"] = [UnicodeCategory.CurrencySymbol], ["sk"] = [UnicodeCategory.ModifierSymbol], ["so"] = [UnicodeCategory.OtherSymbol],
        ["z"] = [UnicodeCategory.SpaceSeparator, UnicodeCategory.LineSeparator, UnicodeCategory.ParagraphSeparator],
        ["zs"] = [UnicodeCategory.SpaceSeparator], ["zl"] = [UnicodeCategory.LineSeparator], ["zp"] = [UnicodeCategory.ParagraphSeparator],
        ["c"] = [UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.Surrogate, UnicodeCategory.PrivateUse, UnicodeCategory.OtherNotAssigned],
        ["cc"] = [UnicodeCategory.Control], ["cf"] = [UnicodeCategory.Format], ["co"] = [UnicodeCategory.PrivateUse], ["cn"] = [UnicodeCategory.OtherNotAssigned],
    };

    private static readonly Dictionary<string, string> LongNames = new(StringComparer.Ordinal)
    {
        ["letter"] = "l", ["casedletter"] = "lc", ["uppercaseletter"] = "lu", ["lowercaseletter"] = "ll", ["titlecaseletter"] = "lt", ["modifierletter"] = "lm", ["otherletter"] = "lo",
        ["mark"] = "m", ["combiningmark"] = "m", ["nonspacingmark"] = "mn", ["spacingmark"] = "mc", ["enclosingmark"] = "me",
        ["number"] = "n", ["decimalnumber"] = "nd", ["letternumber"] = "nl", ["othernumber"] = "no",
        ["punctuation"] = "p", ["connectorpunctuation"] = "pc", ["dashpunctuation"] = "pd", ["openpunctuation"] = "ps", ["closepunctuation"] = "pe",
        ["initialpunctuation"] = "pi", ["finalpunctuation"] = "pf", ["otherpunctuation"] = "po",
        ["symbol"] = "s", ["mathsymbol"] = "sm", ["currencysymbol"] = "sc", ["modifiersymbol"] = "sk", ["othersymbol"] = "so",
        ["separator"] = "z", ["spaceseparator"] = "zs", ["lineseparator"] = "zl", ["paragraphseparator"] = "zp",
        ["other"] = "c", ["control"] = "cc", ["format"] = "cf", ["privateuse"] = "co", ["unassigned"] = "cn",
        ["whitespace"] = "space", ["alpha"] = "alphabetic", ["uppercase"] = "upper", ["lowercase"] = "lower",
    };

    private static readonly Dictionary<string, CharacterSet> Known = [];

    /// <summary>White space; .NET means the same by \s.</summary>
    public static CharacterSet Space { get; } = CharacterSet.Of(@"\s", char.IsWhiteSpace);

    public static CharacterSet Digit { get; } = CharacterSet.Of(@"\d", char.IsDigit);

    public static CharacterSet HexDigit { get; } = CharacterSet.Of("0-9A-Fa-f", char.IsAsciiHexDigit);

    /// <summary>Letters, marks, decimal digits, letter numbers, connectors and circled letters; .NET's \w lacks marks that take space, letter numbers and circled letters.</summary>
    public static CharacterSet Word { get; } = CharacterSet.Of(@"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9",
        c => IsWord(char.GetUnicodeCategory(c)) || c is >= '\u24B6' and <= '\u24E9');

    /// <summary>What \w means in Rust's regular expressions: with the two joiners.</summary>
    public static CharacterSet RustWord { get; } = CharacterSet.Of(@"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9\u200C\u200D", c => Word.Holds(c) || c is '\u200C' or '\u200D');

    /// <summary>What \w means in Oniguruma, whose table for Latin-1 holds ² ³ ¹ ¼ ½ ¾ too.</summary>
    public static CharacterSet WordEscape { get; } = CharacterSet.Of(@"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9\u00B2\u00B3\u00B9\u00BC-\u00BE",
        c => Word.Holds(c) || c is '\u00B2' or '\u00B3' or '\u00B9' or (>= '\u00BC' and <= '\u00BE'));

    /// <summary>The set of a property, or null where it is not known. Case, spaces, hyphens and underscores in names do not count.</summary>
    public static CharacterSet? Named(string name)
    {
        StringBuilder plain = new();
        foreach (char c in name)
        {
            if (c is not (' ' or '-' or '_')) plain.Append(char.ToLowerInvariant(c));
        }

        string key = LongNames.GetValueOrDefault(plain.ToString(), plain.ToString());
        lock (Known)
        {
            if (!Known.TryGetValue(key, out CharacterSet? known) && Build(key) is { } built) Known.Add(key, known = built);
            return known;
        }
    }

    /// <summary>Whether a character of a category is part of a word.</summary>
    public static bool IsWord(UnicodeCategory category) => category is <= UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    private static CharacterSet? Build(string key)
    {
        if (Categories.TryGetValue(key, out UnicodeCategory[]? categories))
        {
            string notation = key == "lc" ? @"\p{Lu}\p{Ll}\p{Lt}" : $@"\p{{{char.ToUpperInvariant(key[0])}{key[1..]}}}";
            return CharacterSet.Of(notation, c => categories.Contains(char.GetUnicodeCategory(c)));
        }

        return key switch
        {
            "any" => CharacterSet.Of(_ => true),
            "ascii" => CharacterSet.Of(char.IsAscii),
            "space" => Space,
            "digit" => Digit,
            "xdigit" => HexDigit,
            "word" => Word,
            "blank" => CharacterSet.Of(c => c == '\t' || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator),
            "cntrl" => CharacterSet.Of(char.IsControl),
            "alphabetic" => CharacterSet.Of(Alphabetic.Holds),
            "alnum" => CharacterSet.Of(c => Alphabetic.Holds(c) || char.IsDigit(c)),
            "punct" => CharacterSet.Of(@"\p{P}\p{S}", c => char.IsPunctuation(c) || char.IsSymbol(c)),
            "upper" => CharacterSet.Of(@"\p{Lu}\u2160-\u216F\u24B6-\u24CF", c => char.IsUpper(c) || c is (>= '\u2160' and <= '\u216F') or (>= '\u24B6' and <= '\u24CF')),
            "lower" => CharacterSet.Of(c => char.IsLower(c) || IsOtherLower(c)),
            "graph" => CharacterSet.Of(c => IsGraph(c)),
            "print" => CharacterSet.Of(c => IsGraph(c) || char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator),
            _ => null,
        };
    }

    // Other_Lowercase (Unicode 16.0, PropList.txt), as far as U+FFFF.
    private static bool IsOtherLower(char c) => c is '\u00AA' or '\u00BA' or (>= '\u02B0' and <= '\u02B8') or '\u02C0' or '\u02C1' or (>= '\u02E0' and <= '\u02E4') or '\u0345' or '\u037A'
        or '\u10FC' or (>= '\u1D2C' and <= '\u1D6A') or '\u1D78' or (>= '\u1D9B' and <= '\u1DBF') or '\u2071' or '\u207F' or (>= '\u2090' and <= '\u209C') or (>= '\u2170' and <= '\u217F')
        or (>= '\u24D0' and <= '\u24E9') or '\u2C7C' or '\u2C7D' or '\uA69C' or '\uA69D' or '\uA770' or (>= '\uA7F2' and <= '\uA7F4') or '\uA7F8' or '\uA7F9' or (>= '\uAB5C' and <= '\uAB5F') or '\uAB69';

    private static bool IsGraph(char c) => !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate);
}
