using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// A law: an equation with scale variables and coefficients. The equation is text; it is parsed, differentiated and compiled here, so a user's
/// own law and a published one are the same thing. Immutable and safe to share between threads.
/// </summary>
public sealed class LawFamily
{
    private readonly Equation _equation;
    private readonly Tape _tape;
    private readonly string _domains;
    private readonly ImmutableArray<string> _variables;

    internal LawFamily(string name, string text, string domains, double huberDelta, string source, IEnumerable<string> variables)
        : this(name, text, domains, huberDelta, source, [.. variables], ["X"])
    {
    }

    private LawFamily(string name, string text, string domains, double huberDelta, string source, ImmutableArray<string> variables, ImmutableArray<string> corpora)
    {
        _equation = EquationParser.Parse(domains.Length == 0 ? text : $"{text} where {domains}", new(variables, corpora));
        _domains = domains;
        _variables = variables;
        Name = name;
        Equation = text;
        HuberDelta = huberDelta;
        Source = source;
        _tape = new(_equation.Right, _equation.Variables, [.. CoefficientNames], withGradient: false);
    }

    /// <summary>The name in the catalogue, or the equation of a user's law.</summary>
    public string Name { get; }

    /// <summary>The equation as text: <c>loss = E + A / D^alpha</c>.</summary>
    public string Equation { get; }

    /// <summary>What the law gives the value of: <c>loss</c>.</summary>
    public string Target => _equation.Target;

    /// <summary>The scale variables as the equation writes them, in the order of their first use. D is pretraining_tokens, N parameters, F the finetuning size, C compute, U unique_tokens, L the cross-entropy.</summary>
    public ImmutableArray<string> Symbols => _equation.Variables;

    /// <summary>The constants to fit, in the order of their first use.</summary>
    public ImmutableArray<LawCoefficient> Coefficients => _equation.Coefficients;

    /// <summary>Where the Huber loss of a log residual turns from a square to a line: small is nearly least absolute deviations.</summary>
    public double HuberDelta { get; }

    /// <summary>The publication the law comes from, or that it is the user's.</summary>
    public string Source { get; }

    /// <summary>How the source estimated the law, and how it is estimated here where that differs.</summary>
    public string ErrorModel { get; internal init; } = "Huber on logs";

    /// <summary>When to use the law, in a sentence or two; empty for a user's.</summary>
    public string Use { get; internal init; } = "";

    /// <summary>Whether the law's source counts parameters without those of the embeddings.</summary>
    public bool CountsWithoutEmbeddings => Name is "kaplan" or "kaplan-parameters";

    /// <summary>Whether the equation sums over the corpora of a mixture; <see cref="ForCorpora"/> names them.</summary>
    public bool IsOverCorpora => Equation.Contains("sum(", StringComparison.Ordinal);

    internal Formula Right => _equation.Right;

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
        string text = equation.Trim();
        ImmutableArray<string> own = [.. variables];
        string target = EquationParser.Parse(text, new(own, ["X"])).Target;
        return new(text, text, "", MetricTraits.IsLossName(target) ? LawCatalogue.LossDelta : LawCatalogue.ScoreDelta, "given by the user", own);
    }

    /// <summary>The law for mixtures of the given corpora: in <c>sum(t_X * rate_X)</c>, X goes over them, and rate_en is the mixing rate of en. Itself where its equation has no such sum.</summary>
    /// <exception cref="ArgumentException">No corpus is given.</exception>
    public LawFamily ForCorpora(IEnumerable<string> corpora)
    {
        ImmutableArray<string> given = [.. corpora];
        return !IsOverCorpora ? this
            : given.Length > 0 ? new(Name, Equation, _domains, HuberDelta, Source, _variables, given) { ErrorModel = ErrorModel, Use = Use }
            : throw new ArgumentException($"{Name} sums over the corpora of a mixture, but no corpora were given; expected a table with columns {ObservationColumn.RatePrefix}CORPUS.", nameof(corpora));
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

        TapeState state = new(_tape, scales, points: 1);
        state.EvaluateValue(coefficients);
        return state.Value(0);
    }

    /// <summary>Isik et al. 2024, eq. 1: a score against pretraining tokens.</summary>
    public static LawFamily BleuLog => LawCatalogue.Find("bleu-log");

    /// <summary>Isik et al. 2024, eq. 3: a loss that falls to a floor as a power of the scale.</summary>
    public static LawFamily Power => LawCatalogue.Find("power");

    /// <summary>Fits the law to a series.</summary>
    /// <exception cref="ArgumentException">The points are too few for the law's coefficients, the law goes over several scales, or a setting is out of its range.</exception>
    public FittedLaw Fit(MeasuredSeries series, FitSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return FittedLaw.Of(this, series, settings ?? new());
    }

    /// <summary>Fits the law to bare points, such as those of a paper's table.</summary>
    /// <exception cref="ArgumentException">The points are too few for the law's coefficients, the law goes over several scales, or a setting is out of its range.</exception>
    public FittedLaw Fit(IEnumerable<MeasuredPoint> points, FitSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        return FittedLaw.Of(this, MeasuredSeries.Of(points, Target), settings ?? new());
    }

    /// <inheritdoc/>
    public override string ToString() => Name == Equation ? Equation : $"{Name}: {Equation}";
}
