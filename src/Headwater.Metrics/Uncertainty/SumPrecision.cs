namespace Headwater.Metrics;

/// <summary>How the reference tool holds summed statistics while it scores them, which decides where ratios and smoothed counts are rounded.</summary>
internal enum SumPrecision
{
    /// <summary>Python's integers and doubles: a score of the whole test set.</summary>
    Exact,

    /// <summary>An array of NumPy's float32, under the promotion rules of NumPy 1: a score of a bootstrap resample.</summary>
    Single,

    /// <summary>An array of NumPy's int64, which cuts off what smoothing adds behind the point: a score of approximate randomisation.</summary>
    Whole,
}
