namespace Headwater.Laws.Tests.Ranking;

public sealed class CarryOverTests
{
    [Fact]
    public void OfPublicTables_TheirOwnDistance_OrdersFourFifthsOfThePairs()
    {
        double correlation = CarryOver.OfPublicTables(44).Correlation;

        Assert.Equal(0.8, 0.5 + (Math.Asin(correlation) / Math.PI), 6);
    }

    [Fact]
    public void OfPublicTables_FartherTarget_CarriesOverLess()
    {
        Assert.True(CarryOver.OfPublicTables(5).Correlation > CarryOver.OfPublicTables(44).Correlation);
        Assert.True(CarryOver.OfPublicTables(44).Correlation > CarryOver.OfPublicTables(300).Correlation);
    }

    [Fact]
    public void Of_ManyRecipesOfTheTable_OutweighPublicTables()
    {
        double alone = CarryOver.OfPublicTables(20).Correlation;
        double few = CarryOver.Of(20, [new(0.2, 20, 5)]).Correlation;
        double many = CarryOver.Of(20, [new(0.2, 20, 200)]).Correlation;

        Assert.True(alone > few && few > many);
        Assert.Equal(0.2, many, 0.06);
    }

    [Fact]
    public void ProbabilityOfOrder_OverRandomPairs_IsAsOftenRightAsThePublicTables()
    {
        CarryOver carryOver = CarryOver.OfPublicTables(44);
        RandomStream random = new(7);

        double[] said = [.. Enumerable.Range(0, 20_000).Select(_ => carryOver.ProbabilityOfOrder(Math.Abs(random.NextNormal() - random.NextNormal())))];

        Assert.Equal(0.8, said.Average(), 0.005);
    }
}
