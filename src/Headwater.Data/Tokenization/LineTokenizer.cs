using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Headwater.Data;

/// <summary>
/// Turns a stream of UTF-8 lines into a stream of lines of ids or pieces. Threads take blocks of lines; the output is in order, and memory does not grow with the text.
/// Ids are those of the tokenizer's file, without an end of sequence.
/// </summary>
public sealed class LineTokenizer
{
    private const int BlockBytes = 1 << 20;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextTokenizer _tokenizer;
    private readonly int _threads;
    private readonly byte[][] _names;
    private readonly byte[][]? _quoted; // pieces as JSON strings, where lines are JSON

    public LineTokenizer(TextTokenizer tokenizer, TokenNotation notation, int threads)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        (_tokenizer, _threads) = (tokenizer, threads);
        string separator = notation == TokenNotation.Json ? "," : " ";
        _names = Names(id => (notation == TokenNotation.Pieces ? tokenizer.NameOf(id) : (id - tokenizer.Offset).ToString(CultureInfo.InvariantCulture)) + separator);
        _quoted = notation == TokenNotation.Json ? Names(id => JsonSerializer.Serialize(tokenizer.NameOf(id), Relaxed) + separator) : null;
    }

    private byte[][] Names(Func<int, string> name) => [.. Enumerable.Range(0, _tokenizer.VocabularySize).Select(id => Encoding.UTF8.GetBytes(name(id)))];

    /// <summary>Encodes all lines. <paramref name="origin"/> names the input in messages.</summary>
    /// <exception cref="InvalidDataException">A line is not UTF-8.</exception>
    public Fertility Encode(Stream input, Stream output, string origin, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Block[] blocks = [.. Enumerable.Range(0, _threads).Select(_ => new Block())];
        Fertility total = new() { Lines = 0, Words = 0, Bytes = 0, Tokens = 0 };
        LineBlocks reader = new(input, BlockBytes, origin);
        for (bool more = true; more;)
        {
            cancellation.ThrowIfCancellationRequested();
            int filled = 0;
            while (filled < blocks.Length && (more = reader.TryRead(blocks[filled].Text))) filled++;
            long first = total.Lines;
            if (filled == 1) EncodeBlock(blocks[0]);
            else Parallel.For(0, filled, block => EncodeBlock(blocks[block]));
            foreach (Block block in blocks.AsSpan(0, filled))
            {
                if (block.BadLine is { } bad)
                    throw new InvalidDataException($"{origin}({first + bad}): the line is not UTF-8.\nhint: convert the text to UTF-8, for example with iconv.");
                output.Write(block.Output.WrittenSpan);
                total += block.Fertility!;
                first = total.Lines;
            }
        }

        output.Flush();
        return total;
    }

    private void EncodeBlock(Block block)
    {
        block.Output.ResetWrittenCount();
        block.BadLine = null;
        long lines = 0, tokens = 0, bytes = 0, words = 0, unknown = 0;
        for (ReadOnlySpan<byte> rest = block.Text.WrittenSpan; !rest.IsEmpty;)
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.EndsWith("\r"u8)) line = line[..^1];
            lines++;
            if (!Utf8.IsValid(line))
            {
                block.BadLine = lines;
                return;
            }

            block.Ids.Clear();
            _tokenizer.Encode(line, block.Ids);
            unknown += WriteLine(block);
            bytes += line.Length;
            words += Fertility.CountWords(line);
            tokens += block.Ids.Count;
        }

        block.Fertility = new Fertility { Lines = lines, Words = words, Bytes = bytes, Tokens = tokens, Unknown = unknown };
    }

    private int WriteLine(Block block)
    {
        if (_quoted is null)
        {
            WriteList(block, _names, "", "\n");
        }
        else
        {
            WriteList(block, _names, "{\"ids\":[", "]");
            WriteList(block, _quoted, ",\"pieces\":[", "]}\n");
        }

        int unknown = 0;
        foreach (int id in block.Ids)
        {
            if (_tokenizer.IsUnknown(id)) unknown++;
        }

        return unknown;
    }

    private static void WriteList(Block block, byte[][] names, string begin, string end)
    {
        int size = begin.Length + end.Length;
        foreach (int id in block.Ids) size += names[id].Length;
        Span<byte> target = block.Output.GetSpan(size);
        int written = Encoding.UTF8.GetBytes(begin, target);
        foreach (int id in block.Ids)
        {
            byte[] name = names[id];
            name.CopyTo(target[written..]);
            written += name.Length;
        }

        if (block.Ids.Count > 0) written--; // the last separator
        block.Output.Advance(written + Encoding.UTF8.GetBytes(end, target[written..]));
    }

    private sealed class Block
    {
        public readonly ArrayBufferWriter<byte> Text = new(BlockBytes * 2);
        public readonly ArrayBufferWriter<byte> Output = new(BlockBytes * 2);
        public readonly List<int> Ids = [];
        public Fertility? Fertility;
        public long? BadLine;
    }
}

/// <summary>How tokens are written.</summary>
public enum TokenNotation
{
    /// <summary>Numbers, as the tokenizer's file counts them.</summary>
    Ids,

    /// <summary>Pieces, as the tokenizer's file writes them.</summary>
    Pieces,

    /// <summary>A JSON object for each line, with both.</summary>
    Json,
}
