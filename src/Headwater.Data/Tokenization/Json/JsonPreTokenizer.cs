using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Headwater.Data;

/// <summary>The pre-tokenizers of a tokenizer.json: each cuts every segment of a text into segments, which no piece spans. Thread-safe.</summary>
internal sealed class JsonPreTokenizer
{
    /// <summary>The words of GPT-2: contractions, and runs of letters, digits or other signs with a space before them.</summary>
    private const string ByteLevelWords = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private readonly List<Cut> _cuts = [];

    private JsonPreTokenizer()
    {
    }

    private delegate void Cut(Segment segment, List<Segment> into);

    /// <summary>Whether segments are written in the byte-level alphabet.</summary>
    public bool IsByteLevel { get; private set; }

    /// <summary>Whether a space is put in front of a text.</summary>
    public bool PrependsSpace { get; private set; }

    /// <summary>Whether it matters what comes from the first character of the text.</summary>
    public bool AsksForFirst { get; private set; }

    public static JsonPreTokenizer Read(JsonElement root)
    {
        JsonPreTokenizer read = new();
        foreach (JsonElement part in JsonParts.Flatten(root, "pre_tokenizer", "pretokenizers")) read._cuts.Add(read.One(part));
        return read;
    }

    /// <summary>The segments of a text, none of them empty.</summary>
    public List<Segment> Apply(Segment text)
    {
        List<Segment> segments = text.Text.Length == 0 ? [] : [text], next = [];
        foreach (Cut cut in _cuts)
        {
            next.Clear();
            foreach (Segment segment in segments) cut(segment, next);
            (segments, next) = (next, segments);
        }

        return segments;
    }

    private Cut One(JsonElement part) => JsonParts.Type(part) switch
    {
        "Metaspace" => Metaspace(part),
        "ByteLevel" => ByteLevel(part),
        "WhitespaceSplit" => By(char.IsWhiteSpace, SplitBehavior.Removed),
        "Whitespace" => By(PatternMatcher.RustWords(), SplitBehavior.Removed, invert: true),
        "Digits" => ByRune(Rune.IsNumber, JsonParts.Flag(part, "individual_digits", missing: false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous),
        "Punctuation" => ByRune(IsPunctuation, SplitBehaviors.Read(part, SplitBehavior.Isolated)),
        "Split" => By(JsonParts.Pattern(part), SplitBehaviors.Read(part, missing: null), JsonParts.Flag(part, "invert", missing: false)),
        "FixedLength" => FixedLength(JsonParts.Number(part, "length", 5)),
        string other => throw JsonParts.Unsupported("pre-tokenizer", $"\"{other}\""),
    };

    private static bool IsPunctuation(Rune rune) => Rune.IsPunctuation(rune) || rune.IsAscii && "$+<=>^`|~".Contains((char)rune.Value);

    private Cut Metaspace(JsonElement part)
    {
        string replacement = JsonParts.Text(part, "replacement") ?? "▁";
        if (replacement != "▁") throw JsonParts.Unsupported("pre-tokenizer Metaspace with replacement", $"\"{replacement}\"");
        string scheme = JsonParts.Text(part, "prepend_scheme") ?? (JsonParts.Flag(part, "add_prefix_space", missing: true) ? "always" : "never");
        bool split = JsonParts.Flag(part, "split", missing: true);
        PrependsSpace = scheme != "never";
        AsksForFirst |= scheme == "first";
        return (segment, into) =>
        {
            Segment marked = segment with { Text = segment.Text.Replace(' ', WordCounts.Space) };
            bool prepend = (scheme == "always" || scheme == "first" && marked.First > 0) && !marked.Text.StartsWith(WordCounts.Space);
            if (prepend) marked = marked.Prepend("▁");
            if (split) CutBeforeEachSpace(marked, into);
            else into.Add(marked);
        };
    }

    private static void CutBeforeEachSpace(Segment marked, List<Segment> into)
    {
        int start = 0;
        string text = marked.Text;
        for (int at = text.IndexOf(WordCounts.Space, Math.Min(1, text.Length)); at >= 0; at = text.IndexOf(WordCounts.Space, at + 1))
        {
            into.Add(marked.Slice(start, at));
            start = at;
        }

        into.Add(marked.Slice(start, text.Length));
    }

    private Cut ByteLevel(JsonElement part)
    {
        bool prepend = JsonParts.Flag(part, "add_prefix_space", missing: true);
        PatternMatcher? words = JsonParts.Flag(part, "use_regex", missing: true) ? PatternMatcher.Of(ByteLevelWords) : null;
        IsByteLevel = true;
        PrependsSpace |= prepend;
        return (segment, into) =>
        {
            if (prepend && !segment.Text.StartsWith(' ')) segment = segment.Prepend(" ");
            int begin = into.Count;
            if (words is null) into.Add(segment);
            else SplitBehaviors.Apply(segment, words, SplitBehavior.Isolated, invert: false, into);
            for (int i = begin; i < into.Count; i++) into[i] = new Segment(ByteLevelAlphabet.Write(Encoding.UTF8.GetBytes(into[i].Text)), into[i].First);
        };
    }

    private static Cut FixedLength(int length) => length < 1
        ? throw JsonParts.Unsupported("pre-tokenizer FixedLength with length", length.ToString(CultureInfo.InvariantCulture))
        : (segment, into) =>
        {
            int start = 0, at = 0, count = 0;
            while (at < segment.Text.Length)
            {
                at += char.IsHighSurrogate(segment.Text[at]) && at + 1 < segment.Text.Length ? 2 : 1;
                if (++count % length != 0) continue;
                into.Add(segment.Slice(start, at));
                start = at;
            }

            if (start < at) into.Add(segment.Slice(start, at));
        };

    private static Cut By(PatternMatcher matcher, SplitBehavior behavior, bool invert) => (segment, into) => SplitBehaviors.Apply(segment, matcher, behavior, invert, into);

    private static Cut By(Func<char, bool> matches, SplitBehavior behavior) => ByRune(rune => rune.IsBmp && matches((char)rune.Value), behavior);

    // Every character that fits is a match of its own.
    private static Cut ByRune(Func<Rune, bool> matches, SplitBehavior behavior) => (segment, into) =>
    {
        List<TextPart> parts = [];
        int last = 0, at = 0;
        foreach (Rune rune in segment.Text.EnumerateRunes())
        {
            int end = at + rune.Utf16SequenceLength;
            if (matches(rune))
            {
                if (last < at) parts.Add(new TextPart(last, at, IsMatch: false));
                parts.Add(new TextPart(at, end, IsMatch: true));
                last = end;
            }

            at = end;
        }

        if (last < at) parts.Add(new TextPart(last, at, IsMatch: false));
        SplitBehaviors.Apply(segment, parts, behavior, into);
    };
}
