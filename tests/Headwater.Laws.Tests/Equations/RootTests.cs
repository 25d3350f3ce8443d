using CsCheck;

namespace Headwater.Laws.Tests;

public class RootTests
{
    [Fact]
    public void M4_AnyCoefficients_SolvesItsEquation() =>
        Gen.Select(Gen.Double[0, 0.4], Gen.Double[0.5, 1], Gen.Double[0.1, 5], Gen.Double[-3, 3], Gen.Double[0.05, 1.5]).Select(Gen.Double[-3, 6]).Sample(
            (truth, logX) =>
            {
                (double e, double e0, double a, double logB, double c) = truth;
                double x = Math.Exp(logX);

                double y = LawCatalogue.Find("m4").Evaluate([e, e0, a, Math.Exp(logB), c], [x]);

                // Both sides in logs; where y is within rounding of an end, its distance from there has few digits left.
                double gap = Math.Min(y - e, e0 - y);
                double left = Math.Log(y - e) - (a * Math.Log(e0 - y));
                return gap > 0 && Math.Abs(left - logB + (c * logX)) <= 1e-11 + (4e-16 * (1 + a) / gap);
            },
            iter: 2000, seed: "0N0XIzNsQ0O2", threads: 1);

    [Fact]
    public void M4_WithFeedbackOfOne_IsTheLogisticCurve()
    {
        double z = 300 * Math.Pow(1e5, -0.5);

        double value = LawCatalogue.Find("m4").Evaluate([0.1, 0.9, 1, 300, 0.5], [1e5]);

        Assert.Equal((0.1 + (0.9 * z)) / (1 + z), value, 1e-14);
    }

    [Fact]
    public void M4_EndsThatCross_IsNotANumber() => Assert.True(double.IsNaN(LawCatalogue.Find("m4").Evaluate([0.9, 0.1, 1, 300, 0.5], [1e5])));

    [Fact]
    public void Evaluate_TargetOnTheRight_SolvesForIt()
    {
        LawFamily law = LawFamily.Parse("loss = A / (D * loss)^alpha");

        double value = law.Evaluate([8, 0.5], [4]);

        // loss^1.5 = 8 / 2.
        Assert.Equal(Math.Pow(4, 1 / 1.5), value, 1e-13);
    }

    [Fact]
    public void Evaluate_FormulaOnTheLeft_SolvesForWhatIsMeasured()
    {
        LawFamily law = LawFamily.Parse("logit(accuracy) = a + b * log(C) where a real, b real");

        Assert.Equal("accuracy", law.Target);
        Assert.Equal(1 / (1 + Math.Exp(-1.5)), law.Evaluate([-0.5, 1], [Math.Exp(2)]), 1e-14);
    }

    [Fact]
    public void Evaluate_NoSolution_IsNotANumber() => Assert.True(double.IsNaN(LawFamily.Parse("exp(loss) = a - D where a real").Evaluate([1], [5])));
}
