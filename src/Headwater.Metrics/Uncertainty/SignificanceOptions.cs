using System.Globalization;
using System.Numerics;

namespace Headwater.Metrics;

/// <summary>How intervals and paired tests draw. The defaults are sacreBLEU's, and equal seeds give its resamples.</summary>
public sealed record SignificanceOptions
{
    /// <summary>The seed, 0 or more and of any size. Default 12345.</summary>
    public BigInteger Seed { get; init; } = 12345;

    /// <summary>Bootstrap resamples. Default 1000.</summary>
    public int Resamples { get; init; } = 1000;

    /// <summary>Trials of approximate randomisation. Default 10000.</summary>
    public int Trials { get; init; } = 10_000;

    internal void Validate()
    {
        List<string> faults = [];
        if (Seed.Sign < 0)
            faults.Add($"Seed is {Seed.ToString(CultureInfo.InvariantCulture)}; expected 0 or more.");
        if (Resamples < 2)
            faults.Add($"Resamples is {Resamples}; a spread needs at least 2, such as 1000.");
        if (Trials < 1)
            faults.Add($"Trials is {Trials}; expected 1 or more, and 10000 is usual.");
        if (faults.Count > 0)
            throw new ArgumentException("SignificanceOptions: " + string.Join(" ", faults));
    }
}
