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

    /// <summary>The name of the average over laws and rivals, which is no law itself.</summary>
    public const string Auto = "auto";

    /// <summary>Forecasts without a law that every backtest includes.</summary>
    public static ImmutableArray<NaiveRival> Rivals { get; } =
    [
        new("last-value", "the value at the largest scale measured", "The series is flat, or noise hides its slope.") { Shape = RivalShape.Level, PointsOf = _ => 1 },
        new("tail-level", "the mean in logs of the last three points", "The same, where single points are noisy.") { Shape = RivalShape.Level, PointsOf = _ => 3 },
        Line("line-2", "last two points", _ => 2, "Hard to beat where points are far apart and nearly free of noise."),
        Line("line-3", "last three points", _ => 3, "The same with a little noise."),
        Line("tail-line", "later half of the points", count => (count + 1) / 2, "Hard to beat where a curve has no plateau yet, at up to ten times the largest scale."),
        Line("line", "all points", count => count, "A power law over the whole range."),
        Curve("curve-3", "last three points", _ => 3, "The slope changes steadily and noise is small."),
        Curve("curve-4", "last four points", _ => 4, "The same with a little noise."),
        Curve("curve-5", "last five points", _ => 5, "The same with more noise."),
        Curve("tail-curve", "all points", count => count, "The slope in logs changes steadily over the whole range."),
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
        if (string.Equals(name, Auto, StringComparison.OrdinalIgnoreCase))
        {
            return "auto is no law with coefficients to fit but an average over laws and rivals, which forecast and backtest make. Name one law here.";
        }

        if (Rivals.FirstOrDefault(rival => string.Equals(rival.Name, name, StringComparison.OrdinalIgnoreCase)) is { } rival)
        {
            return $"{rival.Name} is no law with coefficients to fit but a rival that backtests compare laws with: {rival.Description}.";
        }

        if (name.AsSpan().ContainsAny("+*/^("))
        {
            return $"The law \"{name}\" names no value before an equals sign; expected an equation such as \"loss = E + A / D^alpha\".\nhint: --law \"loss = {name}\"";
        }

        string[] near = [.. NearestName.All(name, All.Select(law => law.Name)).Take(3)];
        return near.Length > 0
            ? $"There is no law \"{name}\"; did you mean {string.Join(" or ", near)}? Expected a name that \"headwater laws\" lists, or an equation such as \"loss = E + A / D^alpha\".\nhint: --law {near[0]}"
            : $"There is no law \"{name}\"; expected one of {string.Join(", ", All.Select(law => law.Name))}, or an equation such as \"loss = E + A / D^alpha\".\nhint: headwater laws says what each is for.";
    }

    private static NaiveRival Line(string name, string points, Func<int, int> count, string use) =>
        new(name, $"a straight line in logs through the {points}", use) { Shape = RivalShape.Line, PointsOf = count };

    private static NaiveRival Curve(string name, string points, Func<int, int> count, string use) =>
        new(name, $"a parabola in logs through the {points}, held where it turns back", use) { Shape = RivalShape.Parabola, PointsOf = count };

    private static LawFamily Entry(string name, string equation, string domains, double delta, string source, string errorModel, string use) =>
        new(name, equation, domains, delta, source, []) { ErrorModel = errorModel, Use = use };
}
