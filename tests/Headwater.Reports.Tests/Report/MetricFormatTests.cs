using Headwater.Laws;

namespace Headwater.Reports.Tests;

/// <summary>How metrics are named, and how their gains are written.</summary>
public sealed class MetricFormatTests
{
    [Theory]
    [InlineData("bleu", "BLEU")]
    [InlineData("chrf", "chrF")]
    [InlineData("cross_entropy", "cross-entropy")]
    [InlineData("f1_macro", "macro F1")]
    [InlineData("rougeL", "ROUGE-L")]
    [InlineData("bits-per-byte", "bits per byte")]
    [InlineData("nats-per-answer", "nats per answer")]
    [InlineData("choice-probability", "probability of the right choice")]
    [InlineData("my_score", "my_score")]
    public void Name_InAdviceAndInReports_IsTheSameButForItsCapital(string metric, string expected)
    {
        Assert.Equal(expected, MetricDisplayName.Of(metric));
        Assert.Equal(expected, MetricFormat.Of(metric).Name, ignoreCase: true);
    }

    [Theory]
    [InlineData("bleu", 2.14, 0.4, "+2.1 ± 0.4 BLEU")]
    [InlineData("bleu", -2.14, null, "-2.1 BLEU")]
    [InlineData("cross-entropy", 0.21, null, "cross-entropy lower by 0.210")]
    [InlineData("cross-entropy", -0.21, 0.02, "cross-entropy higher by 0.210 ± 0.020")]
    public void Gain_OfAScoreOrALoss_SaysWhichWay(string metric, double gain, double? error, string expected) =>
        Assert.Equal(expected, MetricFormat.Of(metric).Gain(gain, error).Replace('−', '-'));

    [Fact]
    public void Interval_IsInBrackets() => Assert.Equal("[10.4, 24.8]", MetricFormat.Of("bleu").Interval(10.4, 24.8));
}
