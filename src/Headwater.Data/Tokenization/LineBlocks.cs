using System.Buffers;

namespace Headwater.Data;

/// <summary>Cuts a stream into blocks of whole lines. A byte order mark at the start is dropped; a line may be longer than a block.</summary>
internal sealed class LineBlocks(Stream input, int blockBytes, string origin)
{
    private byte[] _rest = [];
    private bool _begun;
    private bool _ended;
    private long _lines;

    /// <summary>Fills a block; false at the end.</summary>
    public bool TryRead(ArrayBufferWriter<byte> block)
    {
        block.ResetWrittenCount();
        block.Write(_rest);
        _rest = [];
        byte[] buffer = ArrayPool<byte>.Shared.Rent(blockBytes);
        while (!_ended)
        {
            int count = TextFile.Read(input, buffer, origin, _lines);
            _ended = count < buffer.Length;
            ReadOnlySpan<byte> read = buffer.AsSpan(0, count);
            if (!_begun && read.StartsWith("\uFEFF"u8)) read = read[3..];
            _begun = true;
            int end = read.LastIndexOf((byte)'\n') + 1;
            if (end == 0 || _ended)
            {
                block.Write(read);
                continue;
            }

            block.Write(read[..end]);
            _rest = read[end..].ToArray();
            break;
        }

        ArrayPool<byte>.Shared.Return(buffer);
        _lines += block.WrittenSpan.Count((byte)'\n');
        return block.WrittenCount > 0;
    }
}
