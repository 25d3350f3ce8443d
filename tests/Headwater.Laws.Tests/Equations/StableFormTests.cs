namespace Headwater.Laws.Tests;

public class StableFormTests
{
    [Theory]
    [InlineData("chinchilla", "(Log(E), (-1*(Exp(ln beta) * Log(D)) + ln B), (-1*(Exp(ln alpha) * Log(N)) + ln A))")]
    [InlineData("power", "(Log(E), (-1*(Exp(ln alpha) * Log(D)) + ln A))")]
    public void Log_OfASumOfPowers_IsALogSumExp(string name, string arguments) =>
        Assert.Equal($"LogSumExp{arguments}", Algebra.Log(new Coordinates(LawCatalogue.Find(name)).Formula).Key);

    [Fact]
    public void Log_OfOneAndAPower_IsSoftplus()
    {
        Formula formula = Algebra.Log(new Coordinates(LawFamily.Parse("score = (1 + (D / d)^s)^c")).Formula);

        Assert.StartsWith("(Exp(ln c) * Softplus(", formula.Key, StringComparison.Ordinal);
    }

    // Powers of 10^1000 and more: each overflows, and the law does not.
    [Theory]
    [InlineData("kaplan", new[] { 32.0, -2.5, -8.0, 29.0 }, new[] { 1e9, 1e10 })]
    [InlineData("chinchilla", new[] { 0.0, 500.0, 3.0, 600.0, 3.1 }, new[] { 2.0, 3.0 })]
    [InlineData("broken-power", new[] { 0.4, 0.8, 0.05, 6.0, -7.0, 5.0 }, new[] { 1e12 })]
    [InlineData("rectified", new[] { 1.0, 650.0, 600.0, 4.0 }, new[] { 1e20 })]
    public void LogValue_PowersThatOverflow_IsFiniteWithItsGradient(string name, double[] at, double[] scales)
    {
        Coordinates coordinates = new(LawCatalogue.Find(name));
        TapeState state = new(coordinates.LogValue, scales, points: 1);

        state.EvaluateValue(at);
        state.EvaluateGradient();

        Assert.True(double.IsFinite(state.Value(0)));
        Assert.All(Enumerable.Range(0, at.Length), j => Assert.True(double.IsFinite(state.Gradient(j, 0))));
    }

    [Fact]
    public void LogValue_IrreducibleTermOfZero_HasTheGradientOfTheRest()
    {
        Coordinates coordinates = new(LawCatalogue.Find("power"));
        TapeState state = new(coordinates.LogValue, [100.0], points: 1);

        state.EvaluateValue([0, Math.Log(5), Math.Log(0.5)]);
        state.EvaluateGradient();

        // ln loss = ln A − alpha·ln D at E = 0, and its derivative in E is 1 / loss = 2.
        Assert.Equal(Math.Log(0.5), state.Value(0), 1e-14);
        Assert.Equal(2, state.Gradient(0, 0), 1e-12);
        Assert.Equal(1, state.Gradient(1, 0), 1e-14);
        Assert.Equal(-0.5 * Math.Log(100), state.Gradient(2, 0), 1e-13);
    }
}
