using System.Buffers.Binary;

namespace Headwater.Data;

/// <summary>Some documents as tokens, ready to be written: little-endian ids of 2 or 4 bytes, and how many tokens each document has.</summary>
internal sealed record EncodedBlock(byte[] Bytes, int[] Lengths)
{
    public static EncodedBlock Of(List<string> documents, TextTokenizer tokenizer, int width)
    {
        List<int> tokens = [];
        int[] lengths = new int[documents.Count];
        for (int i = 0; i < lengths.Length; i++)
        {
            int before = tokens.Count;
            tokenizer.Encode(documents[i], tokens);
            lengths[i] = tokens.Count - before;
        }

        return new EncodedBlock(ToBytes(tokens, width), lengths);
    }

    private static byte[] ToBytes(List<int> tokens, int width)
    {
        byte[] bytes = new byte[tokens.Count * width];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (width == 2) BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * 2), (ushort)tokens[i]);
            else BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), tokens[i]);
        }

        return bytes;
    }
}
