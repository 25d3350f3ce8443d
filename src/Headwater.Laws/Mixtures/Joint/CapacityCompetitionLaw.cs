namespace Headwater.Laws;

/// <summary>
/// L = E + c x^−b + A d^−a: corpora compete for the model's capacity, x being what the target's text gets of it, x = N h^(1/(1+b)) / Σ_j h_j^(1/(1+b)), and d the tokens that serve the target
/// (after arXiv:2606.08167, where each target is one corpus). Here the target's text is a mixture of corpora with shares s_j that are fitted, h = Σ s_j h_j and d = Σ s_j D_j. Repeated tokens count by their effective number.
/// Coefficients: ln E, ln c, ln b, ln A, ln a, then s_j by their exponentials over the sum.
/// </summary>
internal sealed class CapacityCompetitionLaw : IJointForm
{
    private const int Shared = 5;

    public string Name => "capacity";

    public string Equation => "loss = E + c * (N * h^(1/(1+b)) / sum(rate_X^(1/(1+b))))^(-b) + A * (D * h)^(-a), h = sum(s_X * rate_X)";

    public string Source => "after arXiv:2606.08167";

    public int CountOf(int corpora) => Shared + corpora;

    public IEnumerable<double[]> Starts(int corpora, double least, double most)
    {
        foreach (double share in new[] { 0.3, 0.6 })
        {
            double part = Math.Log((1 - share) * least / 3);
            yield return [Math.Log(share * least), part, Math.Log(0.2), part, Math.Log(0.2), .. Enumerable.Repeat(0.0, corpora)];
            for (int own = 0; own < Math.Min(corpora, 12); own++)
            {
                yield return [Math.Log(share * least), part, Math.Log(0.2), part, Math.Log(0.2), .. Enumerable.Range(0, corpora).Select(corpus => corpus == own ? 3.0 : 0)];
            }
        }
    }

    public double At(ReadOnlySpan<double> coefficients, double parameters, ReadOnlySpan<double> effective)
    {
        double b = Math.Exp(coefficients[2]);
        double tokens = 0;
        double shares = 0;
        for (int j = 0; j < effective.Length; j++)
        {
            tokens += effective[j];
            shares += Math.Exp(coefficients[Shared + j]);
        }

        double own = 0;
        double all = 0;
        for (int j = 0; j < effective.Length; j++)
        {
            own += Math.Exp(coefficients[Shared + j]) / shares * effective[j] / tokens;
            all += effective[j] > 0 ? Math.Pow(effective[j] / tokens, 1 / (1 + b)) : 0;
        }

        own = Math.Max(own, 1e-6);
        double capacity = parameters * Math.Pow(own, 1 / (1 + b)) / all;
        return Math.Exp(coefficients[0]) + (Math.Exp(coefficients[1]) * Math.Pow(capacity, -b)) + (Math.Exp(coefficients[3]) * Math.Pow(tokens * own, -Math.Exp(coefficients[4])));
    }
}
