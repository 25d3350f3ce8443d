using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// Bytes as tokens, as ByT5 has them (Xue et al. 2022, arXiv:2105.13626): padding 0, end of sequence 1, unknown 2, and byte b is b + 3.
/// </summary>
internal sealed class ByteContent : IPieceEncoder
{
    private const int Offset = 3;

    private ByteContent()
    {
    }

    public static TokenizerContent Create()
    {
        byte[][] surfaces = [[], [], [], .. Enumerable.Range(0, 256).Select(value => new[] { (byte)value })];
        return new TokenizerContent
        {
            Encoder = new ByteContent(),
            Names = ["<pad>", "</s>", "<unk>", .. Enumerable.Range(0, 256).Select(value => BytePiece.Text((byte)value))],
            Surfaces = [.. surfaces],
            HasPublishedLayout = true,
            UnknownId = TextTokenizer.Unknown,
            File = [.. "{\"tokenizer\": \"bytes\"}\n"u8],
            FileName = TextTokenizer.BytesFileName,
        };
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        foreach (byte value in utf8) ids.Add(value + Offset);
    }
}
