using Headwater.Data;

namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookSamplerTests
{
    private static readonly PhrasebookSplit[] Splits = Enum.GetValues<PhrasebookSplit>();

    [Fact]
    public void Phrases_SameSeed_AreTheSame()
    {
        string[] one = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Corpus, seed: 3).Take(1000)];
        string[] two = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Corpus, seed: 3).Take(1000)];

        Assert.Equal(one, two);
    }

    [Fact]
    public void Phrases_OtherSeed_AreOthers()
    {
        string[] one = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Corpus, seed: 3).Take(1000)];
        string[] two = [.. PhrasebookSampler.Phrases("de", PhrasebookSplit.Corpus, seed: 4).Take(1000)];

        Assert.True(one.Intersect(two).Count() < 20);
    }

    [Fact]
    public void Phrases_FirstOnes_NeverChange() =>
        Assert.Equal(
            ["My grandmother has 7 cats and 8 brown pigs.", "He has to take nine capsules four times a day after meals for 14 days."],
            PhrasebookSampler.Phrases("en", PhrasebookSplit.Corpus, seed: 1).Take(2));

    [Fact]
    public void Phrases_ManyDrawn_NeverRepeat()
    {
        const int Count = 100_000;

        Assert.Equal(Count, PhrasebookSampler.Phrases("fr", PhrasebookSplit.Validation, seed: 5).Take(Count).Distinct().Count());
    }

    [Fact]
    public void Phrases_ManyDrawn_ShareNoTextBetweenSplits()
    {
        HashSet<string> seen = [];
        foreach (PhrasebookSplit split in Splits)
            foreach (string phrase in PhrasebookSampler.Phrases("en", split, seed: 6).Take(40_000))
                Assert.True(seen.Add(phrase), phrase);
    }

    [Fact]
    public void Shelves_OfOneScene_HoldEachMeaningOnce()
    {
        // The smallest scene, taken to the end: the four splits together are the scene, whatever the seed of each.
        Scene smallest = Scenes.All.MinBy(scene => scene.Count)!;
        int index = Scenes.All.IndexOf(smallest);
        HashSet<Meaning> seen = [];
        foreach (PhrasebookSplit split in Splits)
        {
            PhrasebookShelf shelf = PhrasebookShelf.Of([], split, seed: (ulong)split + 10).ElementAt(index);
            while (!shelf.IsEmpty) Assert.True(seen.Add(shelf.Take()));
        }

        Assert.Equal(smallest.Count, seen.Count);
    }

    [Fact]
    public void Count_OfAllSplits_IsTheMeaningCount() =>
        Assert.Equal(PhraseGenerator.MeaningCount, Splits.Sum(split => PhrasebookSampler.Count(split)));

    [Fact]
    public void Phrases_ManyDrawn_AreBalancedOverScenes()
    {
        const int Count = 61_000;
        IEnumerable<TextPair> pairs = PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Train, seed: 7, Count);
        int questions = pairs.Count(pair => pair.Source.StartsWith("Can you tell me", StringComparison.Ordinal));

        Assert.InRange(questions, 850, 1150); // one scene of 61: 1000 expected, standard deviation 31
    }

    [Fact]
    public void Pairs_OfTwoTargets_HaveTheSameSources()
    {
        TextPair[] german = [.. PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Test, seed: 2, count: 200)];
        TextPair[] french = [.. PhrasebookSampler.Pairs("en", "fr", PhrasebookSplit.Test, seed: 2, count: 200)];
        TextPair[] back = [.. PhrasebookSampler.Pairs("de", "fr", PhrasebookSplit.Test, seed: 2, count: 200)];

        Assert.Equal(german.Select(pair => pair.Source), french.Select(pair => pair.Source));
        Assert.Equal(german.Select(pair => pair.Target), back.Select(pair => pair.Source));
        Assert.Equal(french.Select(pair => pair.Target), back.Select(pair => pair.Target));
    }

    [Fact]
    public void Pairs_LongerList_BeginsWithTheShorterOne()
    {
        TextPair[] all = [.. PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Train, seed: 2, count: 300)];

        Assert.Equal(all[..100], PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Train, seed: 2, count: 100));
    }

    [Fact]
    public void Phrases_SameSeedInTwoLanguages_AreNotTranslations()
    {
        string[] english = [.. PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Corpus, seed: 1, count: 100).Select(pair => pair.Source)];

        Assert.NotEqual(english, PhrasebookSampler.Phrases("en", PhrasebookSplit.Corpus, seed: 1).Take(100));
    }

    [Fact]
    public void Phrases_UnknownLanguage_ThrowsAtOnce()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => PhrasebookSampler.Phrases("xx", PhrasebookSplit.Corpus, seed: 1));

        Assert.Contains("expected one of en, de, fr", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void Pairs_CountOutOfReach_ThrowsAtOnce(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Test, seed: 1, count));

    [Fact]
    public void Phrases_UndefinedSplit_ThrowsAtTheFirstPhrase() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PhrasebookSampler.Phrases("en", (PhrasebookSplit)9, seed: 1).First());

    [Fact]
    public void Pairs_OfOneTopic_AreAboutItAlone()
    {
        string[] weather = [.. PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Train, seed: 3, count: 500, ["weather"]).Select(pair => pair.Source)];

        Assert.Equal(500, weather.Distinct().Count());
        Assert.InRange(weather.SelectMany(phrase => phrase.Split(' ')).Distinct().Count(), 20, 700);
        Assert.True(PhrasebookSampler.Count(PhrasebookSplit.Train, ["weather"]) < PhrasebookSampler.Count(PhrasebookSplit.Train, ["weather", "meals"]));
    }

    [Fact]
    public void Phrases_UnknownTopic_ListsTheTopics()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => PhrasebookSampler.Phrases("en", PhrasebookSplit.Corpus, seed: 1, ["sport"]).First());

        Assert.StartsWith(
            "The phrasebook has no topic \"sport\"; expected some of money, dates, travel, meals, shopping, home, family, weather, health, town, learning.",
            error.Message,
            StringComparison.Ordinal);
    }
}
