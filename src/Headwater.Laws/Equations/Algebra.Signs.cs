namespace Headwater.Laws;

/// <summary>What the form of a formula says of its sign.</summary>
internal static partial class Algebra
{
    /// <summary>Whether the formula is above 0 wherever it is defined, as far as its form shows; a power that rounds to 0 aside.</summary>
    public static bool IsPositive(Formula formula) => formula switch
    {
        Number number => number.Value > 0,
        Symbol symbol => symbol.IsPositive,
        Root root => root.Unknown.IsPositive,
        Call call => call.Function is Function.Exp or Function.Logistic or Function.Softplus,
        Product product => product.Factors.All(IsPositivePower),
        Sum sum => IsNonNegative(sum) && (sum.Constant > 0 || sum.Terms.Any(term => IsPositive(term.Term))),
        _ => false,
    };

    /// <summary>Whether the formula is 0 or above wherever it is defined, as far as its form shows.</summary>
    public static bool IsNonNegative(Formula formula) => formula switch
    {
        Number number => number.Value >= 0,
        Symbol symbol => symbol.IsNonNegative,
        Call { Function: Function.Abs } => true,
        Product product => product.Factors.All(factor => IsPositivePower(factor) || IsNonNegative(factor.Base) || factor.Exponent is Number { Value: var value } && !(IsWhole(value) && value % 2 != 0)),
        Sum sum => sum.Constant >= 0 && sum.Terms.All(term => term.Weight > 0 && IsNonNegative(term.Term)),
        _ => IsPositive(formula),
    };

    // A power whose exponent is not a whole number has no value for a base below 0.
    private static bool IsPositivePower(Factor factor) => IsPositive(factor.Base) || factor.Exponent is not Number;
}
