using System.Globalization;
using CsCheck;

namespace Headwater.Metrics.Tests;

/// <summary>
/// Every metric on texts such as no corpus should hold: no crash, no score out of its range, identical texts score as defined, and the numbers of the plain
/// definitions. Two thousand inputs a metric here; <c>.ci/full</c> runs the explicit ones with a million, or as many as HEADWATER_FUZZ says.
/// </summary>
public class FuzzTests
{
    private const int Few = 2_000;

    private static readonly int Million =
        Environment.GetEnvironmentVariable("HEADWATER_FUZZ") is { Length: > 0 } inputs ? int.Parse(inputs, CultureInfo.InvariantCulture) : 1_000_000;

    // Scores are a handful of roundings away from the exact value.
    private const double Rounding = 1e-10;

    private static readonly Gen<BleuOptions> BleuOption =
        Gen.Select(Gen.Enum<BleuTokenizer>(), Gen.Enum<BleuSmoothing>(), Gen.Bool, Gen.Bool).Select((tokenizer, smoothing, lowercase, effective) => new BleuOptions
        {
            Tokenizer = tokenizer, Smoothing = smoothing, Lowercase = lowercase, EffectiveOrder = effective,
        });

    private static readonly Gen<ChrfOptions> ChrfOption =
        Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Bool, Gen.Bool).Select((wordOrder, lowercase, whitespace, eps) => new ChrfOptions
        {
            WordOrder = wordOrder, Lowercase = lowercase, Whitespace = whitespace, EpsSmoothing = eps,
        });

    private static readonly Gen<TerOptions> TerOption =
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool).Select((normalized, noPunctuation, asian, cased) => new TerOptions
        {
            Normalized = normalized, NoPunctuation = noPunctuation, AsianSupport = asian, CaseSensitive = cased,
        });

    [Fact]
    public void Bleu_AnyTexts_EqualsThePlainCounts() => Bleu(Few);

    [Fact]
    public void Chrf_AnyTexts_EqualsThePlainCounts() => Chrf(Few);

    [Fact]
    public void Ter_AnyTexts_EqualsThePlainSearch() => Ter(Few);

    [Fact]
    public void Rouge_AnyTexts_StaysInRange() => Rouge(Few);

    [Fact]
    public void Squad_AnyTexts_StaysInRange() => Squad(Few);

    [Fact(Explicit = true)]
    public void Bleu_AMillionTexts_EqualsThePlainCounts() => Bleu(Million);

    [Fact(Explicit = true)]
    public void Chrf_AMillionTexts_EqualsThePlainCounts() => Chrf(Million);

    [Fact(Explicit = true)]
    public void Ter_AMillionTexts_EqualsThePlainSearch() => Ter(Million);

    [Fact(Explicit = true)]
    public void Rouge_AMillionTexts_StaysInRange() => Rouge(Million);

    [Fact(Explicit = true)]
    public void Squad_AMillionTexts_StaysInRange() => Squad(Million);

    [Fact]
    public void EveryMetric_HundredThousandCharacters_EndsAndStaysInRange() =>
        Gen.Select(AnyText.Long, AnyText.Long, BleuOption, ChrfOption, TerOption).Sample(
            (hypothesis, reference, bleu, chrf, ter) =>
            {
                Assert.InRange(Metrics.Bleu.Sentence(hypothesis, [reference], bleu).Score, 0, 100 + Rounding);
                Assert.InRange(Metrics.Chrf.Sentence(hypothesis, [reference], chrf).Score, 0, 100 + Rounding);
                Assert.InRange(Metrics.Ter.Sentence(hypothesis, [reference], ter).Score, 0, double.MaxValue);
                Assert.Equal(0, Metrics.Ter.Sentence(hypothesis, [hypothesis], ter with { Normalized = false }).Score);
            },
            iter: 4,
            threads: 1);

    private static void Bleu(int inputs) => Gen.Select(AnyText.Segment, BleuOption).Sample(
        (segment, options) =>
        {
            BleuScore score = Metrics.Bleu.Sentence(segment.Hypothesis, segment.References, options);
            BleuStatistics counts = score.Statistics;
            long[] row = [.. counts.Matches, .. counts.Totals, counts.HypothesisLength, counts.ReferenceLength];

            Assert.Equal(PlainCounts.Bleu(segment.Hypothesis, segment.References, options), row);
            Assert.InRange(score.Score, 0, 100 + Rounding);
            if (segment.References is [string only] && only == segment.Hypothesis)
                Assert.Equal(BleuOfItself(counts.HypothesisLength, options), score.Score, Rounding);
        },
        iter: inputs);

    // Below four tokens an order has no n-gram, which makes the score 0 unless only the orders there are count, or a constant is added to them.
    private static double BleuOfItself(long tokens, BleuOptions options) => (tokens, options) switch
    {
        ( >= 4, _) => 100,
        (0, _) => 0,
        (_, { EffectiveOrder: true } or { Smoothing: BleuSmoothing.AddK }) => 100,
        _ => 0,
    };

    private static void Chrf(int inputs) => Gen.Select(AnyText.Segment, ChrfOption).Sample(
        (segment, options) =>
        {
            ChrfScore score = Metrics.Chrf.Sentence(segment.Hypothesis, segment.References, options);
            ChrfStatistics counts = score.Statistics;
            long[] row = [.. counts.HypothesisTotals, .. counts.ReferenceTotals, .. counts.Matches];

            Assert.Equal(PlainCounts.Chrf(segment.Hypothesis, segment.References, options), row);
            Assert.InRange(score.Score, 0, 100 + Rounding);
            if (segment.References is [string only] && only == segment.Hypothesis)
                Assert.Equal(ChrfOfItself(counts, options), score.Score, Rounding);
        },
        iter: inputs);

    // With smoothing a missing order counts as nothing, without it not at all.
    private static double ChrfOfItself(ChrfStatistics counts, ChrfOptions options)
    {
        int orders = counts.ReferenceTotals.Count(total => total > 0);
        return options.EpsSmoothing ? 100.0 * orders / counts.Matches.Length : orders > 0 ? 100 : 0;
    }

    private static void Ter(int inputs) => Gen.Select(AnyText.Segment, TerOption).Sample(
        (segment, options) =>
        {
            TerScore score = Metrics.Ter.Sentence(segment.Hypothesis, segment.References, options);
            List<string> words = PlainTokens.Of(segment.Hypothesis, options);
            // The reference tool tokenizes references twice.
            List<string>[] others = [.. segment.References.Select(reference => PlainTokens.Of(reference, options)).Select(once => options.Normalized ? PlainTokens.Of(string.Join(' ', once), options) : once)];

            Assert.Equal(others.Average(other => other.Count), score.ReferenceLength);
            Assert.InRange(score.Score, 0, double.MaxValue);
            if (others.All(other => other.Count + words.Count <= 12))
                Assert.Equal(others.Min(other => PlainTer.Edits(Numbered(words, words, other), Numbered(other, words, other))), score.Edits);
            if (segment.References.Contains(segment.Hypothesis) && !options.Normalized)
                Assert.Equal(0, score.Edits);
        },
        iter: inputs);

    private static int[] Numbered(List<string> text, List<string> first, List<string> second)
    {
        string[] all = [.. first, .. second];
        return [.. text.Select(word => Array.IndexOf(all, word))];
    }

    private static void Rouge(int inputs) => Gen.Select(AnyText.Segment, Gen.Bool).Sample(
        (segment, stemmer) =>
        {
            RougeDocument document = Metrics.Rouge.Documents(
                [segment.Hypothesis], [.. segment.References.Select(reference => new[] { reference })], new RougeOptions { Stemmer = stemmer })[0];

            foreach (RougeMeasure measure in document.Measures)
            {
                Assert.InRange(measure.Precision, 0, 1);
                Assert.InRange(measure.Recall, 0, 1);
                Assert.InRange(measure.F1, 0, 1 + Rounding);
            }
            if (segment.References.Contains(segment.Hypothesis) && segment.Hypothesis.Any(c => char.IsAsciiLetterOrDigit(c)))
                Assert.Equal(1, document.Measures[0].F1, Rounding);
        },
        iter: inputs);

    private static void Squad(int inputs) => Gen.Select(AnyText.Segment, Gen.Enum<SquadVersion>()).Sample(
        (segment, version) =>
        {
            double exactMatch = Metrics.Squad.ExactMatch(segment.Hypothesis, segment.References, version);

            Assert.True(exactMatch is 0 or 1);
            Assert.InRange(Metrics.Squad.F1(segment.Hypothesis, segment.References, version), 0, 1 + Rounding);
            // Version 2.0 leaves out answers without words where others have some.
            bool isAnswer = version == SquadVersion.V11 || AnswerText.Words(segment.Hypothesis).Length > 0;
            if (isAnswer && segment.References.Contains(segment.Hypothesis))
                Assert.Equal(1, exactMatch);
        },
        iter: inputs);
}
