namespace Headwater.Data.Tests;

public sealed class TestSentencesTests
{
    private static readonly TestSentences Captions = TestSentences.Of(["Two brown dogs run across the wet sand.", "A man sleeps.", "Ein Mädchen springt von der hohen Mauer in das Heu.", "She reads an old book.", "!!"]);

    [Theory]
    [InlineData("Two brown dogs run across the wet sand.")]
    [InlineData("He wrote: \"two BROWN dogs, run across the wet sand\" and left.")]
    [InlineData("two  brown\tdogs run across - the wet sand")]
    [InlineData("Two brown dogs race across the wet sand.")]
    [InlineData("Three brown dogs run across the wet sand.")]
    [InlineData("Two brown dogs run across the wet grass.")]
    [InlineData("Two brown dogs run across the very wet sand.")]
    [InlineData("Two dogs run across the wet sand.")]
    [InlineData("brown dogs run across the wet sand")]
    [InlineData("Two brown dogs run across the wet")]
    [InlineData("Ein Ma\u0308dchen springt von der hohen Mauer in das Heu")]
    [InlineData("A man sleeps!")]
    [InlineData("And she reads an old book, again.")]
    public void FoundIn_SentenceOrAlmost_IsTrue(string document) => Assert.True(Captions.FoundIn(document));

    [Theory]
    [InlineData("Two brown cats run across the dry sand.")]
    [InlineData("Two brown dogs run across wet")]
    [InlineData("A man sleeps in the sun.")]
    [InlineData("She reads a new old book.")]
    [InlineData("")]
    [InlineData("??")]
    public void FoundIn_OtherText_IsFalse(string document) => Assert.False(Captions.FoundIn(document));

    [Fact]
    public void FoundIn_ScriptWithoutSpaces_ComparesCharacters()
    {
        TestSentences sentences = TestSentences.Of(["二匹の茶色い犬が砂浜を走る。"]);

        Assert.True(sentences.FoundIn("昨日、二匹の茶色い犬が砂浜を走る、と書いた。"));
        Assert.False(sentences.FoundIn("二匹の白い猫が部屋で眠る。"));
    }

    [Fact]
    public void Count_DifferentSentences_LeavesOutRepeatsAndSigns()
    {
        Assert.Equal(2, TestSentences.Of(["a b c d e f", "A b, c d e f!", "x", "—"]).Count);
    }

    [Theory]
    [InlineData("exact")]
    [InlineData("case")]
    [InlineData("punctuation")]
    [InlineData("spacing")]
    [InlineData("word")]
    public void FoundIn_ThousandCaptionsPlantedInNovels_AreFound(string edit)
    {
        string[] captions = [.. ParallelText.Read(Path.Combine(RealText.Folder("multi30k"), "test_2016_flickr"), "en", "de").Select(pair => pair.Source)];
        TestSentences sentences = TestSentences.Of(captions);
        string[] hosts = [.. Corpus.FromFile("en", Path.Combine(RealText.Folder("eltec"), "en.txt.gz")).Documents().Take(1000)];

        int found = captions.Select((caption, i) => sentences.FoundIn($"{hosts[i]} {Edited(caption, edit, new SplitMix((ulong)i))} {hosts[(i + 1) % 1000]}") ? 1 : 0).Sum();

        // Measured: 999 of 1,000, and 991 with a word changed. Captions of fewer than five words are not looked for inside a document, and with a word changed those of five are not either.
        TestContext.Current.TestOutputHelper?.WriteLine($"{edit}: {found} of {captions.Length}");
        Assert.InRange(found, edit == "word" ? 991 : 999, 1000);
    }

    [Fact]
    public void FoundIn_NovelsThatHoldNoCaption_IsRarelyTrue()
    {
        TestSentences sentences = TestSentences.Of(ParallelText.Read(Path.Combine(RealText.Folder("multi30k"), "test_2016_flickr"), "en", "de").Select(pair => pair.Source));

        int found = Corpus.FromFile("en", Path.Combine(RealText.Folder("eltec"), "en.txt.gz")).Documents().Count(sentences.FoundIn);

        TestContext.Current.TestOutputHelper?.WriteLine($"{found} paragraphs");
        Assert.InRange(found, 0, 3); // of 61,506 paragraphs; none of them is a caption
    }

    private static string Edited(string caption, string edit, SplitMix random)
    {
        string[] words = caption.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (edit == "word") words[random.NextInt32(words.Length)] = "zebra";
        return edit switch
        {
            "case" => caption.ToUpperInvariant(),
            "punctuation" => string.Join(", ", words).Replace(".", "!", StringComparison.Ordinal),
            "spacing" => string.Join("  \t", words),
            _ => string.Join(' ', words),
        };
    }
}
