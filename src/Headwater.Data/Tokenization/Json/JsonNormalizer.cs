using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headwater.Data;

/// <summary>The normalizers of a tokenizer.json as functions of a text, in their order.</summary>
internal static class JsonNormalizer
{
    private const int LongestGrapheme = 6; // bytes; longer ones the library rewrites character by character

    public static IReadOnlyList<Func<string, string>> Read(JsonElement root) => [.. JsonParts.Flatten(root, "normalizer", "normalizers").Select(One)];

    private static Func<string, string> One(JsonElement part) => JsonParts.Type(part) switch
    {
        "NFC" => text => Valid(text).Normalize(NormalizationForm.FormC),
        "NFD" => text => Valid(text).Normalize(NormalizationForm.FormD),
        "NFKC" => text => Valid(text).Normalize(NormalizationForm.FormKC),
        "NFKD" => text => Valid(text).Normalize(NormalizationForm.FormKD),
        "Lowercase" => text => text.ToLowerInvariant(),
        "StripAccents" => StripAccents,
        "Strip" => Strip(JsonParts.Flag(part, "strip_left", missing: true), JsonParts.Flag(part, "strip_right", missing: true)),
        "Prepend" => Prepend(JsonParts.Text(part, "prepend") ?? ""),
        "Replace" => Replace(part),
        "Precompiled" => Precompiled(part),
        string other => throw JsonParts.Unsupported("normalizer", $"\"{other}\""),
    };

    // Half a surrogate pair has no normal form.
    private static string Valid(string text) => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string StripAccents(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)));

    private static Func<string, string> Strip(bool left, bool right) => text =>
    {
        if (left) text = text.TrimStart();
        return right ? text.TrimEnd() : text;
    };

    private static Func<string, string> Prepend(string prefix) => text => text.Length == 0 ? text : prefix + text;

    private static Func<string, string> Replace(JsonElement part)
    {
        (string pattern, bool isRegex) = JsonParts.Pattern(part);
        string content = JsonParts.Text(part, "content") ?? "";
        if (!isRegex) return text => text.Replace(pattern, content, StringComparison.Ordinal);
        Regex regex = new(pattern, RegexOptions.CultureInvariant);
        return text => regex.Replace(text, _ => content);
    }

    private static Func<string, string> Precompiled(JsonElement part)
    {
        string? map = JsonParts.Text(part, "precompiled_charsmap");
        if (string.IsNullOrEmpty(map)) return text => text;
        NormalizationTable table;
        try
        {
            table = NormalizationTable.Read(Convert.FromBase64String(map));
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new InvalidDataException("its precompiled_charsmap is broken", failure);
        }

        return text => Rewrite(text, table);
    }

    // As the `tokenizers` library does it, which differs from SentencePiece: a grapheme shorter than six bytes is replaced whole by its shortest match, a longer one by characters.
    private static string Rewrite(string text, NormalizationTable table)
    {
        StringBuilder rewritten = new(text.Length);
        TextElementEnumerator graphemes = StringInfo.GetTextElementEnumerator(text);
        while (graphemes.MoveNext())
        {
            byte[] grapheme = Encoding.UTF8.GetBytes(graphemes.GetTextElement());
            if (grapheme.Length < LongestGrapheme && table.TryRewriteShortest(grapheme, out ReadOnlySpan<byte> whole))
            {
                rewritten.Append(Encoding.UTF8.GetString(whole));
                continue;
            }

            for (ReadOnlySpan<byte> rest = grapheme; !rest.IsEmpty;)
            {
                ReadOnlySpan<byte> character = Utf8Characters.First(rest, out int length);
                rewritten.Append(Encoding.UTF8.GetString(table.TryRewriteShortest(rest[..length], out ReadOnlySpan<byte> one) ? one : character));
                rest = rest[length..];
            }
        }

        return rewritten.ToString();
    }
}
