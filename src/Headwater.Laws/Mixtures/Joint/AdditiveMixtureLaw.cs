namespace Headwater.Laws;

/// <summary>
/// L = E + 1 / Σ_j C_j h_j^γ_j + A / N^α + B / D^β: mixing rates add a term that scale does not change (Shukor et al. 2025, arXiv:2507.09404, the additive law). Repeated tokens count by their effective number.
/// Coefficients: ln E, ln A, ln α, ln B, ln β, then ln C_j, then logits of γ_j.
/// </summary>
internal sealed class AdditiveMixtureLaw : IJointForm
{
    private const int Shared = 5;

    public string Name => "additive";

    public string Equation => "loss = E + 1 / sum(C_X * rate_X^gamma_X) + A / N^alpha + B / D^beta";

    public string Source => "Shukor et al. 2025, arXiv:2507.09404";

    public int CountOf(int corpora) => Shared + (2 * corpora);

    public IEnumerable<double[]> Starts(int corpora, double least, double most)
    {
        foreach (double share in new[] { 0.3, 0.6 })
        {
            double part = Math.Log((1 - share) * least / 3);
            yield return [Math.Log(share * least), part, Math.Log(0.3), part, Math.Log(0.3), .. Enumerable.Repeat(-part, corpora), .. Enumerable.Repeat(0.0, corpora)];
        }
    }

    public double At(ReadOnlySpan<double> coefficients, double parameters, ReadOnlySpan<double> effective)
    {
        int corpora = effective.Length;
        double tokens = 0;
        foreach (double own in effective)
        {
            tokens += own;
        }

        double mixed = 0;
        for (int j = 0; j < corpora; j++)
        {
            double gamma = 1 / (1 + Math.Exp(-coefficients[Shared + corpora + j]));
            mixed += effective[j] > 0 ? Math.Exp(coefficients[Shared + j]) * Math.Pow(effective[j] / tokens, gamma) : 0;
        }

        return Math.Exp(coefficients[0]) + (1 / Math.Max(mixed, 1e-12))
            + (Math.Exp(coefficients[1]) * Math.Pow(parameters, -Math.Exp(coefficients[2]))) + (Math.Exp(coefficients[3]) * Math.Pow(tokens, -Math.Exp(coefficients[4])));
    }
}
