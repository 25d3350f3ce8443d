namespace Headwater.Laws.Tests.Ranking;

public sealed class FalseDiscoveryTests
{
    // Worked by hand: m = 5; p·m/rank is .05, .05, .066…, .25, .6, and each takes the least of itself and those after it.
    [Fact]
    public void QValues_WorkedExample_AreBenjaminiAndHochbergs()
    {
        double[] expected = [0.05, 0.25, 0.05, 0.6, 0.04 * 5 / 3];

        Assert.Equal(expected, FalseDiscovery.QValues([0.01, 0.2, 0.02, 0.6, 0.04]).Select(value => Math.Round(value, 12)), (x, y) => Math.Abs(x - y) < 1e-9);
    }

    [Fact]
    public void QValues_MissingTest_DoesNotCount()
    {
        Assert.Equal(FalseDiscovery.QValues([0.01, 0.04])[0], FalseDiscovery.QValues([0.01, double.NaN, 0.04])[0]);
        Assert.True(double.IsNaN(FalseDiscovery.QValues([double.NaN])[0]));
    }

    [Fact]
    public void QValues_None_IsEmpty() => Assert.Empty(FalseDiscovery.QValues([]));

    [Fact]
    public void QValues_OutOfRange_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.QValues([1.2]));

    [Fact]
    public void Rejected_MostlyTrueNulls_KeepsTheShareOfFalseOnes()
    {
        RandomStream random = new(3);
        int rejected = 0;
        int wrong = 0;
        for (int study = 0; study < 200; study++)
        {
            // 80 true nulls with uniform p-values, 20 effects with tiny ones.
            double[] pValues = [.. Enumerable.Range(0, 100).Select(number => number < 80 ? random.NextDouble() : 1e-4 * random.NextDouble())];
            bool[] decisions = [.. FalseDiscovery.Rejected(pValues, 0.1)];
            rejected += decisions.Count(decision => decision);
            wrong += decisions.Take(80).Count(decision => decision);
        }

        Assert.InRange((double)wrong / rejected, 0.05, 0.1);
    }
}
