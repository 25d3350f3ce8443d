using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Builds formulas in normal form: numbers folded, equal terms and equal bases collected, logarithms of positive products taken apart.
/// So log((log(A·D^α))^β) becomes β·log(log A + α·log D) by itself, which is the stable way to compute it.
/// </summary>
internal static partial class Algebra
{
    public static readonly Formula Zero = new Number(0);
    public static readonly Formula One = new Number(1);

    public static Formula Of(double value) => value == 0 ? Zero : new Number(value);

    public static Formula Add(params IEnumerable<Formula> formulas) => Combine(formulas.Select(formula => new Weighted(1, formula)));

    public static Formula Subtract(Formula left, Formula right) => Combine([new(1, left), new(-1, right)]);

    public static Formula Negate(Formula formula) => Combine([new(-1, formula)]);

    public static Formula Multiply(params IEnumerable<Formula> formulas) => ProductOf(formulas.Select(formula => new Factor(formula, One)));

    public static Formula Divide(Formula left, Formula right) => ProductOf([new(left, One), new(right, Of(-1))]);

    public static Formula Power(Formula basis, Formula exponent) => ProductOf([new Factor(basis, exponent)]);

    /// <summary>Σ weight · formula.</summary>
    public static Formula Combine(IEnumerable<Weighted> weighted)
    {
        double constant = 0;
        SortedDictionary<string, Weighted> terms = new(StringComparer.Ordinal);
        foreach (Weighted item in weighted)
        {
            Collect(item.Weight, item.Term);
        }

        ImmutableArray<Weighted> kept = [.. terms.Values.Where(term => term.Weight != 0)];
        return kept switch
        {
            [] => Of(constant),
            [{ Weight: 1 } only] when constant == 0 => only.Term,
            _ => new Sum(constant, kept),
        };

        void Collect(double weight, Formula formula)
        {
            switch (formula)
            {
                case Number number:
                    constant += weight * number.Value;
                    break;
                case Sum sum:
                    constant += weight * sum.Constant;
                    foreach (Weighted term in sum.Terms)
                    {
                        Collect(weight * term.Weight, term.Term);
                    }

                    break;
                default:
                    double before = terms.TryGetValue(formula.Key, out Weighted present) ? present.Weight : 0;
                    terms[formula.Key] = new(before + weight, formula);
                    break;
            }
        }
    }

    /// <summary>Π base ^ exponent.</summary>
    public static Formula ProductOf(IEnumerable<Factor> parts)
    {
        double weight = 1;
        SortedDictionary<string, Factor> factors = new(StringComparer.Ordinal);
        foreach (Factor part in parts)
        {
            Collect(part.Base, part.Exponent);
        }

        if (weight == 0)
        {
            return Zero;
        }

        ImmutableArray<Factor> kept = [.. factors.Values.Where(factor => factor.Exponent is not Number { Value: 0 })];
        Formula product = kept switch
        {
            [] => One,
            [{ Exponent: Number { Value: 1 } } only] => only.Base,
            _ => new Product(kept),
        };
        return weight == 1 ? product : Combine([new(weight, product)]);

        void Collect(Formula basis, Formula exponent)
        {
            switch (basis, exponent)
            {
                case (_, Number { Value: 0 }):
                    break;
                case (Number number, Number power):
                    weight *= Math.Pow(number.Value, power.Value);
                    break;

                // A single weighted term is a product with a number: (w·t)^e = w^e · t^e, for whole e or positive w and t.
                case (Sum { Constant: 0, Terms: [var term] }, Number power) when IsWhole(power.Value) || (term.Weight > 0 && IsPositive(term.Term)):
                    weight *= Math.Pow(term.Weight, power.Value);
                    Collect(term.Term, exponent);
                    break;
                case (Product product, _) when exponent is Number { Value: var value } && IsWhole(value) || IsPositive(product):
                    foreach (Factor factor in product.Factors)
                    {
                        Collect(factor.Base, Multiply(factor.Exponent, exponent));
                    }

                    break;
                default:
                    Formula before = factors.TryGetValue(basis.Key, out Factor present) ? present.Exponent : Zero;
                    factors[basis.Key] = new(basis, Add(before, exponent));
                    break;
            }
        }
    }

    /// <summary>The formula with symbols replaced, brought to normal form again.</summary>
    public static Formula Substitute(Formula formula, IReadOnlyDictionary<string, Formula> values) => formula switch
    {
        Symbol symbol => values.GetValueOrDefault(symbol.Name, symbol),
        Sum sum => Combine([new(1, Of(sum.Constant)), .. sum.Terms.Select(term => term with { Term = Substitute(term.Term, values) })]),
        Product product => ProductOf(product.Factors.Select(factor => new Factor(Substitute(factor.Base, values), Substitute(factor.Exponent, values)))),
        Root root => new Root(root.Unknown, Substitute(root.Residual, values)),
        Call { Function: Function.LogSumExp } call => Log(Add(call.Arguments.Select(argument => Substitute(Exp(argument), values)))),
        Call call => Apply(call.Function, [.. call.Arguments.Select(argument => Substitute(argument, values))]),
        _ => formula,
    };

    private static bool IsWhole(double value) => value == Math.Truncate(value);
}
