using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A model that may be finetuned, with its results at finetuning sizes, by increasing size.</summary>
/// <param name="Name">What distinguishes it from the other models of its task.</param>
/// <param name="LogSizes">ln of the sizes measured, all above 0 examples.</param>
/// <param name="LogLosses">The values there, on the task's <see cref="LossScale"/>.</param>
/// <param name="ZeroShot">The value without finetuning, on the same scale.</param>
/// <param name="Parameters">Its parameter count.</param>
internal sealed record CandidateModel(string Name, double[] LogSizes, double[] LogLosses, double? ZeroShot, double? Parameters)
{
    // Sizes that are powers of two times the same number meet their budget to the last digit or miss it by rounding.
    private const double Rounding = 1e-9;

    /// <summary>All points above size 0, also those whose values have no logarithm.</summary>
    public ImmutableArray<MeasuredPoint> Measured { get; init; } = [];

    /// <summary>ln of the largest size.</summary>
    public double LastLogSize => LogSizes[^1];

    /// <summary>The same model with what was measured up to a size.</summary>
    public CandidateModel UpTo(double logSize)
    {
        int count = LogSizes.Count(size => size <= logSize + Rounding);
        return this with { LogSizes = LogSizes[..count], LogLosses = LogLosses[..count] };
    }

    /// <summary>What was measured at a size, as it stands in the table; <c>null</c> where nothing was.</summary>
    public double? MeasuredAt(double logSize) => Measured.Where(point => Math.Abs(Math.Log(point.X) - logSize) <= Rounding).Select(point => (double?)point.Y).FirstOrDefault();
}
