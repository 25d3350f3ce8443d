using System.Globalization;

namespace Headwater.Metrics.Tests;

/// <summary>Every BLEU, chrF and TER number of the golden tables, against scores computed here.</summary>
public class GoldenScoreTests
{
    // The same formula in the same order of operations: what is left is the last bit of exp and log.
    private const double Tolerance = 1e-9;

    [Fact]
    public void Corpus_GoldenBleuRows_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden.csv", "BLEU");
        double largest = 0;

        // Rows that differ only in smoothing share their statistics.
        foreach (IGrouping<string, GoldenRow> group in rows.GroupBy(row => row["system"] + row["langpair"] + row.BleuOptions.Tokenizer + row.BleuOptions.Lowercase + row["options"].Split("refs=")[1]))
        {
            GoldenRow first = group.First();
            BleuStatistics sum = Bleu.Segments(first.Hypotheses, first.References, first.BleuOptions).Aggregate((a, b) => a + b);
            foreach (GoldenRow row in group)
                largest = Math.Max(largest, Compare(row, Bleu.FromStatistics(sum, row.BleuOptions)));
        }

        GoldenData.Report("Corpus BLEU", rows.Count, largest);
        Assert.Equal(501, rows.Count);
        Assert.True(largest <= Tolerance);
    }

    [Fact]
    public void Corpus_GoldenDefaultBleuRows_EqualReference()
    {
        List<GoldenRow> rows =
            [.. GoldenData.Rows("golden.csv", "BLEU").Where(row => row["options"].StartsWith("tok=13a;lowercase=false;smooth=exp;refs=", StringComparison.Ordinal) && row.References.Length == 1)];
        double largest = 0;

        foreach (GoldenRow row in rows)
            largest = Math.Max(largest, Compare(row, Bleu.Corpus(row.Hypotheses, row.References)));

        GoldenData.Report("Corpus BLEU, defaults, one reference", rows.Count, largest);
        Assert.Equal(33, rows.Count);
        Assert.True(largest <= Tolerance);
    }

    [Fact]
    public void Corpus_GoldenChrfRows_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden.csv", "chrF", "chrF++");
        double largest = 0;

        foreach (GoldenRow row in rows)
        {
            ChrfScore score = Chrf.Corpus(row.Hypotheses, row.References, row.ChrfOptions);
            Assert.Equal(row["signature"], score.Signature);
            Assert.Equal(row["metric"] == "chrF" ? "chrF2" : "chrF2++", score.Name);
            largest = Math.Max(largest, Difference(row, score));
        }

        GoldenData.Report("Corpus chrF and chrF++", rows.Count, largest);
        Assert.Equal(198, rows.Count);
        Assert.True(largest <= Tolerance);
    }

    [Fact]
    public void Sentence_GoldenBleuRows_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden_sentence.csv", "BLEU");
        double largest = 0;

        foreach (GoldenRow row in rows)
        {
            BleuScore score = Bleu.Sentence(row.Hypotheses[row.Segment], ReferencesOf(row), row.BleuOptions);
            AssertParts(row, score);
            largest = Math.Max(largest, Difference(row, score));
        }

        GoldenData.Report("Sentence BLEU", rows.Count, largest);
        Assert.Equal(15_200, rows.Count);
        Assert.True(largest <= Tolerance);
    }

    [Fact]
    public void Sentence_GoldenChrfRows_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden_sentence.csv", "chrF", "chrF++");
        double largest = 0;

        foreach (GoldenRow row in rows)
            largest = Math.Max(largest, Difference(row, Chrf.Sentence(row.Hypotheses[row.Segment], ReferencesOf(row), row.ChrfOptions)));

        GoldenData.Report("Sentence chrF and chrF++", rows.Count, largest);
        Assert.Equal(3_600, rows.Count);
        Assert.True(largest <= Tolerance);
    }

    [Fact]
    public void Corpus_GoldenTerRows_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden.csv", "TER");

        foreach (GoldenRow row in rows)
        {
            TerScore score = Ter.Corpus(row.Hypotheses, row.References, row.TerOptions);
            Assert.Equal(row["signature"], score.Signature);
            AssertExact(row, score);
        }

        GoldenData.Report("Corpus TER", rows.Count, 0);
        Assert.Equal(224, rows.Count);
    }

    [Fact]
    public void Sentence_GoldenTerRows_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden_sentence.csv", "TER");

        foreach (GoldenRow row in rows)
            AssertExact(row, Ter.Sentence(row.Hypotheses[row.Segment], ReferencesOf(row), row.TerOptions));

        GoldenData.Report("Sentence TER", rows.Count, 0);
        Assert.Equal(3_600, rows.Count);
    }

    [Fact]
    public void Tokenize_GoldenTokens_EqualReference()
    {
        List<GoldenRow> rows = GoldenData.Rows("golden_tokens.csv");

        foreach (GoldenRow row in rows)
        {
            string line = GoldenData.Lines(row["langpair"], row["file"])[int.Parse(row["line"], CultureInfo.InvariantCulture)];
            Assert.Equal(Tokens.Of(row["tokens"], BleuTokenizer.None), Tokens.Of(line, GoldenRow.TokenizerNamed(row["tokenizer"])));
        }

        GoldenData.Report("Tokenizer output", rows.Count, 0);
        Assert.Equal(2_280, rows.Count);
    }

    private static string[] ReferencesOf(GoldenRow row) => [.. row.References.Select(stream => stream[row.Segment])];

    private static double Compare(GoldenRow row, BleuScore score)
    {
        AssertParts(row, score);
        Assert.Equal(row["signature"], score.Signature);
        Assert.Equal(row.Numbers("counts"), Smoothed(score.Statistics.Matches, row.BleuOptions));
        Assert.Equal(row.Numbers("totals"), Smoothed(score.Statistics.Totals, row.BleuOptions));
        return Difference(row, score);
    }

    private static void AssertParts(GoldenRow row, BleuScore score)
    {
        double[] precisions = row.Numbers("precisions");
        for (int n = 0; n < precisions.Length; n++)
            Assert.Equal(precisions[n], score.Precisions[n], Tolerance * Math.Max(precisions[n], double.Epsilon));
        Assert.Equal(row.Number("bp"), score.BrevityPenalty, Tolerance * Math.Max(row.Number("bp"), double.Epsilon));
        Assert.Equal(row.Number("sys_len"), score.HypothesisLength);
        Assert.Equal(row.Number("ref_len"), score.ReferenceLength);
    }

    // Counts and one division: no digit may differ.
    private static void AssertExact(GoldenRow row, TerScore score)
    {
        Assert.True(row.Number("edits") == score.Edits, $"{row} {row["score"]}: reference {row["edits"]} edits, ours {score.Edits}");
        Assert.Equal(row.Number("ref_len"), score.ReferenceLength);
        Assert.Equal(row.Number("score"), score.Score);
    }

    // The reference tool reports counts after add-k; ours are kept as counted.
    private static IEnumerable<double> Smoothed(IEnumerable<long> counts, BleuOptions options) =>
        counts.Select((count, order) => count + (options.Smoothing == BleuSmoothing.AddK && order > 0 ? options.SmoothingValue!.Value : 0));

    private static double Difference(GoldenRow row, MetricScore score)
    {
        double expected = row.Number("score");
        double difference = Math.Abs(expected - score.Score) / (expected == 0 ? 1 : Math.Abs(expected));
        Assert.True(difference <= Tolerance, $"{row}: reference {row["score"]}, ours {score.Score:R}");
        return difference;
    }
}
