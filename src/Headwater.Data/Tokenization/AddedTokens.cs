using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>A token that was added to a finished vocabulary, and how it is found in text (github huggingface/tokenizers, AddedToken).</summary>
internal sealed record AddedToken
{
    public required int Id { get; init; }

    public required string Content { get; init; }

    /// <summary>Left out of decoded text.</summary>
    public bool Special { get; init; }

    /// <summary>Only found where no word character is beside it.</summary>
    public bool SingleWord { get; init; }

    /// <summary>Takes the white space before it along.</summary>
    public bool LeftStrip { get; init; }

    /// <summary>Takes the white space behind it along.</summary>
    public bool RightStrip { get; init; }

    /// <summary>Looked for in normalised text, and normalised itself.</summary>
    public bool Normalized { get; init; }
}

/// <summary>A part of a text: the id of an added token, or −1 for text between them.</summary>
internal readonly record struct AddedTokenPart(int Start, int End, int Id);

/// <summary>Finds added tokens in UTF-8 text: at each place the longest, from left to right. Immutable and thread-safe.</summary>
internal sealed class AddedTokens
{
    private readonly ImmutableArray<AddedToken> _tokens;
    private readonly PieceTrie _trie;
    private readonly SearchValues<byte> _firstBytes;

    /// <param name="tokens">The tokens; of equal contents the first counts.</param>
    /// <param name="content">What a token looks like in the text.</param>
    public AddedTokens(IEnumerable<AddedToken> tokens, Func<AddedToken, string> content)
    {
        _tokens = [.. tokens];
        KeyValuePair<string, int>[] texts = [.. _tokens.Select((token, place) => KeyValuePair.Create(content(token), place)).Where(text => text.Key.Length > 0)];
        _trie = PieceTrie.Of(texts, Encoding.UTF8.GetBytes);
        _firstBytes = SearchValues.Create([.. texts.Select(text => Encoding.UTF8.GetBytes(text.Key)[0])]);
        IsEmpty = texts.Length == 0;
    }

    public bool IsEmpty { get; }

    /// <summary>The parts of a text in their order.</summary>
    public void Cut(ReadOnlySpan<byte> text, List<AddedTokenPart> parts)
    {
        parts.Clear();
        int end = 0;
        for (int at = 0; at < text.Length;)
        {
            int next = text[at..].IndexOfAny(_firstBytes);
            if (next < 0) break;
            at += next;
            (int length, int place) = _trie.Longest(text[at..]);
            if (place == PieceTrie.None)
            {
                at++;
                continue;
            }

            AddedToken token = _tokens[place];
            int start = at, stop = at + length;
            at = stop;
            if (token.SingleWord && (EndsInWord(text[..start]) || BeginsWithWord(text[stop..]))) continue;
            if (token.LeftStrip) start = Math.Max(start - TrailingSpace(text[..start]), end);
            if (token.RightStrip) stop += LeadingSpace(text[stop..]);
            if (start > end) parts.Add(new AddedTokenPart(end, start, PieceTrie.None));
            parts.Add(new AddedTokenPart(start, stop, token.Id));
            end = stop;
        }

        if (end < text.Length) parts.Add(new AddedTokenPart(end, text.Length, PieceTrie.None));
    }

    private static bool EndsInWord(ReadOnlySpan<byte> text) => Rune.DecodeLastFromUtf8(text, out Rune last, out _) == OperationStatus.Done && IsWord(last);

    private static bool BeginsWithWord(ReadOnlySpan<byte> text) => Rune.DecodeFromUtf8(text, out Rune first, out _) == OperationStatus.Done && IsWord(first);

    private static bool IsWord(Rune rune) => PatternProperties.IsWord(Rune.GetUnicodeCategory(rune)) || rune.Value is 0x200C or 0x200D || Alphabetic.IsOther(rune.Value);

    private static int TrailingSpace(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (Rune.DecodeLastFromUtf8(text[..^length], out Rune last, out int taken) == OperationStatus.Done && Rune.IsWhiteSpace(last)) length += taken;
        return length;
    }

    private static int LeadingSpace(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (Rune.DecodeFromUtf8(text[length..], out Rune first, out int taken) == OperationStatus.Done && Rune.IsWhiteSpace(first)) length += taken;
        return length;
    }
}

/// <summary>Takes added tokens out of a text and encodes what lies between them, each stretch as a text of its own. Thread-safe.</summary>
internal sealed class AddedTokenEncoder(IPieceEncoder encoder, AddedTokens tokens) : IPieceEncoder
{
    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        List<AddedTokenPart> parts = [];
        tokens.Cut(utf8, parts);
        foreach (AddedTokenPart part in parts)
        {
            if (part.Id >= 0) ids.Add(part.Id);
            else encoder.Encode(utf8[part.Start..part.End], ids);
        }
    }
}
