using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// The right side of an equation as an immutable tree in normal form; <see cref="Algebra"/> builds it. Formulas with equal keys are equal,
/// which is what lets a value and its derivatives share their common parts.
/// </summary>
internal abstract class Formula(string key) : IEquatable<Formula>
{
    /// <summary>The formula as text. Equal formulas have equal keys.</summary>
    public string Key { get; } = key;

    public bool Equals(Formula? other) => other is not null && Key == other.Key;

    public override bool Equals(object? obj) => Equals(obj as Formula);

    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Key;

    /// <summary>The formulas this one is made of.</summary>
    public virtual IEnumerable<Formula> Parts => [];

    /// <summary>Whether the formula contains the symbol.</summary>
    public bool Contains(Symbol symbol) => Equals(symbol) || Parts.Any(part => part.Contains(symbol));

    /// <summary>Whether the formula contains any coefficient.</summary>
    public bool HasCoefficients => this is Symbol { IsCoefficient: true } || Parts.Any(part => part.HasCoefficients);
}

/// <summary>A number.</summary>
internal sealed class Number(double value) : Formula(value.ToString("R", CultureInfo.InvariantCulture))
{
    public double Value { get; } = value;
}

/// <summary>
/// A scale variable or a coefficient. <paramref name="isPositive"/> lets logarithms of it be taken apart; <paramref name="isNonNegative"/> lets it
/// stand in a logarithm of a sum of powers while it may still be exactly 0.
/// </summary>
internal sealed class Symbol(string name, bool isCoefficient, bool isPositive, bool isNonNegative = false) : Formula(name)
{
    public string Name => Key;

    public bool IsCoefficient { get; } = isCoefficient;

    public bool IsPositive { get; } = isPositive;

    public bool IsNonNegative { get; } = isPositive || isNonNegative;
}

/// <summary>A term of a sum with its numeric weight.</summary>
internal readonly record struct Weighted(double Weight, Formula Term);

/// <summary>constant + Σ weight · term, terms distinct and ordered by key.</summary>
internal sealed class Sum(double constant, ImmutableArray<Weighted> terms) : Formula(KeyOf(constant, terms))
{
    public double Constant { get; } = constant;

    public ImmutableArray<Weighted> Terms { get; } = terms;

    public override IEnumerable<Formula> Parts => Terms.Select(term => term.Term);

    private static string KeyOf(double constant, ImmutableArray<Weighted> terms)
    {
        IEnumerable<string> texts = terms.Select(term => term.Weight == 1 ? term.Term.Key : $"{Text(term.Weight)}*{term.Term.Key}");
        return $"({string.Join(" + ", constant == 0 ? texts : texts.Append(Text(constant)))})";
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

/// <summary>A factor of a product: a base and its exponent.</summary>
internal readonly record struct Factor(Formula Base, Formula Exponent);

/// <summary>Π base ^ exponent, bases distinct and ordered by key. A power and a quotient are products too.</summary>
internal sealed class Product(ImmutableArray<Factor> factors) : Formula(KeyOf(factors))
{
    public ImmutableArray<Factor> Factors { get; } = factors;

    public override IEnumerable<Formula> Parts => Factors.SelectMany(factor => new[] { factor.Base, factor.Exponent });

    private static string KeyOf(ImmutableArray<Factor> factors) =>
        "(" + string.Join(" * ", factors.Select(factor => factor.Exponent is Number { Value: 1 } ? factor.Base.Key : $"{factor.Base.Key}^{factor.Exponent.Key}")) + ")";
}

/// <summary>The functions that are not sums, products or powers.</summary>
internal enum Function
{
    Exp,
    Log,

    /// <summary>1 / (1 + e^−x).</summary>
    Logistic,

    /// <summary>log(1 + e^x).</summary>
    Softplus,

    /// <summary>log Σ e^x over two or more arguments. An argument that is a bare logarithm may be −∞.</summary>
    LogSumExp,
    Abs,
    Sign,
    Min,
    Max,

    /// <summary>1 where the first argument is at most the second, else 0: the derivative of min and max.</summary>
    AtMost,
}

/// <summary>A function of one formula, of two, or, for <see cref="Function.LogSumExp"/>, of more.</summary>
internal sealed class Call(Function function, ImmutableArray<Formula> arguments) : Formula($"{function}({string.Join(", ", arguments.Select(argument => argument.Key))})")
{
    public Function Function { get; } = function;

    public ImmutableArray<Formula> Arguments { get; } = arguments;

    public override IEnumerable<Formula> Parts => Arguments;
}
