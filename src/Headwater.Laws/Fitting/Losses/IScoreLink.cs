namespace Headwater.Laws;

/// <summary>How the values of a bounded score follow from a law that gives the share of the way from one end to the other.</summary>
internal interface IScoreLink
{
    /// <summary>The floor and the ceiling, in the metric's unit; <c>null</c> where the law gives the value itself.</summary>
    MetricRange? Range { get; }

    /// <summary>What the metric moves by when the law moves by 1.</summary>
    double Span { get; }

    /// <summary>The shares, above 0, for a search to begin with.</summary>
    double[] Shares();

    /// <summary>What each share counts while the search begins.</summary>
    double[] FirstWeights();

    /// <summary>The metric's value for a value of the law.</summary>
    double ToMetric(double law);

    /// <summary>The standard deviation, in the metric's unit and but for a common factor, of one more measurement where the law has the given value.</summary>
    double Deviation(double law);

    /// <summary>The common factor of the deviations: at least <paramref name="scatter"/>, what the residuals show, or what is known without them.</summary>
    double Factor(double scatter);

    /// <summary>The working values of ln law and what each counts, at the given ln law.</summary>
    void Linearise(ReadOnlySpan<double> logLaw, Span<double> targets, Span<double> weights);

    /// <summary>The same of some of the points.</summary>
    IScoreLink Pick(IReadOnlyList<int> indices);
}
