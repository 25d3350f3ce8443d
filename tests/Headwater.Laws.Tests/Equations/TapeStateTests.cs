using System.Collections.Immutable;

namespace Headwater.Laws.Tests;

public class TapeStateTests
{
    // Two units in the last place for a function alone; a few more where functions meet.
    [Theory]
    [InlineData("exp", 4.5e-16)]
    [InlineData("log", 4.5e-16)]
    [InlineData("logistic", 1e-15)]
    [InlineData("softplus", 1e-15)]
    [InlineData("sqrt", 4.5e-16)]
    [InlineData("abs", 0)]
    public void EvaluateValue_Function_AgreesWithTheRuntime(string name, double tolerance)
    {
        double[] points = name is "log" or "sqrt"
            ? [.. Enumerable.Range(-300, 601).Select(k => Math.Pow(10, k) * 1.2345)]
            : [.. Enumerable.Range(-5600, 11201).Select(k => k / 8.0 * 1.0009765625)];
        Formula formula = NamedFunctions.ByName[name].Build([new Symbol("D", false, true)]);

        double[] values = Evaluate(formula, points);

        Assert.All(points.Zip(values), pair => AssertClose(Plain(name, pair.First), pair.Second, tolerance));
    }

    // log(1 + e) = e - e²/2 + e³/3 - …, here to the last digit; 1 + e keeps only some digits of such an e, or none.
    [Theory]
    [InlineData(-16)]
    [InlineData(-22)]
    [InlineData(-36.5)]
    [InlineData(-40)]
    [InlineData(-600)]
    public void EvaluateValue_SoftplusFarBelowZero_KeepsItsDigits(double x)
    {
        Formula formula = NamedFunctions.ByName["softplus"].Build([new Symbol("D", false, true)]);
        double e = Math.Exp(x);
        double expected = e * (1 - (e / 2) + (e * e / 3));

        AssertClose(expected, Evaluate(formula, [x])[0], 1e-15);
        AssertClose(expected, NamedFunctions.Evaluate(Function.Softplus, x, 0), 1e-15);
    }

    [Theory]
    [InlineData("exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("exp", double.NegativeInfinity, 0)]
    [InlineData("exp", 800, double.PositiveInfinity)]
    [InlineData("exp", -800, 0)]
    [InlineData("log", 0, double.NegativeInfinity)]
    [InlineData("log", -1, double.NaN)]
    [InlineData("log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("logistic", -800, 0)]
    [InlineData("softplus", 800, 800)]
    [InlineData("exp", double.NaN, double.NaN)]
    public void EvaluateValue_EndOfTheRange_IsThatOfTheRuntime(string name, double x, double expected)
    {
        Formula formula = NamedFunctions.ByName[name].Build([new Symbol("D", false, true)]);

        Assert.Equal(expected, Evaluate(formula, [x, 1])[0]);
    }

    // A value may not depend on where its point stands among the others, or on how many there are.
    [Fact]
    public void EvaluateValue_PointAnywhere_IsTheSame()
    {
        LawFamily law = LawCatalogue.Find("power");
        double[] scales = [.. Enumerable.Range(1, 21).Select(k => 1e6 * k)];
        Tape tape = new(law.Right, law.Symbols, [.. law.CoefficientNames], withGradient: true);

        for (int count = 1; count <= scales.Length; count++)
        {
            TapeState state = new(tape, scales.AsSpan(0, count), count);
            state.EvaluateValue([1.7, 400, 0.28]);
            state.EvaluateGradient();
            TapeState alone = new(tape, scales.AsSpan(count - 1, 1), 1);
            alone.EvaluateValue([1.7, 400, 0.28]);
            alone.EvaluateGradient();

            Assert.Equal(alone.Value(0), state.Value(count - 1));
            Assert.Equal(alone.Gradient(2, 0), state.Gradient(2, count - 1));
        }
    }

    private static double[] Evaluate(Formula formula, double[] points)
    {
        TapeState state = new(new(formula, ["D"], ImmutableArray<string>.Empty, withGradient: false), points, points.Length);
        state.EvaluateValue([]);
        return [.. Enumerable.Range(0, points.Length).Select(state.Value)];
    }

    private static double Plain(string name, double x) => name switch
    {
        "exp" => Math.Exp(x),
        "log" => Math.Log(x),
        "logistic" => NamedFunctions.Evaluate(Function.Logistic, x, 0),
        "softplus" => NamedFunctions.Evaluate(Function.Softplus, x, 0),
        "sqrt" => Math.Sqrt(x),
        _ => Math.Abs(x),
    };

    // Below 1e-300 a double has fewer digits.
    private static void AssertClose(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= (tolerance * Math.Abs(expected)) + 1e-300, $"expected {expected:R}, got {actual:R}");
}
