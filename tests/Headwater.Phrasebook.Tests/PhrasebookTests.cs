using Headwater.Data;

namespace Headwater.Phrasebook.Tests;

public sealed class PhrasebookTests
{
    [Fact]
    public void MeaningCount_IsTheSumOverScenesOfTheProductsOfChoices()
    {
        long sum = Scenes.All.Sum(scene => scene.Radices.Aggregate(1L, (product, radix) => product * radix));

        Assert.Equal(sum, PhraseGenerator.MeaningCount);
        Assert.True(PhraseGenerator.MeaningCount >= 100_000_000, $"{PhraseGenerator.MeaningCount}");
    }

    [Fact]
    public void Scenes_AreManyAndNoneIsSmall()
    {
        Assert.InRange(Scenes.All.Length, 50, 80);
        Assert.All(Scenes.All, scene => Assert.True(scene.Count >= 100_000, $"{scene[0].GetType().Name}: {scene.Count}"));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("ro")]
    public void Render_OneChoiceChanged_ChangesTheText(string language)
    {
        // With this, two meanings of a scene can only share a text if two changes undo each other; the next test looks for that.
        SplitMix random = new(17);
        Grammar grammar = PhraseGenerator.GrammarOf(language);
        foreach (Scene scene in Scenes.All)
        {
            for (int trial = 0; trial < 3; trial++)
            {
                long number = (long)(random.NextDouble() * scene.Count);
                long place = 1;
                foreach (int radix in scene.Radices)
                {
                    long zeroed = number - number / place % radix * place;
                    long unit = place;
                    string[] texts = [.. Enumerable.Range(0, radix).Select(digit => scene[zeroed + digit * unit].In(grammar))];
                    Assert.Equal(texts.Length, texts.Distinct().Count());
                    place *= radix;
                }
            }
        }
    }

    [Fact]
    public void Render_TwoHundredThousandMeanings_AreDistinctInEveryLanguage()
    {
        const int Count = 200_000;
        long[] meanings = [.. Sample(Count)];

        foreach (string language in PhraseGenerator.Languages)
            Assert.Equal(Count, meanings.Select(meaning => PhraseGenerator.Render(meaning, language)).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void Render_AnyMeaning_DiffersBetweenLanguages()
    {
        foreach (long meaning in Sample(2000))
            Assert.Equal(PhraseGenerator.Languages.Length, PhraseGenerator.Languages.Select(language => PhraseGenerator.Render(meaning, language)).Distinct().Count());
    }

    [Fact]
    public void Render_FirstAndLastMeaningOfEachScene_AreOfThatScene()
    {
        for (int scene = 0; scene < Scenes.All.Length; scene++)
        {
            Type kind = Scenes.All[scene][0].GetType();
            Assert.IsType(kind, Scenes.MeaningOf(Scenes.Starts[scene]));
            Assert.IsType(kind, Scenes.MeaningOf(Scenes.Starts[scene + 1] - 1));
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Render_NoSuchMeaning_Throws(long meaning) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PhraseGenerator.Render(meaning, "en"));

    [Fact]
    public void Render_UnknownLanguage_ListsTheLanguages()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => PhraseGenerator.Render(0, "xx"));

        Assert.StartsWith("The phrasebook does not speak \"xx\"; expected one of en, de, fr, ro.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_UnderAnotherCulture_GivesTheSameText()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        long[] meanings = [.. Sample(500)];
        string[] expected = [.. meanings.Select(meaning => PhraseGenerator.Render(meaning, "en"))];
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(expected, meanings.Select(meaning => PhraseGenerator.Render(meaning, "en")));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    /// <summary>Different meanings, every scene equally often.</summary>
    private static IEnumerable<long> Sample(int count)
    {
        Permutation[] orders = [.. Scenes.All.Select((scene, index) => new Permutation(scene.Count, (ulong)index))];
        return Enumerable.Range(0, count).Select(i => Scenes.Starts[i % orders.Length] + orders[i % orders.Length][i / orders.Length]);
    }
}
