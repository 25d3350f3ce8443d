namespace Headwater.Data.Tests;

public class ByteTokenizerTests
{
    [Fact]
    public void Encode_AnyText_GivesBytesPlusThree()
    {
        TextTokenizer tokenizer = TextTokenizer.Load("bytes");

        Assert.Equal([75, 108, 198, 172], tokenizer.Encode("Hié"));
        Assert.Equal("Hié", tokenizer.Decode([75, 108, 198, 172, 1, 75]));
        Assert.Equal(384, tokenizer.VocabularySize);
        Assert.Equal(383, tokenizer.SentinelId(0));
    }

    [Fact]
    public void Save_Bytes_AreFoundInTheirFolder()
    {
        using TemporaryFolder folder = new();
        TextTokenizer tokenizer = TextTokenizer.OfBytes(sentinels: 100);

        tokenizer.Save(folder[tokenizer.OwnFileName]);

        Assert.Equal(tokenizer.Fingerprint, TextTokenizer.Load(folder.Path, sentinels: 100).Fingerprint);
        Assert.Equal(359, tokenizer.VocabularySize);
    }
}
