namespace Headwater.Laws;

/// <summary>
/// The number that makes a residual 0: the value of a law that cannot be solved for what is measured. Its derivatives come from the implicit
/// function theorem, so they are formulas like any other: dy/dθ = −(∂G/∂θ) / (∂G/∂y) at the root of G(y, θ) = 0.
/// </summary>
/// <param name="unknown">What is solved for. It has no meaning outside the residual.</param>
/// <param name="residual">G, monotone in the unknown between its bounds.</param>
internal sealed class Root(Symbol unknown, Formula residual) : Formula($"Root({unknown.Key}: {residual.Key})")
{
    public Symbol Unknown { get; } = unknown;

    public Formula Residual { get; } = residual;

    public override IEnumerable<Formula> Parts => [Residual];

    /// <summary>The formula with the unknown put at its solution.</summary>
    public Formula At(Formula formula) => Algebra.Substitute(formula, new Dictionary<string, Formula> { [Unknown.Name] = this });

    /// <summary>
    /// The ends the unknown stays between, <c>null</c> for none: a logarithm's argument and a power's base are above 0, and where such a one is the
    /// unknown plus or minus something, that is an end.
    /// </summary>
    public (Formula? Lower, Formula? Upper) Bounds()
    {
        Formula? lower = Unknown.IsPositive ? Algebra.Zero : null;
        Formula? upper = null;
        foreach (Formula positive in PositiveParts(Residual).Distinct())
        {
            if (Derivative.Of(positive, Unknown) is not Number { Value: not 0 } slope)
            {
                continue;
            }

            Formula rest = Algebra.Substitute(positive, new Dictionary<string, Formula> { [Unknown.Name] = Algebra.Zero });
            Formula end = Algebra.Combine([new(-1 / slope.Value, rest)]);
            if (slope.Value > 0)
            {
                lower = lower is null ? end : Algebra.Apply(Function.Max, lower, end);
            }
            else
            {
                upper = upper is null ? end : Algebra.Apply(Function.Min, upper, end);
            }
        }

        return (lower, upper);
    }

    private static IEnumerable<Formula> PositiveParts(Formula formula)
    {
        IEnumerable<Formula> own = formula switch
        {
            Call { Function: Function.Log } call => call.Arguments,
            Product product => product.Factors.Where(factor => factor.Exponent is not Number).Select(factor => factor.Base),
            _ => [],
        };
        return own.Concat(formula.Parts.SelectMany(PositiveParts));
    }
}
