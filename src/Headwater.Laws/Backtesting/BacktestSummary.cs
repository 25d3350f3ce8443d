namespace Headwater.Laws;

/// <summary>How one law did over all series of a table.</summary>
public sealed record BacktestSummary
{
    /// <summary>The law's name.</summary>
    public required string Law { get; init; }

    /// <summary>How many series it could forecast.</summary>
    public required int Series { get; init; }

    /// <summary>Median over these series of the mean of |ln(forecast / actual)|.</summary>
    public required double MedianError { get; init; }

    /// <summary>Mean over these series of the same.</summary>
    public required double MeanError { get; init; }

    /// <summary>The share of targets inside their intervals; <c>null</c> where the law has no intervals.</summary>
    public double? Coverage { get; init; }

    /// <summary>Mean of ln(high / low) over the targets; <c>null</c> where the law has no intervals.</summary>
    public double? IntervalWidth { get; init; }

    /// <summary>
    /// Mean interval score of ln of the values: the width of the interval, and 2/(1 − level) times what a value lies outside it (Winkler 1972,
    /// doi:10.1080/01621459.1972.10481224; Gneiting and Raftery 2007). Less is better; <c>null</c> where the law has no intervals.
    /// </summary>
    public double? IntervalScore { get; init; }

    /// <summary>The median error of <c>auto</c> on the series that this law could forecast; <c>null</c> for <c>auto</c> itself.</summary>
    public double? AutoMedianError { get; init; }

    /// <summary>The mean error of <c>auto</c> on these series.</summary>
    public double? AutoMeanError { get; init; }

    /// <summary>Probability that the median error of <c>auto</c> is below that of this law on the same series, by a paired bootstrap over series; <c>null</c> for <c>auto</c> itself.</summary>
    public double? AutoBetterInMedian { get; init; }

    /// <summary>The same of the mean error.</summary>
    public double? AutoBetterInMean { get; init; }
}
