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

        Assert.Equal($"{tokens} has 198 bytes; expected 200 for the 100 tokens of its index.\nhint: delete the folder; it is made again.", Assert.Throws<InvalidDataException>(() => TokenShard.Open(_folder["shard"])).Message);
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Write_AnyNumberOfThreads_GivesTheSameBytes(int threads)
    {
        Write(_folder["one"], Many, new ShardOptions { Threads = 1 });
        Write(_folder["some"], Many, new ShardOptions { Threads = threads });

        Assert.Equal(Bytes("one"), Bytes("some"));
    }

    [Fact]
    public void Write_Documents_KeepsWhereEachEnds()
    {
        Write(_folder["shard"], River, Tokenizers.Small);

        using TokenShard shard = TokenShard.Open(_folder["shard"]);
        int[] lengths = [.. River.Documents().Select(document => Tokenizers.Small.Encode(document).Length)];

        Assert.Equal(lengths, Enumerable.Range(0, lengths.Length).Select(i => (int)(shard.DocumentEnd(i) - shard.DocumentStart(i))));
        Assert.Throws<ArgumentOutOfRangeException>(() => shard.DocumentEnd(lengths.Length));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20_000)]
    [InlineData(60_000)]
    public void Write_KilledAndRunAgain_GoesOnAndGivesTheSameBytes(int killedAfter)
    {
        Write(_folder["whole"], Many, new ShardOptions { Threads = 2 });
        Corpus breaks = Corpus.FromDocuments("many", () => Many.Documents().Select((text, i) => i < killedAfter ? text : throw new InvalidOperationException("killed")), "many");
        Assert.Throws<InvalidOperationException>(() => Write(_folder["shard"], breaks, new ShardOptions { SaveEvery = 1000 }));
        bool saved = Directory.Exists(_folder["shard.part"]);
        Assert.Throws<FileNotFoundException>(() => TokenShard.Open(_folder["shard"]));
        List<long> progress = [];

        Write(_folder["shard"], Many, new ShardOptions { Progress = new Told(progress.Add) });

        Assert.Equal(Bytes("whole"), Bytes("shard"));
        Assert.Equal(killedAfter > 10_000, saved);
        Assert.Equal(saved, progress[0] > 100_000); // it did not begin again
        Assert.False(Directory.Exists(_folder["shard.part"]));
    }

    [Theory]
    [InlineData("progress.json", "not json")]
    [InlineData("tokens.bin", "x")]
    public void Write_PartThatIsNoMoreWhatItSays_StartsAnew(string file, string content)
    {
        Write(_folder["whole"], Many, new ShardOptions());
        Corpus breaks = Corpus.FromDocuments("many", () => Many.Documents().Select((text, i) => i < 30_000 ? text : throw new InvalidOperationException("killed")), "many");
        Assert.Throws<InvalidOperationException>(() => Write(_folder["shard"], breaks, new ShardOptions { SaveEvery = 1000 }));
        File.WriteAllText(Path.Combine(_folder["shard.part"], file), content);

        Write(_folder["shard"], Many, new ShardOptions());

        Assert.Equal(Bytes("whole"), Bytes("shard"));
    }

    [Fact]
    public void Write_WhileAnotherWrites_IsRefused()
    {
        IOException? error = null;
        Corpus first = Corpus.FromDocuments("river", () => River.Documents().Select(text =>
        {
            error ??= Assert.Throws<IOException>(() => Write(_folder["shard"], River, Tokenizers.Small));
            return text;
        }), "river");

        Write(_folder["shard"], first, new ShardOptions { Threads = 1 });

        Assert.StartsWith($"{_folder["shard"]}.part cannot be locked (", error!.Message);
        Assert.EndsWith("another process is writing this shard. Wait for it.", error.Message);
    }

    [Fact]
    public void Write_DiskFull_SaysSoAndLeavesNoShard()
    {
        using SmallDisk disk = SmallDisk.Mount(_folder["disk"], megabytes: 1);
        string target = Path.Combine(_folder["disk"], "shard");

        IOException error = Assert.Throws<IOException>(() => Write(target, Corpus.FromDocuments("much", () => Enumerable.Repeat("The water that you see today was snow.", 200_000), "much"), new ShardOptions { SaveEvery = 10_000 }));

        Assert.StartsWith($"{target}: the shard cannot be written after ", error.Message);
        Assert.EndsWith("There is no shard; make room or choose another folder, and run again.", error.Message);
        Assert.Contains("No space left on device", error.Message);
        Assert.Throws<FileNotFoundException>(() => TokenShard.Open(target));
    }

    private static readonly Corpus Many = Corpus.FromDocuments("many", () => Enumerable.Range(0, 80_000).Select(i => $"{i} herons and {i * 7L % 1000} swans"), "many");

    private static void Write(string directory, Corpus corpus, ShardOptions options) =>
        TokenShardWriter.Write(directory, corpus, Tokenizers.Small, options, TestContext.Current.CancellationToken);

    private string Bytes(string name) => string.Join(' ', Directory.GetFiles(_folder[name]).Order(StringComparer.Ordinal)
        .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"));

    private static void Write(string directory, Corpus corpus, TextTokenizer tokenizer, long maxTokens = long.MaxValue) =>
        TokenShardWriter.Write(directory, corpus, tokenizer, new ShardOptions { MaxTokens = maxTokens }, TestContext.Current.CancellationToken);

    private sealed class Told(Action<long> tell) : IProgress<long>
    {
        public void Report(long value) => tell(value);
    }
}
