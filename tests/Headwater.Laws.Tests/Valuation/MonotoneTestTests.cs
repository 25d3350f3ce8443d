using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public class MonotoneTestTests
{
    // Among equal values every order is as likely: four in order happen once in 24 times.
    [Fact]
    public void Of_FourValuesInOrder_HasTheChanceOfTheirOrder()
    {
        MonotoneTest test = MonotoneTest.Of(Curve([1, 2, 3, 4], null));

        Assert.Equal(1, test.Explained, 1e-12);
        Assert.Equal(1 / 24.0, test.OrderAlone, 1e-12);
        Assert.Equal(0, test.Reversal);
    }

    // What is called unlikely must be: of 2000 series of equal values with noise, a share of 5 % has a chance below 5 %, ± 1.5 % (three standard errors).
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_NothingButNoise_IsUnlikelyAsOftenAsItSays(bool known)
    {
        RandomStream random = new(11);
        int rises = 0;
        int falls = 0;
        for (int repeat = 0; repeat < 2000; repeat++)
        {
            double[] values = new double[6];
            for (int k = 0; k < values.Length; k++)
            {
                values[k] = 30 + random.NextNormal();
            }

            MonotoneTest test = MonotoneTest.Of(Curve(values, known ? 1 : null));
            rises += test.AgainstStandstill < 0.05 ? 1 : 0;
            falls += test.AgainstRise < 0.05 ? 1 : 0;
        }

        Assert.InRange(rises / 2000.0, 0.035, 0.065);
        Assert.InRange(falls / 2000.0, known ? 0.035 : 0, known ? 0.065 : 0);
    }

    [Fact]
    public void Of_StepBack_MeasuresIt() => Assert.Equal(0.5, MonotoneTest.Of(Curve([0, 8, 4, 6], null)).Reversal, 1e-12);

    private static MeasuredCurve Curve(double[] values, double? error) =>
        MeasuredCurve.Of([.. values.Select((value, k) => new MeasuredPoint(Math.Pow(2, k), value, error, 1))], higherIsBetter: true);
}
