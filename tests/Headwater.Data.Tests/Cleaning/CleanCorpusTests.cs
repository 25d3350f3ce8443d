using System.Globalization;

namespace Headwater.Data.Tests;

public sealed class CleanCorpusTests
{
    private static readonly string[] Paragraphs = [.. Enumerable.Range(0, 400).Select(Paragraph)];

    [Fact]
    public void Of_NothingToDo_IsTheSameCorpus()
    {
        Corpus corpus = Of("one");

        Assert.Same(corpus, CleanCorpus.Of(corpus, new CleaningOptions()));
    }

    [Theory]
    [InlineData(UnicodeForm.AsIs, "Cafe\u0301 \uFB01n")]
    [InlineData(UnicodeForm.Nfc, "Café \uFB01n")]
    [InlineData(UnicodeForm.Nfkc, "Café fin")]
    public void Documents_UnicodeForm_IsTaken(UnicodeForm form, string expected)
    {
        Assert.Equal([expected], CleanCorpus.Of(Of("Cafe\u0301 \uFB01n"), new CleaningOptions { Unicode = form }).Documents());
    }

    [Fact]
    public void Documents_TooShortOrTooLong_AreLeftOutAndCounted()
    {
        CorpusTally tally = new();

        Assert.Equal(["three", "fives"], CleanCorpus.Of(Of("one", "three", "fives", "sevenths"), new CleaningOptions { MinCharacters = 4, MaxCharacters = 5 }).Documents(tally));
        Assert.Equal((4L, 2L, 10L, 2L), (tally.Records, tally.Documents, tally.Bytes, tally.Removed["length"]));
    }

    [Fact]
    public void Documents_NothingLeft_SaysWhy()
    {
        Assert.Equal("Corpus \"corpus\" is empty after cleaning: 2 documents left out by length. Loosen the filters or drop the corpus.",
            Assert.Throws<InvalidDataException>(() => CleanCorpus.Of(Of("one", "two"), new CleaningOptions { MinCharacters = 9 }).Documents().Count()).Message);
    }

    [Fact]
    public void Documents_ExactDuplicates_AreLeftOutAfterTheFirst()
    {
        CorpusTally tally = new();

        Assert.Equal(["a b", "c", "A b"], CleanCorpus.Of(Of("a b", "c", "a b", "A b", "c"), new CleaningOptions { Duplicates = DuplicateRemoval.Exact }).Documents(tally));
        Assert.Equal(2, tally.Removed["duplicate"]);
    }

    [Fact]
    public void Documents_NearDuplicates_AreFoundAndOthersKept()
    {
        // A word in sixty changed: three of 58 runs of three words differ, so the documents share 55 of 61 (0.90) and are told with the probability 0.9993.
        string[] edited = [.. Paragraphs.Select(text => text.Replace("word30 ", "another ", StringComparison.Ordinal))];
        string[] upper = [.. Paragraphs.Take(50).Select(text => text.ToUpperInvariant() + "!")];
        CorpusTally tally = new();

        List<string> kept = [.. CleanCorpus.Of(Of([.. Paragraphs, .. edited, .. upper]), new CleaningOptions { Duplicates = DuplicateRemoval.Near, DuplicateMemory = 1 << 20 }).Documents(tally)];

        Assert.Equal(Paragraphs, kept.Take(400));
        Assert.InRange(tally.Removed["near-duplicate"], 395, 400);
        Assert.Equal(50, tally.Removed["duplicate"]);
    }

    [Fact]
    public void Documents_AnyNumberOfThreads_AreTheSame()
    {
        CleaningOptions options = new() { Duplicates = DuplicateRemoval.Near, Unicode = UnicodeForm.Nfc, MinCharacters = 20, DuplicateMemory = 1 << 20 };
        Corpus corpus = Of([.. Enumerable.Range(0, 30).SelectMany(_ => Paragraphs)]);

        Assert.Equal(CleanCorpus.Of(corpus, options with { Threads = 1 }).Documents(), CleanCorpus.Of(corpus, options with { Threads = 4 }).Documents());
    }

    [Fact]
    public void Fingerprint_OtherCleaning_Differs()
    {
        Corpus corpus = Of("one");
        CleaningOptions[] all =
        [
            new() { Unicode = UnicodeForm.Nfc }, new() { Unicode = UnicodeForm.Nfkc }, new() { Duplicates = DuplicateRemoval.Exact }, new() { Duplicates = DuplicateRemoval.Near }, new() { MinCharacters = 2 },
            new() { MaxCharacters = 9 }, new() { Language = "en" }, new() { TestSentences = TestSentences.Of(["a"]) }, new() { TestSentences = TestSentences.Of(["b"]) },
        ];

        Assert.Equal(all.Length + 1, all.Select(options => CleanCorpus.Of(corpus, options).Fingerprint).Append(corpus.Fingerprint).Distinct().Count());
        Assert.Equal(CleanCorpus.Of(corpus, all[0] with { Threads = 1 }).Fingerprint, CleanCorpus.Of(corpus, all[0] with { Threads = 7 }).Fingerprint);
    }

    [Fact]
    public void Documents_LanguageFilter_KeepsTheLanguageAndWhatNoneClaims()
    {
        string[] english = ["The water that you see today was snow on the mountains in spring.", "She opened the window and looked out over the fields."];
        string[] german = ["Das Wasser, das du heute siehst, war im Frühling Schnee auf den Bergen.", "Sie öffnete das Fenster und blickte über die Felder."];

        Assert.Equal([.. english, "1234 5678"], CleanCorpus.Of(Of([.. english, .. german, "1234 5678"]), new CleaningOptions { Language = "en" }).Documents());
        Assert.StartsWith("The language filter does not know \"xx\";", Assert.Throws<ArgumentException>(() => CleanCorpus.Of(Of("a"), new CleaningOptions { Language = "xx" })).Message);
    }

    private static Corpus Of(params string[] documents) => Corpus.FromDocuments("corpus", () => documents, "corpus");

    private static string Paragraph(int number)
    {
        SplitMix random = new((ulong)number);
        return string.Join(' ', Enumerable.Range(0, 60).Select(i => i == 30 ? "word30" : string.Create(CultureInfo.InvariantCulture, $"w{random.NextInt32(5000)}")));
    }
}
