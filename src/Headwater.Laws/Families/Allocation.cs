namespace Headwater.Laws;

/// <summary>How a budget of compute is best spent by the chinchilla law.</summary>
/// <param name="Parameters">N, the parameter count.</param>
/// <param name="Tokens">D, the tokens to train on.</param>
public sealed record Allocation(double Parameters, double Tokens)
{
    /// <summary>
    /// The least loss E + A/N^α + B/D^β with 6·N·D = C: N = G·(C/6)^(β/(α+β)), D = C/(6·N), G = (αA/(βB))^(1/(α+β)).
    /// Hoffmann et al. 2022, arXiv:2203.15556, equation 4. It is sensitive to the last digits of α and β: give them unrounded.
    /// </summary>
    /// <param name="law">A, B, α and β of the law.</param>
    /// <param name="compute">C, in FLOPs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The compute or a coefficient is not above 0.</exception>
    public static Allocation Of(ChinchillaCoefficients law, double compute)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(compute);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Math.Min(Math.Min(law.A, law.B), Math.Min(law.Alpha, law.Beta)), nameof(law));
        double sum = law.Alpha + law.Beta;
        double logG = Math.Log(law.Alpha * law.A / (law.Beta * law.B)) / sum;
        double parameters = Math.Exp(logG + (law.Beta / sum * Math.Log(compute / 6)));
        return new(parameters, compute / 6 / parameters);
    }
}

/// <summary>The coefficients of the chinchilla law that decide an allocation.</summary>
/// <param name="A">The size of the parameter term.</param>
/// <param name="Alpha">The exponent of the parameters.</param>
/// <param name="B">The size of the data term.</param>
/// <param name="Beta">The exponent of the tokens.</param>
public sealed record ChinchillaCoefficients(double A, double Alpha, double B, double Beta);
