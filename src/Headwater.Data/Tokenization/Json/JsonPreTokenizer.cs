using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Headwater.Data;

/// <summary>The pre-tokenizers of a tokenizer.json: each cuts every segment of a text into segments, which no piece spans.</summary>
internal sealed class JsonPreTokenizer
{
    /// <summary>The words of GPT-2: contractions, and runs of letters, digits or other signs with a space before them.</summary>
    private const string ByteLevelWords = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private readonly List<Cut> _cuts = [];

    private JsonPreTokenizer()
    {
    }

    private delegate IEnumerable<string> Cut(string segment, bool first);

    /// <summary>Whether segments are written in the byte-level alphabet.</summary>
    public bool IsByteLevel { get; private set; }

    /// <summary>Whether a space is put in front of a text.</summary>
    public bool PrependsSpace { get; private set; }

    public static JsonPreTokenizer Read(JsonElement root)
    {
        JsonPreTokenizer read = new();
        foreach (JsonElement part in JsonParts.Flatten(root, "pre_tokenizer", "pretokenizers")) read._cuts.Add(read.One(part));
        return read;
    }

    public IEnumerable<string> Apply(string text)
    {
        IEnumerable<string> segments = text.Length == 0 ? [] : [text];
        foreach (Cut cut in _cuts) segments = segments.SelectMany((segment, index) => cut(segment, index == 0)).Where(segment => segment.Length > 0);
        return segments;
    }

    private Cut One(JsonElement part) => JsonParts.Type(part) switch
    {
        "Metaspace" => Metaspace(part),
        "ByteLevel" => ByteLevel(part),
        "WhitespaceSplit" => (segment, _) => segment.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        "Whitespace" => Matches(new Regex(@"\w+|[^\w\s]+", RegexOptions.CultureInvariant)),
        "Digits" => Isolate(new Regex(JsonParts.Flag(part, "individual_digits", missing: false) ? @"\p{N}" : @"\p{N}+", RegexOptions.CultureInvariant)),
        "Punctuation" when (JsonParts.Text(part, "behavior") ?? "Isolated") == "Isolated" => Isolate(new Regex(@"[\p{P}$+<=>^`|~]", RegexOptions.CultureInvariant)),
        "Split" => Split(part),
        string other => throw JsonParts.Unsupported("pre-tokenizer", $"\"{other}\""),
    };

    private Cut Metaspace(JsonElement part)
    {
        string replacement = JsonParts.Text(part, "replacement") ?? "▁";
        if (replacement != "▁") throw JsonParts.Unsupported("pre-tokenizer Metaspace with replacement", $"\"{replacement}\"");
        string scheme = JsonParts.Text(part, "prepend_scheme") ?? (JsonParts.Flag(part, "add_prefix_space", missing: true) ? "always" : "never");
        bool split = JsonParts.Flag(part, "split", missing: true);
        PrependsSpace = scheme != "never";
        return (segment, first) =>
        {
            string marked = segment.Replace(' ', WordCounts.Space);
            bool prepend = (scheme == "always" || scheme == "first" && first) && !marked.StartsWith(WordCounts.Space);
            if (prepend) marked = WordCounts.Space + marked;
            return split ? BeforeEachSpace(marked) : [marked];
        };
    }

    private static IEnumerable<string> BeforeEachSpace(string text)
    {
        int start = 0;
        for (int at = text.IndexOf(WordCounts.Space, Math.Min(1, text.Length)); at >= 0; at = text.IndexOf(WordCounts.Space, at + 1))
        {
            yield return text[start..at];
            start = at;
        }

        yield return text[start..];
    }

    private Cut ByteLevel(JsonElement part)
    {
        bool prepend = JsonParts.Flag(part, "add_prefix_space", missing: true);
        Cut words = JsonParts.Flag(part, "use_regex", missing: true) ? Isolate(new Regex(ByteLevelWords, RegexOptions.CultureInvariant)) : (segment, _) => [segment];
        IsByteLevel = true;
        PrependsSpace = prepend;
        return (segment, first) => words(prepend && !segment.StartsWith(' ') ? " " + segment : segment, first).Select(word => ByteLevelAlphabet.Write(Encoding.UTF8.GetBytes(word)));
    }

    private static Cut Split(JsonElement part)
    {
        (string pattern, bool isRegex) = JsonParts.Pattern(part);
        Regex regex = new(isRegex ? pattern : Regex.Escape(pattern), RegexOptions.CultureInvariant);
        string behavior = JsonParts.Text(part, "behavior") ?? "Isolated";
        bool invert = JsonParts.Flag(part, "invert", missing: false);
        return (behavior, invert) switch
        {
            ("Isolated", _) => Isolate(regex), // the same cuts, whichever side counts as the separator
            ("Removed", false) => (segment, _) => regex.Split(segment),
            ("Removed", true) => Matches(regex),
            ("MergedWithPrevious", false) => (segment, _) => Cuts(segment, regex.Matches(segment).Select(match => match.Index + match.Length)),
            ("MergedWithNext", false) => (segment, _) => Cuts(segment, regex.Matches(segment).Select(match => match.Index)),
            _ => throw JsonParts.Unsupported("pre-tokenizer Split with behavior", $"\"{behavior}\"{(invert ? " and invert" : "")}"),
        };
    }

    private static Cut Matches(Regex regex) => (segment, _) => regex.Matches(segment).Select(match => match.Value);

    private static Cut Isolate(Regex regex) => (segment, _) => Cuts(segment, regex.Matches(segment).SelectMany(match => (int[])[match.Index, match.Index + match.Length]));

    private static IEnumerable<string> Cuts(string segment, IEnumerable<int> places)
    {
        int start = 0;
        foreach (int place in places.Where(place => place > 0 && place < segment.Length))
        {
            if (place > start) yield return segment[start..place];
            start = place;
        }

        yield return segment[start..];
    }
}
