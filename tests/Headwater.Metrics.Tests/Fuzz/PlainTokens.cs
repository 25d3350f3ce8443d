using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Metrics.Tests;

/// <summary>The tokenizers as the reference tools define them, one regular expression or character after the other: slow and plain, the oracle for the fast ones.</summary>
internal static class PlainTokens
{
    private const string AlwaysApart = @"([\{-\~\[-\` -\&\(-\+\:-\@\/])";

    // As sacreBLEU's tokenizer_zh.py has them, its two mistyped ranges included.
    private const string Chinese =
        @"[\u3400-\u4DB5\u4E00-\u9FA5\u9FA6-\u9FBB\uF900-\uFA2D\uFA30-\uFA6A\uFA70-\uFAD9\u2001-\u2A6D\u2F81-\u2FA1\uFF00-\uFFEF\u2E80-\u2EFF\u3000-\u303F"
        + @"\u31C0-\u31EF\u2F00-\u2FDF\u2FF0-\u2FFF\u3100-\u312F\u31A0-\u31BF\uFE10-\uFE1F\uFE30-\uFE4F\u2600-\u26FF\u2700-\u27BF\u3200-\u32FF\u3300-\u33FF]";

    // As sacreBLEU's tokenizer_ter.py has them.
    private const string AsianCharacters =
        @"[\u4E00-\u9FFF\u3400-\u4DBF\u31C0-\u31EF\u2E80-\u2EFF\u3300-\u33FF\uF900-\uFAFF\uFE30-\uFE4F\u3200-\u3F22]";
    private const string AsianMarks =
        @"[\u3001\u3002\u3008-\u3011\u3014-\u301F\uFF61-\uFF65\u30FB\uFF0E\uFF0C\uFF1F\uFF1A\uFF1B\uFF01\uFF02\uFF08\uFF09]";

    public static List<string> Of(string text, BleuOptions options)
    {
        text = TrimEnd(options.Lowercase ? Lowercase.Of(text) : text);
        return Split(options.Tokenizer switch
        {
            BleuTokenizer.V13a => Western($" {Unescape(text.Replace("<skipped>", "").Replace("-\n", ""))} "),
            BleuTokenizer.Zh => Western(Regex.Replace(text, Chinese, " $0 ")),
            BleuTokenizer.Char => string.Join(' ', CodePointsOf(text)),
            BleuTokenizer.Intl => Intl(CodePointsOf(text)),
            _ => text,
        });
    }

    public static List<string> Of(string text, TerOptions options)
    {
        text = TrimEnd(options.CaseSensitive ? text : Lowercase.Of(text));
        if (options.Normalized)
        {
            text = Regex.Replace($" {Unescape(text.Replace("\n-", ""))} ", AlwaysApart, " $1 ");
            text = WesternAfterMarks(Regex.Replace(text, "'s ", " 's "));
            if (options.AsianSupport)
                text = Regex.Replace(Regex.Replace(text, AsianCharacters, " $0 "), AsianMarks, " $0 ");
        }
        if (options.NoPunctuation)
            text = Regex.Replace(text, @"[\.,\?:;!""\(\)]", "");
        if (options.NoPunctuation && options.AsianSupport)
            text = Regex.Replace(text, AsianMarks, "");
        return Split(text);
    }

    public static List<string> Split(string text)
    {
        List<string> words = [];
        string word = "";
        foreach (char c in text + " ")
        {
            bool isSpace = IsSpace(c);
            if (isSpace && word.Length > 0)
                words.Add(word);
            word = isSpace ? "" : word + c;
        }
        return words;
    }

    /// <summary>A surrogate without its partner is a code point too.</summary>
    public static List<string> CodePointsOf(string text)
    {
        List<string> codePoints = [];
        for (int i = 0; i < text.Length; i++)
        {
            int length = i + 1 < text.Length && char.IsSurrogatePair(text, i) ? 2 : 1;
            codePoints.Add(text.Substring(i, length));
            i += length - 1;
        }
        return codePoints;
    }

    private static string TrimEnd(string text)
    {
        while (text.Length > 0 && IsSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';

    private static string Unescape(string text) =>
        text.Replace("\n", " ").Replace("&quot;", "\"").Replace("&amp;", "&").Replace("&lt;", "<").Replace("&gt;", ">");

    private static string Western(string text) => WesternAfterMarks(Regex.Replace(text, AlwaysApart, " $1 "));

    private static string WesternAfterMarks(string text)
    {
        text = Regex.Replace(text, @"([^0-9])([\.,])", "$1 $2 ");
        text = Regex.Replace(text, @"([\.,])([^0-9])", " $1 $2");
        return Regex.Replace(text, @"([0-9])(-)", "$1 $2 ");
    }

    private static string Intl(List<string> text)
    {
        text = Pairs(text, (first, second) => !IsNumber(first) && IsPunctuation(second), (first, second) => [first, " ", second, " "]);
        text = Pairs(text, (first, second) => IsPunctuation(first) && !IsNumber(second), (first, second) => [" ", first, " ", second]);
        return string.Concat(text.Select(c => IsSymbol(c) ? $" {c} " : c));
    }

    private static List<string> Pairs(List<string> text, Func<string, string, bool> matches, Func<string, string, string[]> replacement)
    {
        List<string> output = [];
        for (int i = 0; i < text.Count; i++)
        {
            if (i + 1 < text.Count && matches(text[i], text[i + 1]))
                output.AddRange(replacement(text[i], text[++i]));
            else
                output.Add(text[i]);
        }
        return output;
    }

    private static UnicodeCategory CategoryOf(string codePoint) => CharUnicodeInfo.GetUnicodeCategory(codePoint, 0);

    private static bool IsNumber(string c) => CategoryOf(c) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static bool IsPunctuation(string c) => CategoryOf(c) is >= UnicodeCategory.ConnectorPunctuation and <= UnicodeCategory.OtherPunctuation;

    private static bool IsSymbol(string c) => CategoryOf(c) is >= UnicodeCategory.MathSymbol and <= UnicodeCategory.OtherSymbol;
}
