namespace Headwater.Laws;

/// <summary>What a fit minimises.</summary>
public enum LossKind
{
    /// <summary>The sum of Huber losses of ln law − ln value: no standard error is needed, and an outlier pulls no harder than δ.</summary>
    Huber,

    /// <summary>
    /// The likelihood of normal ln values with the standard errors of the rows, and what the residuals show beyond them: the law is not exact.
    /// </summary>
    Gaussian,

    /// <summary>
    /// The likelihood of right and wrong answers. The law gives the share of the way from chance to the ceiling: value = chance + (ceiling − chance)·law,
    /// or, without a floor, the value itself.
    /// </summary>
    Binomial,
}
