namespace Headwater.Models.Tests;

public sealed class MatrixRateTests
{
    [Fact]
    public void BestOf_RatesOfSeveralProcesses_KeepsTheHighest()
    {
        using TemporaryFolder folder = new();
        string file = Path.Combine(folder["cache"], "rate");

        Assert.Equal(30e9, MatrixRate.BestOf(file, 30e9));      // measured beside other work
        Assert.Equal(120e9, MatrixRate.BestOf(file, 120e9));
        Assert.Equal(120e9, MatrixRate.BestOf(file, 40e9));
    }

    [Fact]
    public void BestOf_FileThatIsNoRate_IsReplaced()
    {
        using TemporaryFolder folder = new();
        string file = folder["rate"];
        File.WriteAllText(file, "fast");

        Assert.Equal(50e9, MatrixRate.BestOf(file, 50e9));
        Assert.Equal(60e9, MatrixRate.BestOf(file, 60e9));
    }
}
