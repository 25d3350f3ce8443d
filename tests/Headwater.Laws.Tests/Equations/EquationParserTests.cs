namespace Headwater.Laws.Tests;

public class EquationParserTests
{
    [Theory]
    [InlineData("y = a + 2 * 3 ^ 2", 19)]
    [InlineData("y = a - 2 - 3", -4)]
    [InlineData("y = a * 8 / 4 / 2", 1)]
    [InlineData("y = a * 2 ^ 3 ^ 2", 512)]
    [InlineData("y = a - 2 ^ 2", -3)]
    [InlineData("y = a * -2 ^ 2", -4)]
    [InlineData("y = a * 2 ^ -2", 0.25)]
    [InlineData("y = a * log(D) ^ 2", 21.20759244)]
    [InlineData("y = a * log(D ^ 2)", 9.21034037)]
    [InlineData("y = a * exp(log(D))", 100)]
    [InlineData("y = a * sqrt(D) + min(D, 3) - max(1, 2)", 11)]
    [InlineData("y = a * logistic(0) + abs(-3) + softplus(0)", 4.19314718)]
    [InlineData("y = a * log10(D) + log2(8) + tanh(0)", 5)]
    [InlineData("y = a * 1e2 + .5 + 2.5E-1", 100.75)]
    [InlineData("y = a * (D + 2) * pretraining_tokens", 10200)]
    public void Parse_Precedence_ValueAtOneAndHundred(string equation, double expected)
    {
        LawFamily law = LawFamily.Parse(equation);

        double value = law.Evaluate([1], [.. law.Symbols.Select(_ => 100.0)]);

        Assert.Equal(expected, value, 1e-6);
    }

    [Theory]
    [InlineData("loss = E + A / D^", 18, "found the end; expected a number, a name or \"(\"")]
    [InlineData("loss = E + * A", 12, "found \"*\"; expected a number, a name or \"(\"")]
    [InlineData("loss = (E + A", 14, "found the end; expected \")\" or an operator")]
    [InlineData("loss = E A", 10, "found \"A\"; expected an operator or the end")]
    [InlineData("loss E + A", 1, "found \"loss\"; expected a name and \"=\", as in \"loss = E + A / D^alpha\"")]
    [InlineData("loss = E # A", 10, "found \"#\"; expected a number, a name, or one of + - * / ^ ( ) , =")]
    [InlineData("loss = A * sin(D)", 12, "found \"sin(\"; expected a function, one of abs, exp, ln, log, log10, log2, logistic, logit, max, min, softplus, sqrt, sum, tanh, or an operator before \"(\"")]
    [InlineData("loss = A * max(D)", 12, "found 1 arguments for max; expected 2")]
    [InlineData("loss = D + 1", 13, "found no coefficient to fit; expected at least one name beside the scale variables")]
    [InlineData("loss = A * D where B real", 14, "found \"B\" after where; expected a coefficient, one of A")]
    [InlineData("loss = A * D where A odd", 22, "found \"odd\"; expected positive, non-negative, unit or real")]
    [InlineData("loss = E + A / tokens^alpha", 16, "found \"tokens\"; expected the scale variable pretraining_tokens, or another name for a coefficient")]
    [InlineData("loss = E + A / pretraining_token^alpha", 16, "found \"pretraining_token\"; expected the scale variable pretraining_tokens, or another name for a coefficient")]
    [InlineData("loss = A * T with T 5", 19, "found \"T\"; expected a name and \"=\", as in \"with M = D / N\"")]
    [InlineData("loss = A * T with T = D * V, V = T + 1", 34, "found \"T\" in its own definition; expected names that do not lead back to it")]
    [InlineData("loss = A * T with T = (D", 25, "found the end; expected \")\" or an operator")]
    [InlineData("A * B = D", 1, "found nothing measured on the left; expected a lone name there, or a formula with loss, error, score, accuracy or another metric in it")]
    [InlineData("loss - E = loss - A * D", 1, "found loss on both sides alike; expected an equation that depends on it")]
    [InlineData("loss = A * D where", 14, "found the end; expected the name of a coefficient")]
    [InlineData("loss = A * D where A real B real", 27, "found \"B\"; expected \",\" or the end")]
    public void Parse_Fault_ShowsPlaceFoundAndExpected(string equation, int position, string what)
    {
        ArgumentException fault = Assert.Throws<ArgumentException>(() => LawFamily.Parse(equation));

        // The end after a where clause is shown at the clause.
        int shown = what.Contains("the end; expected the name", StringComparison.Ordinal) ? equation.Length + 1 : position;
        Assert.Equal($"The equation does not parse at character {shown}: {what}.\n    {equation}\n    {new string(' ', shown - 1)}^", fault.Message);
    }

    [Fact]
    public void Parse_Names_AreVariablesOrCoefficientsWithDomains()
    {
        LawFamily law = LawFamily.Parse("loss = E + A / N^alpha + B / D^beta + k * F where k real, alpha unit, beta positive to 3");

        Assert.Equal(["N", "D", "F"], law.Symbols);
        Assert.Equal(
            ["E NonNegative", "A Positive", "alpha UnitInterval", "B Positive", "beta Positive 3", "k Real"],
            law.Coefficients.Select(coefficient => $"{coefficient.Name} {coefficient.Domain} {coefficient.Maximum}".Trim()));
    }

    [Fact]
    public void Parse_Definitions_AreReadWhereTheyAreUsed()
    {
        LawFamily law = LawFamily.Parse("loss = E + A / M^alpha with M = T + 1, T = D / (N + n0) where alpha unit");

        Assert.Equal(["E", "A", "n0", "alpha"], law.Coefficients.Select(coefficient => coefficient.Name));
        Assert.Equal(["D", "N"], law.Symbols);
        Assert.Equal(1 + (8 / Math.Sqrt(16)), law.Evaluate([1, 8, 2, 0.5], [60, 2]), 1e-12);
    }

    [Fact]
    public void Parse_AddedConstantOfScore_MayBeNegative()
    {
        LawFamily law = LawFamily.Parse("score = c + b * log(D)");

        Assert.Equal(CoefficientDomain.Real, law.Coefficients[0].Domain);
        Assert.Equal(0.1, law.HuberDelta);
    }
}
