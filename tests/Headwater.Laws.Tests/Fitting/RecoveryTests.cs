namespace Headwater.Laws.Tests;

public class RecoveryTests
{
    private const int PerVariable = 6;

    // Where points of a study lie: parameters, tokens, finetuning examples, FLOPs, unique tokens, nats per token.
    private static readonly Dictionary<string, (double Low, double High)> Ranges = new()
    {
        ["N"] = (1e7, 1e10),
        ["D"] = (1e8, 1e11),
        ["F"] = (1e3, 1e6),
        ["C"] = (1e18, 1e22),
        ["U"] = (1e8, 1e11),
        ["L"] = (1.5, 4),
    };

    // A law of the catalogue without a row here fails its test: add the coefficients of its paper.
    private static readonly Dictionary<string, Dictionary<string, double>> Truths = new()
    {
        ["bleu-log"] = new() { ["A"] = 0.01, ["alpha"] = 0.9, ["beta"] = 1.5 },
        ["power"] = new() { ["E"] = 1.7, ["A"] = 400, ["alpha"] = 0.28 },
        ["chinchilla"] = new() { ["E"] = 1.69, ["A"] = 406.4, ["alpha"] = 0.34, ["B"] = 410.7, ["beta"] = 0.28 },
    };

    public static TheoryData<string> Laws => [.. LawCatalogue.All.Select(law => law.Name)];

    // A millionth: residuals are rounded to about 1e-16, and coefficients amplify that by the condition of the law's derivatives, up to 1e9 here.
    [Theory]
    [MemberData(nameof(Laws))]
    public void Fit_NoiseFreePointsOfTheCatalogue_ReturnsTheTruthToAMillionth(string name) => AssertRecovers(LawCatalogue.Find(name), name);

    [Fact]
    public void Fit_NoiseFreePointsOfChinchilla_ReturnsTheTruthToAMillionth() => AssertRecovers(LawFamily.Parse("loss = E + A / N^alpha + B / D^beta"), "chinchilla");

    private static void AssertRecovers(LawFamily law, string name)
    {
        Assert.True(Truths.TryGetValue(name, out Dictionary<string, double>? byName), $"There are no true coefficients of {name}: add them to {nameof(Truths)}.");
        double[] truth = [.. law.Coefficients.Select(coefficient => byName[coefficient.Name])];
        double[][] scales = StartGrid.Of([.. law.Symbols.Select(symbol => Spaced(Ranges[symbol].Low, Ranges[symbol].High))]);
        FitData data = new(scales, [.. scales.Select(at => law.Evaluate(truth, at))], new double?[scales.Length]);
        LawFitter fitter = new(law);

        Estimate estimate = fitter.Fit(data);

        Assert.Equal(FitStatus.Converged, estimate.Status);
        double[] found = fitter.CoefficientsOf(estimate);
        Assert.All(truth.Zip(found), pair => Assert.Equal(1, pair.Second / pair.First, 1e-6));
    }

    private static double[] Spaced(double low, double high) =>
        [.. Enumerable.Range(0, PerVariable).Select(k => low * Math.Pow(high / low, k / (PerVariable - 1.0)))];
}
