using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>NamedFunctions in normal form. Logarithms are where numbers overflow, so they are taken apart as far as they go.</summary>
internal static partial class Algebra
{
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
        Sum sum when IsNonNegative(sum) && sum.Terms.Any(term => HasPower(term.Term)) => LogOfPowers(sum),
        _ => new Call(Function.Log, [argument]),
    };

    public static Formula Apply(Function function, params ImmutableArray<Formula> arguments) => function switch
    {
        Function.Exp => Exp(arguments[0]),
        Function.Log => Log(arguments[0]),
        _ when arguments.All(argument => argument is Number) => Of(NamedFunctions.Evaluate(function, ((Number)arguments[0]).Value, ((Number)arguments[^1]).Value)),
        Function.Min or Function.Max when arguments[0].Equals(arguments[1]) => arguments[0],
        _ => new Call(function, arguments),
    };

    // log Π b^e = Σ e·log b. It holds where each base is positive; where all are but one, that one is too wherever the log is defined,
    // but for an even whole power, whose base may be negative.
    private static Formula LogOfProduct(Product product)
    {
        Factor[] unsure = [.. product.Factors.Where(factor => !IsPositivePower(factor))];
        return unsure is [] || (unsure is [{ Exponent: Number { Value: var value } }] && !(IsWhole(value) && value % 2 == 0))
            ? Add(product.Factors.Select(factor => Multiply(factor.Exponent, Log(factor.Base))))
            : new Call(Function.Log, [product]);
    }

    // log(c + Σ w·t) = log Σ e^(log w + log t), which no exponent can make overflow. What may be 0 goes in whole, as one bare logarithm.
    private static Call LogOfPowers(Sum sum)
    {
        ImmutableArray<Formula> exponents = [.. sum.Terms.Where(term => IsPositive(term.Term)).Select(term => Add(Of(Math.Log(term.Weight)), Log(term.Term)))];
        Weighted[] plain = [.. sum.Terms.Where(term => !IsPositive(term.Term))];
        if (plain.Length > 0)
        {
            exponents = exponents.Insert(0, new Call(Function.Log, [Combine([new(1, Of(sum.Constant)), .. plain])]));
        }
        else if (sum.Constant > 0)
        {
            exponents = exponents.Insert(0, Of(Math.Log(sum.Constant)));
        }

        return exponents switch
        {
            [_] => new Call(Function.Log, [sum]),
            [Number { Value: 0 }, var other] => new Call(Function.Softplus, [other]),
            _ => new Call(Function.LogSumExp, exponents),
        };
    }

    // Whether a coefficient or a variable is in an exponent, so that the value may overflow.
    private static bool HasPower(Formula formula) =>
        formula is Call { Function: Function.Exp } || (formula is Product product && product.Factors.Any(factor => factor.Exponent is not Number)) || formula.Parts.Any(HasPower);
}
