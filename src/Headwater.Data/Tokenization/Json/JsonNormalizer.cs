using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>The normalizers of a tokenizer.json, in their order. Thread-safe.</summary>
internal sealed class JsonNormalizer
{
    private const int LongestGrapheme = 6; // bytes; longer ones the library rewrites character by character

    private readonly List<Func<Segment, Segment>> _steps = [];

    private JsonNormalizer()
    {
    }

    public static JsonNormalizer Read(JsonElement root)
    {
        JsonNormalizer read = new();
        foreach (JsonElement part in JsonParts.Flatten(root, "normalizer", "normalizers")) read._steps.Add(One(part));
        return read;
    }

    public Segment Apply(Segment segment)
    {
        foreach (Func<Segment, Segment> step in _steps) segment = step(segment);
        return segment;
    }

    private static Func<Segment, Segment> One(JsonElement part) => JsonParts.Type(part) switch
    {
        "NFC" => ByCharacter(text => NormalForm.Of(text, NormalizationForm.FormC)),
        "NFD" => ByCharacter(text => NormalForm.Of(text, NormalizationForm.FormD)),
        "NFKC" => ByCharacter(text => NormalForm.Of(text, NormalizationForm.FormKC)),
        "NFKD" => ByCharacter(text => NormalForm.Of(text, NormalizationForm.FormKD)),
        "Lowercase" => ByCharacter(LetterCase.Lower),
        "StripAccents" => ByCharacter(StripAccents),
        "Strip" => Strip(JsonParts.Flag(part, "strip_left", missing: true), JsonParts.Flag(part, "strip_right", missing: true)),
        "Prepend" => Prepend(JsonParts.Text(part, "prepend") ?? ""),
        "Replace" => Replace(part),
        "Precompiled" => Precompiled(part),
        "ByteLevel" => ByCharacter(text => ByteLevelAlphabet.Write(Encoding.UTF8.GetBytes(text))),
        string other => throw JsonParts.Unsupported("normalizer", $"\"{other}\""),
    };

    // What the first character becomes stays first.
    private static Func<Segment, Segment> ByCharacter(Func<string, string> rewrite) => segment =>
    {
        string text = rewrite(segment.Text);
        if (segment.First == 0 || ReferenceEquals(text, segment.Text)) return segment with { Text = text };
        return new Segment(text, Math.Min(rewrite(segment.Text[..segment.First]).Length, text.Length));
    };

    private static string StripAccents(string text)
    {
        if (Ascii.IsValid(text)) return text;
        StringBuilder bare = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!LaterMarks.IsDropped(rune)) bare.Append(rune);
        }

        return bare.ToString();
    }

    private static Func<Segment, Segment> Strip(bool left, bool right) => segment =>
    {
        int start = left ? segment.Text.Length - segment.Text.AsSpan().TrimStart().Length : 0;
        int end = right ? segment.Text.AsSpan().TrimEnd().Length : segment.Text.Length;
        return end <= start ? new Segment("", 0) : segment.Slice(start, end);
    };

    private static Func<Segment, Segment> Prepend(string prefix) => segment => segment.Prepend(prefix);

    private static Func<Segment, Segment> Replace(JsonElement part)
    {
        PatternMatcher matcher = JsonParts.Pattern(part);
        string content = JsonParts.Text(part, "content") ?? "";
        return segment =>
        {
            List<TextPart> parts = [];
            matcher.Cut(segment.Text, parts);
            if (!parts.Exists(found => found.IsMatch)) return segment;
            StringBuilder text = new(segment.Text.Length);
            int first = 0;
            foreach (TextPart found in parts)
            {
                if (found.IsMatch) text.Append(content);
                else text.Append(segment.Text, found.Start, found.End - found.Start);
                if (found.End <= segment.First) first = text.Length;
                else if (!found.IsMatch && found.Start < segment.First) first = text.Length - (found.End - segment.First);
            }

            return new Segment(text.ToString(), first);
        };
    }

    private static Func<Segment, Segment> Precompiled(JsonElement part)
    {
        string? map = JsonParts.Text(part, "precompiled_charsmap");
        if (string.IsNullOrEmpty(map)) return segment => segment;
        NormalizationTable table;
        try
        {
            table = NormalizationTable.Read(Convert.FromBase64String(map));
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            throw new InvalidDataException("its precompiled_charsmap is broken", failure);
        }

        return ByCharacter(text => Rewrite(text, table));
    }

    // As the `tokenizers` library does it, which differs from SentencePiece: a grapheme shorter than six bytes is replaced whole by its shortest match, a longer one by characters.
    private static string Rewrite(string text, NormalizationTable table)
    {
        StringBuilder rewritten = new(text.Length);
        Span<byte> grapheme = stackalloc byte[64];
        for (int at = 0; at < text.Length;)
        {
            int length = StringInfo.GetNextTextElementLength(text.AsSpan(at));
            ReadOnlySpan<char> element = text.AsSpan(at, length);
            at += length;
            int bytes = Encoding.UTF8.GetByteCount(element);
            Span<byte> utf8 = bytes <= grapheme.Length ? grapheme[..bytes] : new byte[bytes];
            Encoding.UTF8.GetBytes(element, utf8);
            if (bytes < LongestGrapheme && table.TryRewriteShortest(utf8, out ReadOnlySpan<byte> whole))
            {
                Append(rewritten, whole);
                continue;
            }

            for (ReadOnlySpan<byte> rest = utf8; !rest.IsEmpty;)
            {
                ReadOnlySpan<byte> character = Utf8Characters.First(rest, out int taken);
                Append(rewritten, table.TryRewriteShortest(rest[..taken], out ReadOnlySpan<byte> one) ? one : character);
                rest = rest[taken..];
            }
        }

        return rewritten.ToString();
    }

    private static void Append(StringBuilder target, ReadOnlySpan<byte> utf8)
    {
        Span<char> characters = stackalloc char[64];
        if (utf8.Length > characters.Length) target.Append(Encoding.UTF8.GetString(utf8));
        else target.Append(characters[..Encoding.UTF8.GetChars(utf8, characters)]);
    }
}
