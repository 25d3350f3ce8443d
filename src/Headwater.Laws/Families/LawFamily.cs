using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A law: an equation with scale variables and coefficients. The equation is text; it is parsed, differentiated and compiled here.
/// Immutable and safe to share between threads.
/// </summary>
public sealed class LawFamily
{
    /// <summary>The name in the catalogue, or the equation of a user's law.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The equation as text: <c>loss = E + A / D^alpha</c>.</summary>
    public string Equation { get; private init; } = "";

    /// <summary>The left side of the equation: <c>loss</c>.</summary>
    public string Target { get; private init; } = "";

    /// <summary>The scale variables as the equation writes them, in the order of their first use.</summary>
    public ImmutableArray<string> Symbols { get; private init; } = [];

    /// <summary>The constants to fit, in the order of their first use.</summary>
    public ImmutableArray<LawCoefficient> Coefficients { get; private init; } = [];

    /// <summary>Where the Huber loss of a log residual turns from a square to a line.</summary>
    public double HuberDelta { get; private init; }

    /// <summary>The publication the law comes from.</summary>
    public string Source { get; private init; } = "";

    /// <summary>A law from its equation, with everything but the reserved symbols a coefficient.</summary>
    /// <exception cref="ArgumentException">The text is no equation; the message shows where.</exception>
    public static LawFamily Parse(string equation) => throw new NotSupportedException();

    /// <summary>The law's value; NaN outside its domain.</summary>
    public double Evaluate(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> scales) => throw new NotSupportedException();
}
