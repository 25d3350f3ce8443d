using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// The part a coefficient plays in a formula, which says what size it may have: an exponent is a plain number, something that is added is as large
/// as what it is added to, something that multiplies is as large as one over what it multiplies, and the place of a bend lies among the points.
/// </summary>
/// <param name="Kind">The part.</param>
/// <param name="Sibling">What the coefficient is added to, or what its power multiplies; <c>null</c> for an exponent.</param>
/// <param name="Power">The power the coefficient is raised to where it multiplies; <c>null</c> for 1.</param>
internal sealed record CoefficientRole(CoefficientRole.Part Kind, Formula? Sibling, Formula? Power = null)
{
    public enum Part
    {
        Exponent,
        Addend,
        Multiplier,
    }

    /// <summary>The first part the coefficient plays, exponents before the others.</summary>
    public static CoefficientRole Of(Formula formula, Symbol symbol)
    {
        List<CoefficientRole> roles = [];
        Collect(formula, symbol, roles);
        return roles.OrderBy(role => role.Kind).FirstOrDefault() ?? new(Part.Multiplier, Algebra.One);
    }

    private static void Collect(Formula formula, Symbol symbol, List<CoefficientRole> roles)
    {
        switch (formula)
        {
            case Product product:
                if (product.Factors.Any(factor => factor.Exponent.Contains(symbol)))
                {
                    roles.Add(new(Part.Exponent, null));
                }
                else if (product.Factors.FirstOrDefault(factor => factor.Base.Equals(symbol)) is { Exponent: { } power })
                {
                    Formula rest = Algebra.ProductOf(product.Factors.Where(factor => !factor.Base.Equals(symbol)));
                    roles.Add(new(Part.Multiplier, rest, power is Number { Value: 1 } ? null : power));
                }

                break;
            case Sum sum when sum.Terms.Any(term => term.Term.Equals(symbol)):
                ImmutableArray<Weighted> others = [.. sum.Terms.Where(term => !term.Term.Equals(symbol))];
                roles.Add(new(Part.Addend, others.Length == 0 ? Algebra.Of(sum.Constant) : Algebra.Combine(others)));
                break;
        }

        foreach (Formula part in formula.Parts)
        {
            Collect(part, symbol, roles);
        }
    }
}
