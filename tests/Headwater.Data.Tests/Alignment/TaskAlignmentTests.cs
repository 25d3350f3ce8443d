using System.Collections.Immutable;
using Headwater.Phrasebook;

namespace Headwater.Data.Tests;

public sealed class TaskAlignmentTests
{
    [Theory]
    [InlineData(0.5, 0.5, 1.0)]
    [InlineData(1, 0, 0.7)]
    [InlineData(0, 1, 0.8)]
    [InlineData(0, 0, 0)]
    [InlineData(0.45, 0.55, 1.0025)]   // the largest value, arXiv:2402.04177, equation 2
    public void Score_Shares_IsThePapers(double source, double target, double score)
    {
        Assert.Equal(score, TranslationAlignment.Score(source, target), 12);
    }

    [Fact]
    public void Score_SharesOfMoreThanAll_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TranslationAlignment.Score(0.7, 0.4));
    }

    [Fact]
    public void Of_PhrasesInThreeLanguages_FindsTheTasksOwnClosestOnEachSide()
    {
        TaskAlignment alignment = Measure(seed: 1);

        Assert.Equal("en", Closest(alignment, AlignmentMeasure.Words, "en"));
        Assert.Equal("en", Closest(alignment, AlignmentMeasure.CrossEntropy, "en"));
        Assert.Equal("de", Closest(alignment, AlignmentMeasure.Words, "de"));
        Assert.Equal("de", Closest(alignment, AlignmentMeasure.WordPairs, "de"));
        Assert.Equal("de", Closest(alignment, AlignmentMeasure.Divergence, "de"));
        Assert.Equal("de", Closest(alignment, AlignmentMeasure.Gain, "de"));
    }

    [Fact]
    public void Of_Mixtures_ScoresLanguagesAsThePaper()
    {
        TaskAlignment alignment = Measure(seed: 1);

        AlignmentMeasure half = Measure(alignment, "en+de", AlignmentMeasure.PaperScore, null), none = Measure(alignment, "fr", AlignmentMeasure.PaperScore, null);
        Assert.InRange(half.Value, 0.9, 1.0025);
        Assert.InRange(half.High!.Value, half.Value, 1.0025);
        Assert.InRange(none.Value, 0, 0.1);
        Assert.InRange(none.High!.Value, none.Value, 0.3);   // what a sample without a language still allows, on both sides together
        Assert.True(none.Low <= none.Value && half.Low < half.Value);
    }

    [Fact]
    public void Of_TaskInOneLanguage_HasItsShareAndTwoSides()
    {
        TaskAlignment alignment = TaskAlignment.Of([Phrases("en"), Phrases("de")], [Data.Mixture.Of("en"), Data.Mixture.Of("de")], Pairs(), "en", "en", Small(seed: 1));

        Assert.Equal(alignment.Mixtures[0].Languages["en"].Share, Measure(alignment, "en", AlignmentMeasure.PaperScore, null).Value);
        Assert.Equal([null, "en-input", "en-answer"], alignment.Mixtures[0].Measures.Select(measure => measure.Language).Distinct());
    }

    [Fact]
    public void Of_UniformMixture_GainsNothingOverItself()
    {
        TaskAlignment alignment = TaskAlignment.Of([Phrases("en"), Phrases("de")], [Mixture("en+de", ("en", 0.5), ("de", 0.5))], Pairs(), "en", "de", Small(seed: 1));

        Assert.All(alignment.Mixtures[0].Measures.Where(measure => measure.Name == AlignmentMeasure.Gain), gain => Assert.Equal(0, gain.Value, 12));
    }

    [Fact]
    public void Of_CorpusTooSmallForItsPart_MeasuresAllOnAsMuchAsItAllows()
    {
        Corpus small = Corpus.FromDocuments("small", () => PhrasebookSampler.Phrases("de", PhrasebookSplit.Corpus, 3).Take(100), "small");

        TaskAlignment alignment = TaskAlignment.Of([Phrases("en"), small], [Data.Mixture.Of("en"), Mixture("half", ("en", 0.5), ("small", 0.5))], Pairs(), "en", "de", Small(seed: 1));

        long bytes = TextSample.Of(small.Documents(), long.MaxValue, 1).Bytes;
        Assert.Equal(2 * bytes, alignment.Bytes);
    }

    [Fact]
    public void Of_SameSeed_GivesTheSameNumbers()
    {
        Assert.Equal(Values(Measure(seed: 1)), Values(Measure(seed: 1)));
        Assert.NotEqual(Values(Measure(seed: 1)), Values(Measure(seed: 2)));
    }

    private static IEnumerable<double> Values(TaskAlignment alignment) => alignment.Mixtures.SelectMany(mixture => mixture.Measures.Select(measure => measure.Value));

    private static string Closest(TaskAlignment alignment, string name, string language) => alignment.Mixtures
        .Where(mixture => !mixture.Mixture.Contains('+', StringComparison.Ordinal))
        .MaxBy(mixture => Measure(alignment, mixture.Mixture, name, language) is var measure && measure.HigherIsCloser ? measure.Value : -measure.Value)!.Mixture;

    private static AlignmentMeasure Measure(TaskAlignment alignment, string mixture, string name, string? language) =>
        alignment.Mixtures.Single(candidate => candidate.Mixture == mixture).Measures.Single(measure => measure.Name == name && measure.Language == language);

    private static TaskAlignment Measure(ulong seed) => TaskAlignment.Of(
        [Phrases("en"), Phrases("de"), Phrases("fr")],
        [Data.Mixture.Of("en"), Data.Mixture.Of("de"), Data.Mixture.Of("fr"), Mixture("en+de", ("en", 0.5), ("de", 0.5))],
        Pairs(), "en", "de", Small(seed));

    private static AlignmentOptions Small(ulong seed) => new() { Bytes = 20_000, Passages = 60, Pairs = 200, Seed = seed };

    private static ImmutableArray<TextPair> Pairs() => [.. PhrasebookSampler.Pairs("en", "de", PhrasebookSplit.Train, 1, 200)];

    private static Mixture Mixture(string name, params (string Corpus, double Rate)[] rates) =>
        new(name, rates.ToImmutableSortedDictionary(rate => rate.Corpus, rate => rate.Rate));

    // Paragraphs of eight phrases, so that the identifier has enough to go by.
    private static Corpus Phrases(string language) => Corpus.FromDocuments(
        language, () => PhrasebookSampler.Phrases(language, PhrasebookSplit.Corpus, 1).Chunk(8).Take(400).Select(phrases => string.Join(' ', phrases)), "phrases " + language);
}
