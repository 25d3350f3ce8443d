using Headwater.Data;
using Headwater.Laws;

namespace Headwater.Studies.Tests;

public sealed class TransferBenefitTests
{
    [Fact]
    public void Of_ScoresWithScratch_AreGainsOverItAtTheMostTokensAllHave()
    {
        TransferBenefit benefit = Assert.Single(TransferBenefit.Of(Table("bleu", true)));

        Assert.Equal(2_000_000, benefit.PretrainingTokens);   // c was stopped before 4M
        Assert.Equal(["a", "b", "c"], benefit.Gains.Keys);
        Assert.Equal([5, 3, -1], benefit.Gains.Values);
    }

    [Fact]
    public void Of_Losses_AreGainsWhereTheyAreSmaller()
    {
        TransferBenefit benefit = Assert.Single(TransferBenefit.Of(Table("cross-entropy", false)));

        Assert.Equal([-5, -3, 1], benefit.Gains.Values);
    }

    [Fact]
    public void Of_TwoMixtures_IsNothingToOrder()
    {
        ObservationTable table = Table("bleu", true);

        Assert.Empty(TransferBenefit.Of(table with { Rows = [.. table.Rows.Where(row => row.PretrainingData != "c")] }));
    }

    [Fact]
    public void Agreement_MeasureInTheOrderOfTheBenefit_IsOne()
    {
        TransferBenefit benefit = TransferBenefit.Of(Table("bleu", true))[0];
        TaskAlignment alignment = new()
        {
            Bytes = 1000,
            Mixtures = [Mixture("c", 0.9), Mixture("a", 0.1), Mixture("b", 0.5), Mixture("unmeasured", 0.2)],
        };

        MeasureAgreement agreement = Assert.Single(MeasureAgreement.Of("t", alignment, [benefit]));

        Assert.Equal("divergence.de", agreement.Measure);
        Assert.Equal(1, agreement.Tau, 12);   // the least divergence is the closest
        Assert.Equal(3, agreement.Mixtures);
        Assert.Equal(1 / 6.0, agreement.PValue, 12);
        Assert.Empty(MeasureAgreement.Of("another task", alignment, [benefit]));
    }

    private static MixtureAlignment Mixture(string name, double divergence) =>
        new(name, LanguageShares.Of(TextSample.Of(["Ein Satz."], 10, 1)), [new AlignmentMeasure(AlignmentMeasure.Divergence, "de", divergence)]);

    private static ObservationTable Table(string metric, bool higherIsBetter)
    {
        return new([
            Row("scratch", 0, 20), Row("a", 1e6, 22), Row("a", 2e6, 25), Row("a", 4e6, 27), Row("b", 1e6, 22), Row("b", 2.001e6, 23), Row("b", 4e6, 24),
            Row("c", 1e6, 21), Row("c", 1.999e6, 19),
        ]);

        Observation Row(string mixture, double tokens, double value) => new()
        {
            PretrainingData = mixture, PretrainingTokens = tokens, Task = "t", Metric = metric, HigherIsBetter = higherIsBetter, FinetuningExamples = 2000, Value = value,
        };
    }
}
