namespace Headwater.Laws.Tests;

/// <summary>Coefficients of the catalogue's laws, those of their papers where there are any, and points that show them.</summary>
internal static class CatalogueTruth
{
    private const int PerVariable = 6;

    // A curve of one variable has as many points as a long study.
    private const int OfOneVariable = 14;

    // Where points of a study lie: parameters, tokens, finetuning examples, FLOPs, unique tokens, nats per token, a mixing rate.
    private static readonly Dictionary<string, (double Low, double High)> Ranges = new()
    {
        ["N"] = (1e7, 1e10),
        ["D"] = (1e8, 1e11),
        ["F"] = (1e3, 1e6),
        ["C"] = (1e18, 1e22),
        ["U"] = (1e8, 1e11),
        ["L"] = (1.5, 4),
        ["rate_X"] = (0.05, 1),
    };

    // A curve with a bend shows its coefficients where it bends. That of hernandez lies where transfer is worth as much as size: its F is characters, not
    // examples, and from three decades of either the best possible standard error of ln K is 34.
    private static readonly Dictionary<string, (double Low, double High)> OwnRanges = new()
    {
        ["hernandez"] = (1e4, 1e10),
        ["rectified"] = (1e2, 1e9),
        ["forgetting"] = (0.2, 1),
        ["m2"] = (1e6, 1e11),
        ["m3"] = (1e3, 1e8),
        ["m4"] = (1e2, 1e7),
        ["broken-power"] = (1e3, 1e9),
        ["broken-power-2"] = (1e3, 1e10),
        ["loss-to-score"] = (0.3, 3),
    };

    // A law of the catalogue without a row here fails its test: add the coefficients of its paper.
    private static readonly Dictionary<string, Dictionary<string, double>> Truths = new()
    {
        ["bleu-log"] = new() { ["A"] = 0.01, ["alpha"] = 0.9, ["beta"] = 1.5 },
        ["power"] = new() { ["E"] = 1.7, ["A"] = 400, ["alpha"] = 0.28 },
        ["chinchilla"] = new() { ["E"] = 1.69, ["A"] = 406.4, ["alpha"] = 0.34, ["B"] = 410.7, ["beta"] = 0.28 },
        ["rectified"] = new() { ["E"] = 1.2, ["B"] = 900, ["D0"] = 300, ["beta"] = 0.45 },
        ["zhang"] = new() { ["E"] = 1.2, ["A"] = 60, ["alpha"] = 0.12, ["beta"] = 0.2 },
        ["hernandez"] = new() { ["Nc"] = 6.4e13, ["aN"] = 0.076, ["aD"] = 0.103, ["K"] = 1e9, ["alpha"] = 0.18, ["beta"] = 0.38 },
        ["effective-data"] = new() { ["k"] = 1.9e4, ["alpha"] = 0.18, ["beta"] = 0.38 },
        ["forgetting"] = new() { ["s"] = 2.0481, ["c"] = 1.7334 },
        ["kaplan"] = new() { ["Nc"] = 6.4e13, ["aN"] = 0.076, ["aD"] = 0.103, ["Dc"] = 1.8e13 },
        ["kaplan-parameters"] = new() { ["Nc"] = 8.8e13, ["aN"] = 0.076 },
        ["kaplan-tokens"] = new() { ["Dc"] = 5.4e13, ["aD"] = 0.095 },
        ["gordon"] = new() { ["Nc"] = 2.59e8, ["aN"] = 0.1222, ["aD"] = 0.4204, ["Dc"] = 1.779e8 },
        ["data-constrained"] = new() { ["E"] = 1.86914, ["A"] = 520.825, ["alpha"] = 0.3526596, ["B"] = 1487.716, ["beta"] = 0.3526596, ["RD"] = 15.387756, ["RN"] = 5.309743 },
        ["data-mixing"] = new() { ["c"] = 1.5, ["t_X"] = 0.8 },
        ["m1"] = new() { ["b"] = 12, ["c"] = 0.07 },
        ["m2"] = new() { ["e"] = 0.4, ["b"] = 3000, ["c"] = 0.5 },
        ["m3"] = new() { ["b"] = 100, ["g"] = 1e-6, ["c"] = 0.3 },
        ["m4"] = new() { ["e"] = 0.1, ["e0"] = 0.9, ["a"] = 0.8, ["b"] = 300, ["c"] = 0.5 },
        ["broken-power"] = new() { ["a"] = 0.4, ["b"] = 20, ["c0"] = 0.2, ["d1"] = 1e6, ["f1"] = 0.5, ["c1"] = 0.4 },
        ["broken-power-2"] = new() { ["a"] = 0.4, ["b"] = 20, ["c0"] = 0.1, ["d1"] = 1e5, ["f1"] = 0.4, ["c1"] = 0.4, ["d2"] = 1e8, ["f2"] = 0.4, ["c2"] = -0.3 },
        ["gadre-loss"] = new() { ["E"] = 1.8366, ["a"] = 212.2, ["b"] = 366.7, ["eta"] = 0.136425 },
        ["gadre-error"] = new() { ["m"] = 0.857, ["k"] = 2.2065, ["g"] = 0.7146 },
        ["loss-to-score"] = new() { ["c"] = 0.3, ["a"] = 0.6, ["k"] = 3, ["L0"] = 1.2 },
        ["gordon-bleu"] = new() { ["c"] = 76.16, ["k"] = 0.4697 },
        ["optimal-parameters"] = new() { ["k"] = 0.1715, ["a"] = 0.5243 },
        ["optimal-tokens"] = new() { ["k"] = 5.8316, ["a"] = 0.4757 },
        ["optimal-batch"] = new() { ["k"] = 0.2920, ["a"] = 0.3271 },
        ["optimal-rate"] = new() { ["k"] = 0.3118, ["a"] = 0.1250 },
    };

    /// <summary>The true coefficients of a law, in its order.</summary>
    public static double[] Of(LawFamily law, string name)
    {
        Assert.True(Truths.TryGetValue(name, out Dictionary<string, double>? byName), $"There are no true coefficients of {name}: add them to {nameof(CatalogueTruth)}.");
        return [.. law.Coefficients.Select(coefficient => byName[coefficient.Name])];
    }

    /// <summary>Where the law is measured.</summary>
    public static double[][] Scales(LawFamily law, string name) =>
        StartGrid.Of([.. law.Symbols.Select(symbol => Spaced(OwnRanges.GetValueOrDefault(name, Ranges[symbol]), law.Symbols.Length == 1 ? OfOneVariable : PerVariable))]);

    private static double[] Spaced((double Low, double High) range, int count) =>
        [.. Enumerable.Range(0, count).Select(k => range.Low * Math.Pow(range.High / range.Low, k / (count - 1.0)))];
}
