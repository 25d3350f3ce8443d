using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The laws that have a name. A new one is one entry: name, equation, domains of its coefficients, Huber delta and source.</summary>
public static class LawCatalogue
{
    /// <summary>Huber delta of scores in logs: in effect least squares, with outliers beyond ten percent held back.</summary>
    internal const double ScoreDelta = 0.1;

    /// <summary>Huber delta of losses in logs: in effect least absolute deviations.</summary>
    internal const double LossDelta = 1e-3;

    /// <summary>All of them, in the order of the papers they come from.</summary>
    public static ImmutableArray<LawFamily> All { get; } =
    [
        // Beyond beta = 1000 the curve is a power of D to three digits over any range that can be measured.
        new("bleu-log", "score = (log(A * D^alpha))^beta", "beta positive to 1000", ScoreDelta, "Isik et al. 2024, arXiv:2402.04177, equation 1", []),

        // Delta: section 4 of the paper has 1e-3, the captions of its tables 4 and 6 have 1e-5.
        new("power", "loss = E + A / D^alpha", "E non-negative", LossDelta, "Isik et al. 2024, arXiv:2402.04177, equation 3", []),
    ];

    /// <summary>The law of that name, or the law of that equation.</summary>
    /// <exception cref="ArgumentException">It is neither; the message lists the names, or shows where the equation does not parse.</exception>
    public static LawFamily Find(string nameOrEquation) => Find(nameOrEquation, []);

    internal static LawFamily Find(string nameOrEquation, IEnumerable<string> variables)
    {
        ArgumentNullException.ThrowIfNull(nameOrEquation);
        LawFamily? named = All.FirstOrDefault(law => string.Equals(law.Name, nameOrEquation.Trim(), StringComparison.OrdinalIgnoreCase) || law.Equation == nameOrEquation.Trim());
        return named
            ?? (nameOrEquation.Contains('=', StringComparison.Ordinal)
                ? LawFamily.Parse(nameOrEquation, variables)
                : throw new ArgumentException($"There is no law \"{nameOrEquation}\"; expected one of {string.Join(", ", All.Select(law => law.Name))}, or an equation such as \"loss = E + A / D^alpha\"."));
    }
}
