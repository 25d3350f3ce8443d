namespace Headwater.Laws;

/// <summary>Symbolic derivatives of formulas.</summary>
internal static class Derivative
{
    /// <summary>∂formula/∂symbol in normal form.</summary>
    public static Formula Of(Formula formula, Symbol symbol) => formula switch
    {
        _ when !formula.Contains(symbol) => Algebra.Zero,
        Symbol => Algebra.One,
        Sum sum => Algebra.Combine(sum.Terms.Select(term => term with { Term = Of(term.Term, symbol) })),
        Product product => OfProduct(product, symbol),
        Root root => Algebra.Divide(Algebra.Negate(root.At(Of(root.Residual, symbol))), root.At(Of(root.Residual, root.Unknown))),
        Call { Function: Function.LogSumExp } call => OfLogSumExp(call, symbol),
        Call call => OfCall(call, symbol),
        _ => Algebra.Zero,
    };

    // ∂ Π b^e = Σ over factors of rest · (e·b^(e−1)·∂b + b^e·log b·∂e).
    private static Formula OfProduct(Product product, Symbol symbol) => Algebra.Add(product.Factors.Select(factor =>
    {
        (Formula b, Formula e) = (factor.Base, factor.Exponent);
        Formula rest = Algebra.ProductOf(product.Factors.Where(other => !other.Base.Equals(b)));
        Formula throughBase = Algebra.Multiply(rest, e, Algebra.Power(b, Algebra.Subtract(e, Algebra.One)), Of(b, symbol));
        Formula exponent = Of(e, symbol);
        return exponent is Number { Value: 0 }
            ? throughBase
            : Algebra.Add(throughBase, Algebra.Multiply(rest, Algebra.Power(b, e), Algebra.Log(b), exponent));
    }));

    private static Formula OfCall(Call call, Symbol symbol)
    {
        Formula x = call.Arguments[0];
        Formula inner = Of(x, symbol);
        return call.Function switch
        {
            Function.Exp => Algebra.Multiply(call, inner),
            Function.Log => Algebra.Divide(inner, x),
            Function.Logistic => Algebra.Multiply(call, Algebra.Subtract(Algebra.One, call), inner),
            Function.Softplus => Algebra.Multiply(Algebra.Apply(Function.Logistic, x), inner),
            Function.Abs => Algebra.Multiply(Algebra.Apply(Function.Sign, x), inner),
            Function.Min => Choose(Algebra.Apply(Function.AtMost, x, call.Arguments[1]), inner, Of(call.Arguments[1], symbol)),
            Function.Max => Choose(Algebra.Apply(Function.AtMost, call.Arguments[1], x), inner, Of(call.Arguments[1], symbol)),
            _ => Algebra.Zero,
        };
    }

    // ∂ log Σ e^a = Σ e^(a − log Σ)·∂a, shares between 0 and 1. For a = log x it is e^(−log Σ)·∂x, which stands where x is 0.
    private static Formula OfLogSumExp(Call sum, Symbol symbol) => Algebra.Add(sum.Arguments.Select(argument => argument is Call { Function: Function.Log, Arguments: [var x] }
        ? Algebra.Multiply(Algebra.Exp(Algebra.Negate(sum)), Of(x, symbol))
        : Algebra.Multiply(Algebra.Exp(Algebra.Subtract(argument, sum)), Of(argument, symbol))));

    private static Formula Choose(Formula isFirst, Formula first, Formula second) =>
        Algebra.Add(Algebra.Multiply(isFirst, first), Algebra.Multiply(Algebra.Subtract(Algebra.One, isFirst), second));
}
