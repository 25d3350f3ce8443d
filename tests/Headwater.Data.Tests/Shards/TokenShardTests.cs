namespace Headwater.Data.Tests;

public sealed class TokenShardTests : IDisposable
{
    private static readonly Corpus River = Corpus.FromDocuments("river", () => Golden.Lines("text.txt"), "river");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WrittenCorpus_GivesTheTokensOfItsDocumentsOneAfterAnother()
    {
        Write(_folder["shard"], River, Tokenizers.Small);

        using TokenShard shard = TokenShard.Open(_folder["shard"]);
        int[] tokens = new int[shard.TokenCount];
        shard.Read(0, tokens);

        Assert.Equal(River.Documents().SelectMany(Tokenizers.Small.Encode), tokens);
        Assert.Equal(36, shard.DocumentCount);
        Assert.Equal(River.Fingerprint, shard.CorpusFingerprint);
        Assert.Equal(Tokenizers.Small.Fingerprint, shard.TokenizerFingerprint);
    }

    [Fact]
    public void Read_AnyPlace_GivesThatStretch()
    {
        Write(_folder["shard"], River, Tokenizers.Small);
        int[] expected = [.. River.Documents().SelectMany(Tokenizers.Small.Encode).Skip(101).Take(33)];

        using TokenShard shard = TokenShard.Open(_folder["shard"]);
        int[] tokens = new int[33];
        shard.Read(101, tokens);

        Assert.Equal(expected, tokens);
        Assert.Throws<ArgumentOutOfRangeException>(() => shard.Read(shard.TokenCount - 32, tokens));
    }

    [Fact]
    public void Read_VocabularyBeyond16Bits_KeepsLargeIds()
    {
        TextTokenizer large = TextTokenizer.Of(Tokenizers.Train(), sentinels: 70_000);
        Write(_folder["shard"], River, large);

        using TokenShard shard = TokenShard.Open(_folder["shard"]);
        int[] tokens = new int[shard.TokenCount];
        shard.Read(0, tokens);

        Assert.Equal(tokens.Length * 4, new FileInfo(Path.Combine(_folder["shard"], "tokens.bin")).Length);
        Assert.Equal(River.Documents().SelectMany(large.Encode), tokens);
    }

    [Fact]
    public void Write_WithABound_StopsThereExactly()
    {
        Corpus endless = Corpus.FromDocuments("endless", Endless, "endless");

        Write(_folder["shard"], endless, Tokenizers.Small, 100_001);

        using TokenShard shard = TokenShard.Open(_folder["shard"]);
        Assert.Equal(100_001, shard.TokenCount);

        static IEnumerable<string> Endless()
        {
            while (true) yield return "The water that you see today was snow.";
        }
    }

    [Fact]
    public void Write_Twice_ReplacesTheShardAndLeavesNothingElse()
    {
        Write(_folder["shard"], River, Tokenizers.Small, 10);
        Write(_folder["shard"], River, Tokenizers.Small, 20);

        using TokenShard shard = TokenShard.Open(_folder["shard"]);

        Assert.Equal(20, shard.TokenCount);
        Assert.Equal([_folder["shard"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_EmptyCorpus_LeavesNothing()
    {
        Corpus empty = Corpus.FromFile("empty", _folder.Write("empty.txt", "\n"));

        Assert.Throws<InvalidDataException>(() => Write(_folder["shard"], empty, Tokenizers.Small));

        Assert.Equal([_folder["empty.txt"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        Assert.Throws<OperationCanceledException>(() => TokenShardWriter.Write(_folder["shard"], River, Tokenizers.Small, cancellation: new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Open_NoShard_SaysWhatIsExpected()
    {
        Assert.Equal($"No token shard at {_folder["gone"]}; expected index.json and tokens.bin, as TokenShardWriter makes them.", Assert.Throws<FileNotFoundException>(() => TokenShard.Open(_folder["gone"])).Message);
    }

    [Fact]
    public void Open_TruncatedTokens_SaysSo()
    {
        Write(_folder["shard"], River, Tokenizers.Small, 100);
        string tokens = Path.Combine(_folder["shard"], "tokens.bin");
        File.WriteAllBytes(tokens, File.ReadAllBytes(tokens)[..^2]);

        Assert.Equal($"{tokens} has 198 bytes; expected 200 for the 100 tokens of its index. Delete the folder; it is made again.", Assert.Throws<InvalidDataException>(() => TokenShard.Open(_folder["shard"])).Message);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    [InlineData("null")]
    public void Open_BrokenIndex_SaysSo(string index)
    {
        Write(_folder["shard"], River, Tokenizers.Small);
        string path = Path.Combine(_folder["shard"], "index.json");
        File.WriteAllText(path, index);

        Assert.StartsWith($"{path}: not the index of a token shard (", Assert.Throws<InvalidDataException>(() => TokenShard.Open(_folder["shard"])).Message);
    }

    private static void Write(string directory, Corpus corpus, TextTokenizer tokenizer, long maxTokens = long.MaxValue) =>
        TokenShardWriter.Write(directory, corpus, tokenizer, maxTokens, progress: null, TestContext.Current.CancellationToken);
}
