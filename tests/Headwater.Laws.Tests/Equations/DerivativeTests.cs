using CsCheck;

namespace Headwater.Laws.Tests;

public class DerivativeTests
{
    // Central differences of step h err by h² times the third derivative and by rounding over h: 1e-6 balances them near 1.
    private const double Step = 1e-6;

    public static TheoryData<string> Laws =>
    [
        .. LawCatalogue.All.Select(law => law.Name),
        "score = c - b * D^-g where c real",
        "logit(accuracy) = a + b * log(C) where a real, b real",
        "loss = E + A / (D * loss)^alpha",
        "loss = E + A / (N0 + M^alpha) with M = N * D",
    ];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Gradient_EveryLaw_MatchesFiniteDifferences(string equation)
    {
        LawFamily law = LawCatalogue.Find(equation);
        Coordinates coordinates = new(law);
        int finite = 0;

        Gen.Double[-1, 1].Array[coordinates.Count].Select(Gen.Double[-4, 4].Select(Math.Exp).Array[law.Symbols.Length]).Sample(
            (at, scales) =>
            {
                finite += IsFinite(coordinates.LogValue, at, scales) ? 1 : 0;
                return AssertMatches(coordinates.LogValue, at, scales);
            },
            iter: 1000, seed: "0N0XIzNsQ0O2", threads: 1);

        // A law that is nowhere defined would pass.
        Assert.True(finite >= 5, $"{finite} of 1000 places had a value.");
    }

    [Fact]
    public void Gradient_RandomEquations_MatchesFiniteDifferences() =>
        Gen.ULong.Select(Gen.Double[0.3, 2].Array[3], Gen.Double[0.5, 3].Array[2]).Sample(
            (seed, coefficients, scales) =>
            {
                RandomStream random = new(seed);
                LawFamily law = LawFamily.Parse($"loss = a + {RandomEquation(ref random, 4)}");
                Tape tape = new(law.Right, law.Symbols, [.. law.CoefficientNames], withGradient: true);

                // Moved apart, so that no two are equal: at min(a, a) or sqrt(abs(a - b)) there is no derivative to compare with.
                double[] apart = [.. coefficients.Select((value, j) => (0.97 * value) + (0.0123 * j))];
                return AssertMatches(tape, apart[..law.Coefficients.Length], scales[..law.Symbols.Length]);
            },
            iter: 2000, seed: "0N0XIzNsQ0O2", threads: 1);

    [Fact]
    public void Log_OfTheScoreLaw_IsTakenApart()
    {
        Coordinates coordinates = new(LawCatalogue.Find("bleu-log"));

        Assert.Equal("(Exp(ln beta) * Log(((Exp(ln alpha) * Log(D)) + ln A)))", Algebra.Log(coordinates.Formula).Key);
    }

    private static bool IsFinite(Tape tape, double[] at, double[] scales)
    {
        TapeState state = new(tape, scales, 1);
        state.EvaluateValue(at);
        return double.IsFinite(state.Value(0));
    }

    private static bool AssertMatches(Tape tape, double[] at, double[] scales)
    {
        TapeState state = new(tape, scales, 1);
        state.EvaluateValue(at);

        // Below about −15 a logarithm is of a difference of which cancellation leaves few digits.
        if (!double.IsFinite(state.Value(0)) || state.Value(0) is > 1e6 or < -15)
        {
            return true;
        }

        state.EvaluateGradient();
        double[] gradient = [.. Enumerable.Range(0, at.Length).Select(j => state.Gradient(j, 0))];
        for (int j = 0; j < at.Length; j++)
        {
            (double below, double middle, double above) = (Moved(state, at, j, -Step), Moved(state, at, j, 0), Moved(state, at, j, Step));
            double difference = (above - below) / (2 * Step);
            double bend = Math.Abs(above - (2 * middle) + below) / Step;

            // At a kink of min, max or abs, at 0 to a power, and where the function is too curved for the step, a difference says nothing.
            if (double.IsFinite(difference) && double.IsFinite(gradient[j]) && bend < 1e-2 * (1 + Math.Abs(difference)) && Math.Abs(difference) < 1e6
                && !(Math.Abs(gradient[j] - difference) <= (1e-4 * (1 + Math.Abs(difference) + Math.Abs(middle))) + bend))
            {
                return false;
            }
        }

        return true;
    }

    private static double Moved(TapeState state, double[] at, int index, double by)
    {
        double[] moved = [.. at];
        moved[index] += by;
        state.EvaluateValue(moved);
        return state.Value(0);
    }

    private static string RandomEquation(ref RandomStream random, int depth)
    {
        string[] leaves = ["a", "b", "c", "D", "N", "2", "0.5", "3"];
        if (depth == 0)
        {
            return leaves[random.NextInt32(leaves.Length)];
        }

        string left = RandomEquation(ref random, depth - 1);
        string right = RandomEquation(ref random, depth - 1 - random.NextInt32(depth));
        return random.NextInt32(13) switch
        {
            0 or 1 => $"({left} + {right})",
            2 => $"({left} - {right})",
            3 or 4 => $"{left} * {right}",
            5 => $"{left} / ({right})",
            6 => $"({left})^({right})",
            7 => $"log({left})",
            8 => $"exp(-({left}))",
            9 => $"logistic({left})",
            10 => $"softplus({left})",
            11 => $"min({left}, {right})",
            _ => $"sqrt(abs({left}))",
        };
    }
}
