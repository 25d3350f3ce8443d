using System.Globalization;

namespace Headwater.Metrics.Tests;

/// <summary>BLEU, chrF and TER of sixty sentences of this repository, against the numbers of sacreBLEU 2.6.0.</summary>
public class SacreBleuGoldenTests
{
    // The same formula in the same order of operations: what is left is the last bit of exp and log.
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData("corpus", "BLEU", 26)]
    [InlineData("corpus", "chrF", 8)]
    [InlineData("corpus", "TER", 10)]
    [InlineData("sentence", "BLEU", 1560)]
    [InlineData("sentence", "chrF", 480)]
    [InlineData("sentence", "TER", 600)]
    public void Score_EveryRow_EqualsTheReference(string level, string metric, int count)
    {
        Dictionary<string, string>[] rows = [.. Csv.Read(GoldenFolder.Read("sacrebleu", "golden.csv")).Where(row => row["level"] == level && row["metric"] == metric)];

        Assert.Equal(count, rows.Length);
        Assert.All(rows, row =>
        {
            MetricScore score = level == "corpus" ? OfCorpus(row) : OfSentence(row, int.Parse(row["segment"], CultureInfo.InvariantCulture));
            double expected = double.Parse(row["score"], CultureInfo.InvariantCulture);
            Assert.True(Math.Abs(expected - score.Score) <= Tolerance * Math.Max(1, Math.Abs(expected)), $"{row["options"]} {row["segment"]}: expected {row["score"]}, got {score.Score:R}");
            Assert.True(row["signature"].Length == 0 ? level == "sentence" : row["signature"] == score.Signature, score.Signature);
        });
    }

    private static MetricScore OfCorpus(Dictionary<string, string> row)
    {
        Dictionary<string, string> options = OptionsOf(row);
        string[] hypotheses = Lines("hyp.txt");
        string[][] references = ReferencesOf(options);
        return row["metric"] switch
        {
            "BLEU" => Bleu.Corpus(hypotheses, references, BleuOf(options)),
            "chrF" => Chrf.Corpus(hypotheses, references, ChrfOf(options)),
            _ => Ter.Corpus(hypotheses, references, TerOf(options)),
        };
    }

    private static MetricScore OfSentence(Dictionary<string, string> row, int segment)
    {
        Dictionary<string, string> options = OptionsOf(row);
        string hypothesis = Lines("hyp.txt")[segment];
        string[] references = [.. ReferencesOf(options).Select(stream => stream[segment])];
        return row["metric"] switch
        {
            "BLEU" => Bleu.Sentence(hypothesis, references, BleuOf(options)),
            "chrF" => Chrf.Sentence(hypothesis, references, ChrfOf(options)),
            _ => Ter.Sentence(hypothesis, references, TerOf(options)),
        };
    }

    private static BleuOptions BleuOf(Dictionary<string, string> options) => new()
    {
        Tokenizer = GoldenRow.TokenizerNamed(options["tok"]),
        Lowercase = bool.Parse(options["lowercase"]),
        Smoothing = options["smooth"] switch { "exp" => BleuSmoothing.Exp, "floor" => BleuSmoothing.Floor, "add-k" => BleuSmoothing.AddK, _ => BleuSmoothing.None },
        EffectiveOrder = options.ContainsKey("effective_order"),
    };

    private static ChrfOptions ChrfOf(Dictionary<string, string> options) => new()
    {
        CharOrder = int.Parse(options["char_order"], CultureInfo.InvariantCulture),
        WordOrder = int.Parse(options["word_order"], CultureInfo.InvariantCulture),
        Lowercase = bool.Parse(options["lowercase"]),
    };

    private static TerOptions TerOf(Dictionary<string, string> options) => new()
    {
        Normalized = options["normalized"] == "1",
        NoPunctuation = options["no_punct"] == "1",
        AsianSupport = options["asian_support"] == "1",
        CaseSensitive = options["case_sensitive"] == "1",
    };

    private static Dictionary<string, string> OptionsOf(Dictionary<string, string> row) =>
        row["options"].Split(';').Select(option => option.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private static string[][] ReferencesOf(Dictionary<string, string> options) => [.. options["refs"].Split('+').Select(name => Lines($"ref.{name}.txt"))];

    private static string[] Lines(string file) => GoldenFolder.Read("sacrebleu", file).TrimEnd('\n').Split('\n');
}
