using System.Text;

namespace Headwater.Data.Tests;

/// <summary>What stands behind a gzip member, and files that end within one.</summary>
public sealed class GzipEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Documents_FileCutAnywhere_IsNeverSilentlyShort()
    {
        string path = _folder.Write("lines.txt.gz", Lines(60));
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);

            string message = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("cut", path).Documents().Count()).Message;

            Assert.StartsWith($"{path}: the compressed data is broken after line ", message);
            Assert.Contains("(the file ends too early)", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Documents_SecondMemberCutAnywhere_IsNeverSilentlyShort()
    {
        byte[] first = File.ReadAllBytes(_folder.Write("first.gz", Lines(40))), second = File.ReadAllBytes(_folder.Write("second.gz", Lines(30)));
        for (int length = 1; length < second.Length; length++)
        {
            File.WriteAllBytes(_folder["both.txt.gz"], [.. first, .. second[..length]]);

            Assert.Throws<InvalidDataException>(() => Corpus.FromFile("cut", _folder["both.txt.gz"]).Documents().Count());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(700)]
    [InlineData(5_000)]
    [InlineData(20_000)]
    public void Documents_BytesThatAreNoMember_AreRefused(int count)
    {
        byte[] whole = File.ReadAllBytes(_folder.Write("lines.txt.gz", Lines(300)));
        foreach (byte letter in new[] { (byte)'x', (byte)0x1F, (byte)0xFF })
        {
            File.WriteAllBytes(_folder["tail.txt.gz"], [.. whole, .. Enumerable.Repeat(letter, count)]);

            string message = Assert.Throws<InvalidDataException>(() => Corpus.FromFile("tail", _folder["tail.txt.gz"]).Documents().Count()).Message;

            Assert.StartsWith($"{_folder["tail.txt.gz"]}: the compressed data is broken after line 300 (", message);
            Assert.EndsWith("\nhint: fetch or pack the file again.", message, StringComparison.Ordinal);
        }
    }

    // As tape archives leave them: gzip ignores them without a warning too.
    [Theory]
    [InlineData(1)]
    [InlineData(511)]
    [InlineData(10_240)]
    public void Documents_ZerosBehindTheEnd_AreIgnored(int count)
    {
        byte[] whole = File.ReadAllBytes(_folder.Write("lines.txt.gz", Lines(300)));
        File.WriteAllBytes(_folder["padded.txt.gz"], [.. whole, .. new byte[count]]);

        Assert.Equal(300, Corpus.FromFile("padded", _folder["padded.txt.gz"]).Documents().Count());
    }

    [Theory]
    [InlineData("docs.jsonl")]
    [InlineData("docs.jsonl.gz")]
    public void OpenLines_Records_AreALineEach(string name)
    {
        string path = _folder.Write(name, "{\"text\": \"A heron.\\nIt waits.\"}\n{\"text\": \"Rain.\"}\n");

        using StreamReader lines = new(Corpus.OpenLines(path));

        Assert.Equal("A heron. It waits.\nRain.\n", lines.ReadToEnd());
    }

    private static string Lines(int count)
    {
        SplitMix noise = new(3);
        StringBuilder text = new();
        for (int line = 0; line < count; line++) text.Append(noise.NextInt32(1 << 30)).Append(" heron\n");
        return text.ToString();
    }
}
