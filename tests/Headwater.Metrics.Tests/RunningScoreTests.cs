using CsCheck;

namespace Headwater.Metrics.Tests;

public class RunningScoreTests
{
    private static readonly BleuOptions Zh = new() { Tokenizer = BleuTokenizer.Zh, Lowercase = true };

    [Fact]
    public void AddLines_SeveralMetricsAtOnce_EqualTheScoresOfAllSegments()
    {
        (string[] hypotheses, string[] first, string[] second) = ManySegments(10_000);
        RunningScore<BleuStatistics> bleu = Bleu.Running(keepSegments: true);
        RunningScore<ChrfStatistics> chrf = Chrf.Running(ChrfOptions.PlusPlus);
        RunningScore<TerStatistics> ter = Ter.Running(keepSegments: true);

        RunningScore.AddLines([bleu, chrf, ter], Reader(hypotheses), [Reader(first), Reader(second)]);

        Assert.Equal(10_000, bleu.SegmentCount);
        Assert.Equal(Bleu.Corpus(hypotheses, [first, second]).Format(10), bleu.Score().Format(10));
        Assert.Equal(Chrf.Corpus(hypotheses, [first, second], ChrfOptions.PlusPlus).Format(10), chrf.Score().Format(10));
        Assert.Equal(Ter.Corpus(hypotheses, [first, second]).Score, ter.Score().Score);
        Assert.Equal(Ter.Segments(hypotheses, [first, second]), ter.Segments);
        Assert.Equal(Bleu.Segments(hypotheses, [first, second]).Select(segment => segment.Matches[1]), bleu.Segments.Select(segment => segment.Matches[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Corpus_AnyNumberOfThreads_GivesEqualBits(int threads)
    {
        (string[] hypotheses, string[] first, string[] second) = ManySegments(1_500);
        string[][] references = [first, second, [.. first.Select((text, i) => i % 3 == 0 ? text : "")]];

        Assert.Equal(Bleu.Corpus(hypotheses, references, threads: 3).ToJson(17), Bleu.Corpus(hypotheses, references, threads: threads).ToJson(17));
        Assert.Equal(Chrf.Corpus(hypotheses, references, threads: 3).ToJson(17), Chrf.Corpus(hypotheses, references, threads: threads).ToJson(17));
        Assert.Equal(Ter.Corpus(hypotheses, references, threads: 3).ToJson(17), Ter.Corpus(hypotheses, references, threads: threads).ToJson(17));
    }

    [Fact]
    public void Add_AnyBatches_EqualTheScoreOfAllSegments() =>
        Gen.Select(AnyText.Segment.Array[1, 12], Gen.Int[1, 5]).Sample(
            (segments, size) =>
            {
                string[] hypotheses = [.. segments.Select(segment => segment.Hypothesis)];
                string[] references = [.. segments.Select(segment => segment.References[0])];
                RunningScore bleu = Bleu.Running(Zh);

                for (int start = 0; start < hypotheses.Length; start += size)
                {
                    Range batch = start..Math.Min(start + size, hypotheses.Length);
                    bleu.Add(hypotheses[batch], [references[batch]]);
                }

                Assert.Equal(Bleu.Corpus(hypotheses, [references], Zh).ToJson(17), bleu.Score().ToJson(17));
            },
            iter: 500);

    [Theory]
    [InlineData("a b\nc", 2)]
    [InlineData("a b\r\nc\r\n", 2)]
    [InlineData("a b\n\nc\n", 3)]
    [InlineData("a b\u2028c\u0085d\n", 1)]                     // no line ends here
    public void AddLines_LineEnds_AreLineFeeds(string text, int expected)
    {
        RunningScore chrf = Chrf.Running(new ChrfOptions { Whitespace = true });

        RunningScore.AddLines([chrf], new StringReader(text), [new StringReader(string.Concat(Enumerable.Repeat("a b\n", expected)))]);

        Assert.Equal(expected, chrf.SegmentCount);
    }

    [Fact]
    public void AddLines_LineLongerThanAnyBuffer_IsOneSegment()
    {
        string line = string.Join(' ', Enumerable.Range(0, 300_000));
        RunningScore bleu = Bleu.Running();

        RunningScore.AddLines([bleu], new StringReader($"{line}\nx\n"), [new StringReader($"{line}\nx")]);

        Assert.Equal(2, bleu.SegmentCount);
        Assert.Equal(100, bleu.Score().Score, 1e-10);          // a handful of roundings away
    }

    [Fact]
    public void AddLines_ReferenceTooShort_ThrowsWithCountsAndTheFirstMissingLine()
    {
        string[] lines = [.. Enumerable.Range(0, 9_000).Select(i => $"line {i}")];

        ArgumentException fault = Assert.Throws<ArgumentException>(
            () => RunningScore.AddLines([Bleu.Running()], Reader(lines), [Reader(lines), Reader(lines[..5_000])]));

        Assert.Equal("Reference stream 2 has 5000 segments and the hypotheses have 9000; expected the same number. Segment 5001 is the first that is missing.", fault.Message);
    }

    [Fact]
    public void AddLines_EmptyReferenceBeyondTheFirstBatch_ThrowsWithItsNumber()
    {
        string[] lines = [.. Enumerable.Range(1, 9_000).Select(i => i == 8_000 ? "" : $"line {i}")];

        ArgumentException fault = Assert.Throws<ArgumentException>(() => RunningScore.AddLines([Ter.Running()], Reader(lines), [Reader(lines)]));

        Assert.Equal("Segment 8000 has no reference, or only empty ones; expected at least one. Add a reference or leave the segment out.", fault.Message);
    }

    [Fact]
    public void AddLines_NoLines_Throws() =>
        Assert.StartsWith(
            "There are 0 hypotheses; expected at least one segment to score.",
            Assert.Throws<ArgumentException>(() => RunningScore.AddLines([Ter.Running()], Reader([]), [Reader([])])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Score_NothingAdded_Throws() =>
        Assert.Equal("There are 0 hypotheses; expected at least one segment to score.", Assert.Throws<InvalidOperationException>(() => Chrf.Running().Score()).Message);

    [Fact]
    public void Segments_NotKept_Throws() =>
        Assert.Equal(
            "This running score keeps no segments. Create it with keepSegments: true.",
            Assert.Throws<InvalidOperationException>(() => Chrf.Running().Segments).Message);

    private static StringReader Reader(string[] lines) => new(string.Concat(lines.Select(line => line + "\n")));

    private static (string[] Hypotheses, string[] First, string[] Second) ManySegments(int count)
    {
        SplitMix random = new(5);
        string Sentence() => string.Join(' ', Enumerable.Range(0, 1 + random.NextInt32(9)).Select(_ => $"w{random.NextInt32(12)}."));
        string[] Sentences() => [.. Enumerable.Range(0, count).Select(_ => Sentence())];
        return (Sentences(), Sentences(), Sentences());
    }
}
