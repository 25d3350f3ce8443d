using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A law: an equation with scale variables and coefficients. The equation is text; it is parsed, differentiated and compiled here, so a user's
/// own law and a published one are the same thing. Immutable and safe to share between threads.
/// </summary>
public sealed class LawFamily
{
    private readonly Equation equation;
    private readonly Tape tape;

    internal LawFamily(string name, string text, string domains, double huberDelta, string source, IEnumerable<string> variables)
    {
        HashSet<string> own = new(variables, StringComparer.OrdinalIgnoreCase);
        string whole = domains.Length == 0 ? text : $"{text} where {domains}";
        equation = EquationParser.Parse(whole, word => own.Contains(word) || ScaleColumns.IsReserved(word), MetricTraits.IsLossName);
        Name = name;
        Equation = text;
        HuberDelta = huberDelta;
        Source = source;
        tape = new(equation.Right, equation.Variables, [.. CoefficientNames], withGradient: false);
    }

    /// <summary>The name in the catalogue, or the equation of a user's law.</summary>
    public string Name { get; }

    /// <summary>The equation as text: <c>loss = E + A / D^alpha</c>.</summary>
    public string Equation { get; }

    /// <summary>The left side of the equation: <c>loss</c>.</summary>
    public string Target => equation.Target;

    /// <summary>The scale variables as the equation writes them, in the order of their first use. D is pretraining_tokens, N parameters, F the finetuning size, C compute, U unique_tokens, L the cross-entropy.</summary>
    public ImmutableArray<string> Symbols => equation.Variables;

    /// <summary>The constants to fit, in the order of their first use.</summary>
    public ImmutableArray<LawCoefficient> Coefficients => equation.Coefficients;

    /// <summary>Where the Huber loss of a log residual turns from a square to a line: small is nearly least absolute deviations.</summary>
    public double HuberDelta { get; }

    /// <summary>The publication the law comes from, or that it is the user's.</summary>
    public string Source { get; }

    internal Formula Right => equation.Right;

    internal IEnumerable<string> CoefficientNames => Coefficients.Select(coefficient => coefficient.Name);

    /// <summary>
    /// A law from its equation. D, N, F, C, L, U and the scale columns by name are variables; every other name is a coefficient. A coefficient is
    /// positive, or, where it is merely added, non-negative in a loss and any number in a score; <c>where k real, p unit</c> at the end says otherwise.
    /// The Huber delta is that of the catalogue's law for losses or for scores.
    /// </summary>
    /// <exception cref="ArgumentException">The text is no equation; the message shows where, what was found and what was expected.</exception>
    public static LawFamily Parse(string equation) => Parse(equation, []);

    /// <summary>A law from its equation, with further names that are scale variables: columns of a table this library does not know.</summary>
    /// <exception cref="ArgumentException">The text is no equation; the message shows where, what was found and what was expected.</exception>
    public static LawFamily Parse(string equation, IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(equation);
        string target = equation.Split('=')[0].Trim();
        double delta = MetricTraits.IsLossName(target) ? LawCatalogue.LossDelta : LawCatalogue.ScoreDelta;
        return new(equation.Trim(), equation.Trim(), "", delta, "given by the user", variables);
    }

    /// <summary>The law's value, for coefficients in the order of <see cref="Coefficients"/> and scales in the order of <see cref="Symbols"/>; NaN outside its domain.</summary>
    /// <exception cref="ArgumentException">There are more or fewer numbers than the law has coefficients or variables.</exception>
    public double Evaluate(ReadOnlySpan<double> coefficients, ReadOnlySpan<double> scales)
    {
        if (coefficients.Length != Coefficients.Length || scales.Length != Symbols.Length)
        {
            throw new ArgumentException(
                $"{Name} has {Coefficients.Length} coefficients ({string.Join(", ", CoefficientNames)}) and {Symbols.Length} scale variables ({string.Join(", ", Symbols)}); got {coefficients.Length} and {scales.Length} numbers.");
        }

        TapeState state = new(tape, scales, points: 1);
        state.EvaluateValue(coefficients);
        return state.Value(0);
    }

    /// <inheritdoc/>
    public override string ToString() => Name == Equation ? Equation : $"{Name}: {Equation}";
}
