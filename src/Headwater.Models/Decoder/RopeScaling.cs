namespace Headwater.Models;

/// <summary>
/// How rotary frequencies are stretched for sequences longer than those of pretraining. "linear" divides all by a factor (Chen et al. 2023, arXiv:2306.15595);
/// "llama3" divides those whose wavelength is long against the original length, leaves the short ones, and goes over between them (Llama 3.1).
/// </summary>
public sealed record RopeScaling
{
    public required double Factor { get; init; }

    /// <summary>Llama 3: original length / this is the wavelength from which frequencies are divided by the whole factor; null for "linear".</summary>
    public double? LowFrequencyFactor { get; init; }

    /// <summary>Llama 3: original length / this is the wavelength up to which frequencies stay.</summary>
    public double? HighFrequencyFactor { get; init; }

    /// <summary>Llama 3: positions of the first pretraining.</summary>
    public int? OriginalPositions { get; init; }

    /// <summary>The rope_type of published files.</summary>
    public string Type => LowFrequencyFactor is null ? "linear" : "llama3";

    /// <summary>A frequency, in radians a position, as it is used.</summary>
    public double Apply(double frequency)
    {
        if (this is not { LowFrequencyFactor: double low, HighFrequencyFactor: double high, OriginalPositions: int original })
        {
            return frequency / Factor;
        }

        double turns = original * frequency / (2 * Math.PI);        // of the original length
        double kept = Math.Clamp((turns - low) / (high - low), 0, 1);
        return (kept * frequency) + ((1 - kept) * frequency / Factor);
    }
}
