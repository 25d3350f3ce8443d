using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// The coordinates a law is searched in: logarithms of positive coefficients, logits of those between 0 and 1, the others themselves with their
/// bounds. The law is rewritten in them symbolically, so its derivatives are exact there too.
/// </summary>
internal sealed class Coordinates
{
    /// <summary>The end of logarithms: e^±690 is about 10^±300, the end of what a double can hold.</summary>
    public const double LogLimit = 690;

    // Beyond a logit of 36 the logistic function rounds to 1.
    private const double LogitLimit = 36;

    private readonly ImmutableArray<LawCoefficient> _coefficients;

    public Coordinates(LawFamily law)
    {
        _coefficients = law.Coefficients;
        Names = [.. _coefficients.Select(NameOf)];
        Lower = [.. _coefficients.Select(LowerOf)];
        Upper = [.. _coefficients.Select(UpperOf)];
        Formula = Algebra.Substitute(law.Right, _coefficients.ToDictionary(coefficient => coefficient.Name, Rewritten));
        LogValue = new(Algebra.Log(Formula), law.Symbols, Names, withGradient: true);
    }

    public int Count => Names.Length;

    /// <summary>Names of the coordinates, in the order of the coefficients.</summary>
    public ImmutableArray<string> Names { get; }

    public double[] Lower { get; }

    public double[] Upper { get; }

    /// <summary>The law's right side in these coordinates.</summary>
    public Formula Formula { get; }

    /// <summary>The logarithm of the law's value with its derivatives, compiled.</summary>
    public Tape LogValue { get; }

    /// <summary>Whether a coordinate at its lower end is a coefficient that may be exactly 0.</summary>
    public bool MayBeZero(int index) => _coefficients[index].Domain == CoefficientDomain.NonNegative;

    /// <summary>Coefficients from coordinates.</summary>
    public void ToCoefficients(ReadOnlySpan<double> at, Span<double> values)
    {
        for (int index = 0; index < at.Length; index++)
        {
            values[index] = _coefficients[index].Domain switch
            {
                CoefficientDomain.Positive => Math.Exp(at[index]),
                CoefficientDomain.UnitInterval => NamedFunctions.Evaluate(Function.Logistic, at[index], 0),
                _ => at[index],
            };
        }
    }

    /// <summary>A coordinate from a coefficient, brought inside its bounds.</summary>
    public double FromCoefficient(int index, double value) => Math.Clamp(
        _coefficients[index].Domain switch
        {
            CoefficientDomain.Positive => Math.Log(Math.Max(value, double.Epsilon)),
            CoefficientDomain.UnitInterval => Math.Log(Math.Clamp(value, 1e-9, 1 - 1e-9) / (1 - Math.Clamp(value, 1e-9, 1 - 1e-9))),
            _ => value,
        },
        Lower[index],
        Upper[index]);

    private static string NameOf(LawCoefficient coefficient) => coefficient.Domain switch
    {
        CoefficientDomain.Positive => $"ln {coefficient.Name}",
        CoefficientDomain.UnitInterval => $"logit {coefficient.Name}",
        _ => coefficient.Name,
    };

    private static Formula Rewritten(LawCoefficient coefficient)
    {
        Symbol coordinate = new(NameOf(coefficient), true, false, coefficient.Domain == CoefficientDomain.NonNegative);
        return coefficient.Domain switch
        {
            CoefficientDomain.Positive => Algebra.Exp(coordinate),
            CoefficientDomain.UnitInterval => Algebra.Apply(Function.Logistic, coordinate),
            _ => coordinate,
        };
    }

    private static double LowerOf(LawCoefficient coefficient) => coefficient.Domain switch
    {
        CoefficientDomain.Positive => -LogLimit,
        CoefficientDomain.UnitInterval => -LogitLimit,
        CoefficientDomain.NonNegative => 0,
        _ => double.NegativeInfinity,
    };

    private static double UpperOf(LawCoefficient coefficient) => coefficient.Domain switch
    {
        CoefficientDomain.Positive => coefficient.Maximum is { } maximum ? Math.Log(maximum) : LogLimit,
        CoefficientDomain.UnitInterval => LogitLimit,
        _ => coefficient.Maximum ?? double.PositiveInfinity,
    };
}
