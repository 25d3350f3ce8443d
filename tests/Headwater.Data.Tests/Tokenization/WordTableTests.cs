namespace Headwater.Data.Tests;

public class WordTableTests
{
    private static readonly string[] Lines = [.. Enumerable.Range(0, 3_000).Select(i => $"the word{(char)('a' + i % 26)}{(char)('a' + i / 26 % 26)} {Golden.Lines("text.txt")[i % 36]}")];

    [Fact]
    public void Count_AnyNumberOfThreads_CountsTheSame()
    {
        IReadOnlyDictionary<string, long> one = WordTable.Count(Lines, splitDigits: false, threads: 1), three = WordTable.Count(Lines, splitDigits: false, threads: 3);

        Assert.Equal(one.OrderBy(entry => entry.Key, StringComparer.Ordinal), three.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.True(one["▁the"] >= 3_000);
    }

    [Fact]
    public void Count_MoreWordsThanAllowed_DropsTheRarestWhateverTheThreads()
    {
        IReadOnlyDictionary<string, long> whole = WordTable.Count(Lines, splitDigits: false, threads: 1);
        IReadOnlyDictionary<string, long> one = WordTable.Count(Lines, splitDigits: false, threads: 1, maxWords: 100), three = WordTable.Count(Lines, splitDigits: false, threads: 3, maxWords: 100);

        Assert.InRange(one.Count, 1, 50);
        Assert.Equal(one.OrderBy(entry => entry.Key, StringComparer.Ordinal), three.OrderBy(entry => entry.Key, StringComparer.Ordinal));
        Assert.All(one, entry => Assert.Equal(whole[entry.Key], entry.Value));
        Assert.True(one.Values.Min() > whole.Where(entry => !one.ContainsKey(entry.Key)).Max(entry => entry.Value));
    }

    [Fact]
    public void Train_TextWithoutABound_IsCountedWhole()
    {
        BytePairOptions options = new() { VocabularySize = 600 };

        Assert.Equal(BytePairTrainer.Train(Lines, options).Fingerprint, BytePairTrainer.Train(Lines, options with { MaxBytes = null, Threads = 3 }).Fingerprint);
    }
}
