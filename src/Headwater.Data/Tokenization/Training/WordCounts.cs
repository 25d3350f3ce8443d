using System.Globalization;
using System.Text;

namespace Headwater.Data;

/// <summary>
/// The words of a text with their counts, as a byte-pair trainer sees them: a word is a run of letters, of digits or of other signs, and takes the
/// space before it along as U+2581. So no piece mixes letters with punctuation or spans a space. Control characters, line ends and U+2581 itself separate; a no-break space is a sign.
/// </summary>
internal sealed class WordCounts(bool splitDigits)
{
    /// <summary>U+2581, which stands for a space in SentencePiece.</summary>
    public const char Space = '\u2581';

    private const int MaxWordLength = 128; // characters; a longer run is cut, since no piece is nearly as long

    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private char[] _buffer = [];

    private enum Kind
    {
        Separator,
        Letter,
        Digit,
        Other,
    }

    public Dictionary<string, long> Counts => _counts;

    public void Add(string text)
    {
        if (_buffer.Length <= text.Length) _buffer = new char[text.Length * 2 + 1];
        _buffer[0] = Space;
        text.CopyTo(0, _buffer, 1, text.Length);
        ReadOnlySpan<char> line = _buffer.AsSpan(0, text.Length + 1);
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        bool afterSpace = true;
        for (int start = 1; start < line.Length;)
        {
            int end = EndOfRun(line, start, out Kind kind);
            if (kind == Kind.Separator)
            {
                afterSpace = line[end - 1] == ' ';
                start = end;
                continue;
            }

            if (afterSpace) _buffer[start - 1] = Space;
            if (kind == Kind.Digit && splitDigits) AddDigits(counts, line, start, end, afterSpace);
            else Count(counts, line[(afterSpace ? start - 1 : start)..end]);
            afterSpace = false;
            start = end;
        }
    }

    private static int EndOfRun(ReadOnlySpan<char> line, int start, out Kind kind)
    {
        int end = start + Next(line[start..], out kind);
        while (end < line.Length && end - start < MaxWordLength)
        {
            int length = Next(line[end..], out Kind next);
            if (next != kind) break;
            end += length;
        }

        return end;
    }

    private static int Next(ReadOnlySpan<char> text, out Kind kind)
    {
        char first = text[0];
        if (char.IsAscii(first))
        {
            kind = char.IsAsciiLetter(first) ? Kind.Letter : char.IsAsciiDigit(first) ? Kind.Digit : first is <= ' ' or '\u007F' ? Kind.Separator : Kind.Other;
            return 1;
        }

        bool valid = Rune.DecodeFromUtf16(text, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
        kind = !valid || first == Space ? Kind.Separator : KindOf(Rune.GetUnicodeCategory(rune));
        return length;
    }

    private static Kind KindOf(UnicodeCategory category) => category switch
    {
        <= UnicodeCategory.EnclosingMark => Kind.Letter, // letters of all cases, modifiers and marks
        <= UnicodeCategory.OtherNumber => Kind.Digit,
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Control => Kind.Separator,
        UnicodeCategory.OtherNotAssigned => Kind.Separator,
        _ => Kind.Other,
    };

    private static void AddDigits(Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts, ReadOnlySpan<char> line, int start, int end, bool afterSpace)
    {
        if (afterSpace) Count(counts, line.Slice(start - 1, 1)); // the space stays apart, so that a digit looks the same everywhere
        for (int digit = start; digit < end;)
        {
            int length = Next(line[digit..], out _);
            Count(counts, line.Slice(digit, length));
            digit += length;
        }
    }

    private static void Count(Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> counts, ReadOnlySpan<char> word) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _)++;
}
