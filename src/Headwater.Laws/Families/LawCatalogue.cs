using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// The laws that have a name, in the order of what they are for. A new one is one entry: name, equation, domains of its coefficients, Huber delta,
/// source, how the source estimated it, and when to use it.
/// </summary>
public static partial class LawCatalogue
{
    /// <summary>Huber delta of scores in logs: in effect least squares, with outliers beyond ten percent held back.</summary>
    internal const double ScoreDelta = 0.1;

    /// <summary>Huber delta of losses in logs: in effect least absolute deviations.</summary>
    internal const double LossDelta = 1e-3;

    // What is said of laws whose source names no loss function, and of those that were fitted by least squares.
    private const string Unnamed = "not named by the source; Huber on logs";
    private const string SquaresOfLogs = "least squares on logs; Huber on logs here, which is that within ten percent";
    private const string Squares = "least squares; Huber on logs here";

    /// <summary>All of them.</summary>
    public static ImmutableArray<LawFamily> All { get; } = [.. Downstream, .. Finetuning, .. Pretraining, .. Curves, .. Scores, .. Compute];

    /// <summary>Forecasts without a law that every backtest includes.</summary>
    public static ImmutableArray<NaiveRival> Rivals { get; } =
    [
        new("last-value", "the value at the largest scale measured", "The series is flat, or noise hides its slope."),
        new("tail-line", "a straight line in logs through the last points", "Hard to beat where a curve has no plateau yet, at up to ten times the largest scale."),
        new("tail-curve", "a parabola in logs, held where it turns back", "The slope in logs changes steadily over the whole range."),
    ];

    /// <summary>The law of that name, or the law of that equation.</summary>
    /// <exception cref="ArgumentException">It is neither; the message lists the names, or shows where the equation does not parse.</exception>
    public static LawFamily Find(string nameOrEquation) => Find(nameOrEquation, []);

    internal static LawFamily Find(string nameOrEquation, IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(nameOrEquation);
        string text = nameOrEquation.Trim();
        return All.FirstOrDefault(law => string.Equals(law.Name, text, StringComparison.OrdinalIgnoreCase) || law.Equation == text)
            ?? (text.Contains('=', StringComparison.Ordinal) ? LawFamily.Parse(text, variables) : throw new ArgumentException(Unknown(text)));
    }

    private static string Unknown(string name)
    {
        if (Rivals.FirstOrDefault(rival => string.Equals(rival.Name, name, StringComparison.OrdinalIgnoreCase)) is { } rival)
        {
            return $"{rival.Name} is no law with coefficients to fit but a rival that backtests compare laws with: {rival.Description}.";
        }

        string[] near = [.. Spelling.Nearest(name, All.Select(law => law.Name)).Take(3)];
        return near.Length > 0
            ? $"There is no law \"{name}\"; did you mean {string.Join(" or ", near)}? Expected a name that \"headwater laws\" lists, or an equation such as \"loss = E + A / D^alpha\"."
            : $"There is no law \"{name}\"; expected one of {string.Join(", ", All.Select(law => law.Name))}, or an equation such as \"loss = E + A / D^alpha\".";
    }

    private static LawFamily Entry(string name, string equation, string domains, double delta, string source, string errorModel, string use) =>
        new(name, equation, domains, delta, source, []) { ErrorModel = errorModel, Use = use };
}
