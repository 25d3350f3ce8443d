namespace Headwater.Laws;

/// <summary>The functions of formulas on plain numbers, and the names they have in an equation.</summary>
internal static class NamedFunctions
{
    /// <summary>NamedFunctions by name, with how many arguments each takes.</summary>
    public static readonly IReadOnlyDictionary<string, (int Arguments, Func<Formula[], Formula> Build)> ByName =
        new SortedDictionary<string, (int, Func<Formula[], Formula>)>(StringComparer.Ordinal)
        {
            ["abs"] = (1, x => Algebra.Apply(Function.Abs, x[0])),
            ["exp"] = (1, x => Algebra.Exp(x[0])),
            ["ln"] = (1, x => Algebra.Log(x[0])),
            ["log"] = (1, x => Algebra.Log(x[0])),
            ["log10"] = (1, x => Algebra.Multiply(Algebra.Of(1 / Math.Log(10)), Algebra.Log(x[0]))),
            ["log2"] = (1, x => Algebra.Multiply(Algebra.Of(1 / Math.Log(2)), Algebra.Log(x[0]))),
            ["logistic"] = (1, x => Algebra.Apply(Function.Logistic, x[0])),
            ["logit"] = (1, x => Algebra.Subtract(Algebra.Log(x[0]), Algebra.Log(Algebra.Subtract(Algebra.One, x[0])))),
            ["max"] = (2, x => Algebra.Apply(Function.Max, x[0], x[1])),
            ["min"] = (2, x => Algebra.Apply(Function.Min, x[0], x[1])),
            ["softplus"] = (1, x => Algebra.Apply(Function.Softplus, x[0])),
            ["sqrt"] = (1, x => Algebra.Power(x[0], Algebra.Of(0.5))),
            ["tanh"] = (1, x => Algebra.Combine([new(2, Algebra.Apply(Function.Logistic, Algebra.Combine([new(2, x[0])]))), new(-1, Algebra.One)])),
        };

    /// <summary>The function's value; <paramref name="y"/> is read by functions of two arguments.</summary>
    public static double Evaluate(Function function, double x, double y) => function switch
    {
        Function.Exp => Math.Exp(x),
        Function.Log => Math.Log(x),
        Function.Logistic => Logistic(x),
        Function.Softplus => Softplus(x),
        Function.Abs => Math.Abs(x),
        Function.Sign => double.IsNaN(x) ? double.NaN : Math.Sign(x),
        Function.Min => Math.Min(x, y),
        Function.Max => Math.Max(x, y),
        Function.AtMost => x <= y ? 1 : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "The function takes any number of arguments."),
    };

    // Each form only ever takes the exponential of a negative number, so neither overflows.
    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    private static double Softplus(double x) => Math.Max(x, 0) + LogOfOneAnd(Math.Exp(-Math.Abs(x)));

    // log(1 + e) for e ≥ 0. What rounding 1 + e left of e is known exactly, and log(1 + e) / e hardly changes over so small a way (Kahan's form).
    private static double LogOfOneAnd(double e)
    {
        double kept = 1 + e - 1;
        return kept == 0 ? e : Math.Log(1 + e) * (e / kept);
    }
}
