namespace Headwater.Laws;

/// <summary>
/// The finetuning data that pretraining is worth, in the unit of the finetuning data (characters in the source): D_T = k·F^α·N^β.
/// It holds where finetuning data are few. Hernandez et al. 2021, arXiv:2102.01293, equation 1.1.
/// </summary>
/// <param name="K">The size of the effect, which is specific to the two distributions.</param>
/// <param name="Alpha">The exponent of the finetuning data: how far the two distributions are apart.</param>
/// <param name="Beta">The exponent of the parameters without embeddings.</param>
public sealed record TransferredData(double K, double Alpha, double Beta)
{
    /// <summary>D_T: the data pretraining is worth.</summary>
    public double Of(double finetuningSize, double parameters) => K * Math.Pow(finetuningSize, Alpha) * Math.Pow(parameters, Beta);

    /// <summary>(F + D_T) / F: how many times the finetuning data pretraining makes of them.</summary>
    public double Multiplier(double finetuningSize, double parameters) => 1 + (Of(finetuningSize, parameters) / finetuningSize);
}
