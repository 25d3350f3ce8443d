using Headwater.Laws;

namespace Headwater.Benchmarks;

/// <summary>
/// The problem of Besiroglu et al. 2024 (arXiv:2404.10102): the points read off figure 4 of Hoffmann et al. 2022, without the five highest losses,
/// and the 4,500 starts of Hoffmann's Approach 3.
/// </summary>
internal static class ChinchillaPoints
{
    private const int Outliers = 5;

    private static readonly double[] Exponents = [0, 0.5, 1, 1.5, 2];
    private static readonly double[] Irreducible = [.. new[] { -1, -0.5, 0, 0.5, 1 }.Select(Math.Exp)];
    private static readonly double[] Factors = [.. new[] { 0.0, 5, 10, 15, 20, 25 }.Select(Math.Exp)];

    public static LawFitter Fitter { get; } = new(LawFamily.Parse("loss = E + A / N^alpha + B / D^beta"));

    /// <summary>The published starts, in the order of the law's coefficients: E, A, alpha, B, beta.</summary>
    public static double[][] Starts { get; } = StartGrid.Of(Irreducible, Factors, Exponents, Factors, Exponents);

    /// <summary>The 240 points of a table such as measurements/chinchilla.csv.</summary>
    public static FitData Read(string path)
    {
        Observation[] rows = [.. ObservationTable.Read(path).Rows.OrderBy(row => row.Value).SkipLast(Outliers)];
        return new([.. rows.Select(row => new[] { row.Parameters!.Value, row.PretrainingTokens!.Value })], [.. rows.Select(row => row.Value)], new double?[rows.Length]);
    }
}
