using CsCheck;

namespace Headwater.Metrics.Tests;

public class ClassificationTests
{
    // Quotients of small integers.
    private const double Tolerance = 1e-10;

    [Fact]
    public void Score_ThreeLabels_IsWorkedByHand()
    {
        ClassificationScore score = Classification.Score(["a", "a", "b", "b", "c", "c"], ["a", "a", "a", "b", "b", "c"]);

        // Right, predicted, targets: a 2 2 3, b 1 2 2, c 1 2 1. F1 = 2·right / (predicted + targets): 4/5, 1/2, 2/3.
        Assert.Equal(100 * 4 / 6.0, score.Accuracy, Tolerance);
        Assert.Equal(100 * (4 / 5.0 + 1 / 2.0 + 2 / 3.0) / 3, score.MacroF1, Tolerance);
        Assert.Equal(score.Accuracy, score.MicroF1, Tolerance);
        // (4·6 − (2·3 + 2·2 + 2·1)) / √((36 − 12)(36 − 14)) = 12 / √528
        Assert.Equal(100 * 12 / Math.Sqrt(528), score.Matthews, Tolerance);
        Assert.Equal("nrefs:1|case:mixed|labels:3-found|undefined:0|version:headwater-1", score.Signature);
    }

    [Fact]
    public void Score_ScikitLearnsExamples_HaveItsScores()
    {
        // The examples of f1_score and matthews_corrcoef in scikit-learn's documentation: 0.26…, 0.33…, −0.33….
        ClassificationScore three = Classification.Score(["0", "2", "1", "0", "0", "1"], ["0", "1", "2", "0", "1", "2"]);
        ClassificationScore two = Classification.Score(["+1", "-1", "+1", "+1"], ["+1", "+1", "+1", "-1"]);

        Assert.Equal(100 * 0.8 / 3, three.MacroF1, Tolerance);
        Assert.Equal(100 / 3.0, three.MicroF1, Tolerance);
        Assert.Equal(-100 / 3.0, two.Matthews, Tolerance);
    }

    [Fact]
    public void Score_LabelsGiven_AverageOverThoseAlone()
    {
        ClassificationScore score = Classification.Score(["yes", "maybe", "no"], ["yes", "yes", "no"], ["yes", "no", "never"]);

        // yes: P = 1, R = 1/2; no: 1; never: nothing to divide by. Together 2 right of 2 predictions and 3 targets.
        Assert.Equal(100 * 2 / 3.0, score.Labels[0].F1, Tolerance);
        Assert.Equal(["yes", "no", "never"], score.Labels.Select(label => label.Label));
        Assert.Equal(100 * (2 / 3.0 + 1 + 0) / 3, score.MacroF1, Tolerance);
        Assert.Equal(100 * 4 / 5.0, score.MicroF1, Tolerance);
        Assert.Contains("labels:3-given", score.Signature, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_OneLabelOnOneSide_HasNoCorrelation() => Assert.Equal(0, Classification.Score(["a", "a"], ["a", "b"]).Matthews);

    [Fact]
    public void Score_DifferentLengths_Throws()
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => Classification.Score(["a"], ["a", "b"]));

        Assert.StartsWith("There are 1 predictions and 2 targets;", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_SidesExchanged_KeepsF1AndCorrelation() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3]).Array[1, 30].Sample(pairs =>
        {
            string[] first = [.. pairs.Select(pair => $"{pair.Item1}")];
            string[] second = [.. pairs.Select(pair => $"{pair.Item2}")];

            ClassificationScore there = Classification.Score(first, second);
            ClassificationScore back = Classification.Score(second, first);

            Assert.Equal(there.MacroF1, back.MacroF1, Tolerance);
            Assert.Equal(there.Matthews, back.Matthews, Tolerance);
            Assert.InRange(there.Matthews, -100 - Tolerance, 100 + Tolerance);
        });
}
