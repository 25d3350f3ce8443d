namespace Headwater.Laws.Tests;

public class LikelihoodLimitTests
{
    private static readonly LikelihoodLimit Limit = new(0.9, double.PositiveInfinity);

    [Fact]
    public void At_TheBound_IsOneSided() => Assert.Equal(StudentT.Quantile(0.9, double.PositiveInfinity), Limit.At(0), 1e-6);

    [Fact]
    public void At_FarFromTheBound_IsTwoSided() => Assert.Equal(StudentT.Quantile(0.95, double.PositiveInfinity), Limit.At(5), 1e-9);

    // A normal estimate x of a mean that cannot be negative: the best mean is max(x, 0) and the ratio (x − μ)² − min(x, 0)². The standard error of a
    // share over 20,000 draws is 0.002.
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(1.6)]
    [InlineData(3)]
    public void At_AnyDistance_GivesTheLevel(double mean)
    {
        RandomStream random = new(3);
        double limit = Limit.At(mean);
        int covered = 0;
        const int Draws = 20_000;
        for (int k = 0; k < Draws; k++)
        {
            double x = mean + random.NextNormal();
            double outside = Math.Min(x, 0);
            covered += ((x - mean) * (x - mean)) - (outside * outside) <= limit * limit ? 1 : 0;
        }

        Assert.Equal(0.9, covered / (double)Draws, 0.007);
    }
}
