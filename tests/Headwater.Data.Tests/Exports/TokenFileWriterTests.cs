using System.Buffers.Binary;
using System.Text;

namespace Headwater.Data.Tests;

/// <summary>The layouts in which trainers read token ids, checked against the formats' definitions.</summary>
public sealed class TokenFileWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Finish_NanoGpt_WritesLittleEndianIdsWithAnEndAfterEachDocument()
    {
        byte[] bytes = Written(DataLayout.NanoGpt, "train.bin", vocabulary: 50257);

        Assert.Equal([5, 0, 0x39, 0x30, 1, 0, 7, 0, 1, 0], bytes);
    }

    [Theory]
    [InlineData(50257, "<u2", 2)]
    [InlineData(100_000, "<i4", 4)]
    public void Finish_Npy_WritesAHeaderThatNumPyReads(int vocabulary, string type, int width)
    {
        byte[] bytes = Written(DataLayout.Npy, "train.npy", vocabulary);

        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        int header = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        Assert.Equal(0, (10 + header) % 64);
        string dictionary = Encoding.ASCII.GetString(bytes, 10, header);
        Assert.StartsWith($"{{'descr': '{type}', 'fortran_order': False, 'shape': (5,), }}", dictionary, StringComparison.Ordinal);
        Assert.EndsWith("\n", dictionary, StringComparison.Ordinal);
        Assert.Equal(5 * width, bytes.Length - 10 - header);
        Assert.Equal(12345, width == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(10 + header + 2)) : BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(10 + header + 4)));
    }

    [Fact]
    public void Finish_Megatron_WritesAnIndexOfLengthsAndPlaces()
    {
        Written(DataLayout.Megatron, "train", vocabulary: 50257);
        using BinaryReader index = new(File.OpenRead(_folder["train.idx"]));

        Assert.Equal("MMIDIDX\0\0"u8.ToArray(), index.ReadBytes(9));
        Assert.Equal((1UL, 8, 2UL, 3UL), (index.ReadUInt64(), index.ReadByte(), index.ReadUInt64(), index.ReadUInt64()));
        Assert.Equal([3, 2], new[] { index.ReadInt32(), index.ReadInt32() });
        Assert.Equal([0L, 6], new[] { index.ReadInt64(), index.ReadInt64() });
        Assert.Equal([0L, 1, 2], new[] { index.ReadInt64(), index.ReadInt64(), index.ReadInt64() });
        Assert.Equal(index.BaseStream.Length, index.BaseStream.Position);
        Assert.Equal(10, new FileInfo(_folder["train.bin"]).Length);
    }

    [Fact]
    public void Create_NanoGptWithALargeVocabulary_SaysWhichLayoutsHaveRoom()
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => new TokenFileWriter(DataLayout.NanoGpt, _folder["train.bin"], 100_000, end: 1));

        Assert.Contains("the tokenizer has 100000 ids; expected at most 65536.\nhint: set data: npy", exception.Message, StringComparison.Ordinal);
    }

    private byte[] Written(DataLayout layout, string name, int vocabulary)
    {
        string path = _folder[name];
        using (TokenFileWriter writer = new(layout, path, vocabulary, end: 1))
        {
            writer.Add([5, 12345]);
            writer.Add([7]);
            writer.Finish();
        }

        return layout == DataLayout.Megatron ? [] : File.ReadAllBytes(path);
    }
}
