using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Builds formulas in normal form: numbers folded, equal terms and equal bases collected, logarithms of positive products taken apart.
/// So log((log(A·D^α))^β) becomes β·log(log A + α·log D) by itself, which is the stable way to compute it.
/// </summary>
internal static class Algebra
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

    public static Formula Exp(Formula argument) => argument switch
    {
        Number number => Of(Math.Exp(number.Value)),
        Call { Function: Function.Log, Arguments: [var inner] } => inner,
        _ => new Call(Function.Exp, [argument]),
    };

    public static Formula Log(Formula argument) => argument switch
    {
        Number { Value: > 0 } number => Of(Math.Log(number.Value)),
        Call { Function: Function.Exp, Arguments: [var inner] } => inner,
        Product product => LogOfProduct(product),
        Sum { Constant: 0, Terms: [{ Weight: > 0 } term] } => Add(Of(Math.Log(term.Weight)), Log(term.Term)),
        _ => new Call(Function.Log, [argument]),
    };

    public static Formula Apply(Function function, params ImmutableArray<Formula> arguments) => function switch
    {
        Function.Exp => Exp(arguments[0]),
        Function.Log => Log(arguments[0]),
        _ when arguments.All(argument => argument is Number) => Of(Functions.Evaluate(function, ((Number)arguments[0]).Value, ((Number)arguments[^1]).Value)),
        Function.Min or Function.Max when arguments[0].Equals(arguments[1]) => arguments[0],
        _ => new Call(function, arguments),
    };

    /// <summary>Whether the formula is above 0 wherever it is defined, as far as its form shows.</summary>
    public static bool IsPositive(Formula formula) => formula switch
    {
        Number number => number.Value > 0,
        Symbol symbol => symbol.IsPositive,
        Call call => call.Function is Function.Exp or Function.Logistic or Function.Softplus,
        Product product => product.Factors.All(factor => IsPositive(factor.Base)),
        Sum sum => sum.Constant >= 0 && sum.Terms.All(term => term.Weight > 0 && IsPositive(term.Term)),
        _ => false,
    };

    /// <summary>The formula with symbols replaced, brought to normal form again.</summary>
    public static Formula Substitute(Formula formula, IReadOnlyDictionary<string, Formula> values) => formula switch
    {
        Symbol symbol => values.GetValueOrDefault(symbol.Name, symbol),
        Sum sum => Combine([new(1, Of(sum.Constant)), .. sum.Terms.Select(term => term with { Term = Substitute(term.Term, values) })]),
        Product product => ProductOf(product.Factors.Select(factor => new Factor(Substitute(factor.Base, values), Substitute(factor.Exponent, values)))),
        Call call => Apply(call.Function, [.. call.Arguments.Select(argument => Substitute(argument, values))]),
        _ => formula,
    };

    // log Π b^e = Σ e·log b. It holds where each base is positive; a lone factor whose log is defined at all has a positive base,
    // but for an even whole power, whose base may be negative.
    private static Formula LogOfProduct(Product product)
    {
        bool single = product.Factors is [{ Exponent: var exponent }] && !(exponent is Number { Value: var value } && IsWhole(value) && value % 2 == 0);
        return single || product.Factors.All(factor => IsPositive(factor.Base))
            ? Add(product.Factors.Select(factor => Multiply(factor.Exponent, Log(factor.Base))))
            : new Call(Function.Log, [product]);
    }

    private static bool IsWhole(double value) => value == Math.Truncate(value);
}
