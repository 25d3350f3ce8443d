namespace Headwater.Studies.Tests;

public sealed class RankAgreementTests
{
    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 20, 30, 40 }, 1, 1 / 24.0)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 40, 30, 20, 10 }, -1, 1)]
    [InlineData(new double[] { 1, 2, 3, 4 }, new double[] { 10, 30, 20, 40 }, 2 / 3.0, 4 / 24.0)]   // one pair of six apart: three orders, and the equal one
    [InlineData(new double[] { 1, 2, 3 }, new double[] { 5, 5, 5 }, 0, 1)]
    public void Of_ByHand_IsKendallsWithItsChance(double[] first, double[] second, double tau, double chance)
    {
        RankAgreement agreement = RankAgreement.Of(first, second);

        Assert.Equal(tau, agreement.Tau, 12);
        Assert.Equal(chance, agreement.PValue, 12);
    }

    [Fact]
    public void Of_Ties_CountsThemForNeitherOrder()
    {
        // Pairs: (1,2) tied in the first; the other two agree. τ-b = 2 / √(2 · 3).
        Assert.Equal(2 / Math.Sqrt(6), RankAgreement.Of([1, 1, 2], [1, 2, 3]).Tau, 12);
    }

    [Fact]
    public void Of_TwelveItemsInOrder_IsRareAmongDrawnOrders()
    {
        double[] items = [.. Enumerable.Range(0, 12).Select(item => (double)item)];

        RankAgreement agreement = RankAgreement.Of(items, items);

        Assert.Equal(1, agreement.Tau, 12);
        Assert.InRange(agreement.PValue, 0, 0.001);
    }
}
