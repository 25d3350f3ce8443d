namespace Headwater.Laws;

/// <summary>
/// Accuracies as right and wrong answers. The law gives the share of the way from chance to the ceiling, so it can be at chance where a model knows
/// nothing: value = chance + (ceiling − chance)·law. Without a floor it gives the value itself.
/// </summary>
internal sealed class BinomialLink : IScoreLink
{
    // A share of 0 has no logarithm; where a search begins it is taken as half of its standard error.
    private const double LeastInErrors = 0.5;

    private readonly double[] _accuracies;
    private readonly double[] _items;

    /// <param name="range">Chance and ceiling, in the metric's unit; <c>null</c> where the law gives the value itself.</param>
    /// <param name="unit">What the metric calls all: 1 or 100.</param>
    /// <param name="accuracies">The measured accuracies as shares of all, between 0 and 1.</param>
    /// <param name="items">The answers behind each, above 0.</param>
    public BinomialLink(MetricRange? range, double unit, double[] accuracies, double[] items)
    {
        Range = range;
        Unit = unit;
        _accuracies = accuracies;
        _items = items;
    }

    public MetricRange? Range { get; }

    public double Unit { get; }

    public double Span => Range is { } range ? range.Maximum - range.Minimum : 1;

    private double Floor => Range?.Minimum ?? 0;

    /// <summary>The shares of the way from chance to the ceiling, above 0, for a search to begin with.</summary>
    public double[] Shares() => [.. _accuracies.Select((accuracy, i) => Math.Max(((accuracy * Unit) - Floor) / Span, LeastInErrors * Unit * Error(accuracy, _items[i]) / Span))];

    /// <summary>The metric's value for a value of the law.</summary>
    public double ToMetric(double law) => Floor + (Span * law);

    /// <summary>
    /// What Fisher scoring gives the shares. Those of points at chance are little more than guesses: counted like the others they draw the search to the end
    /// of a coefficient's range, which no later step leaves.
    /// </summary>
    public double[] FirstWeights()
    {
        double[] weights = new double[_items.Length];
        Linearise([.. Shares().Select(share => Math.Log(share))], new double[_items.Length], weights);
        return weights;
    }

    /// <summary>That of as many answers as are behind the last point.</summary>
    public double Deviation(double law) => Error(ToMetric(law) / Unit, _items[^1]) * Unit;

    /// <summary>The standard errors of the points, in the metric's unit, if all answers were guessed.</summary>
    public double[] ErrorsAtChance() => [.. _items.Select(count => Error(Floor / Unit, count) * Unit)];

    /// <summary>Answers scatter by their number, and more where the residuals do.</summary>
    public double Factor(double scatter) => Math.Max(1, scatter);

    /// <summary>
    /// One step of Fisher scoring (McCullagh and Nelder 1989, section 2.5): the working values of ln law and what each counts, at the given ln law. With
    /// p = (chance + span·law) / unit: target = ln law + (y − p)/p′ and weight = n·p′²/(p(1 − p)), p′ = dp/d ln law.
    /// </summary>
    public void Linearise(ReadOnlySpan<double> logLaw, Span<double> targets, Span<double> weights)
    {
        for (int i = 0; i < _items.Length; i++)
        {
            double law = Math.Exp(logLaw[i]);
            double p = Inside(ToMetric(law) / Unit, _items[i]);
            double slope = Span * law / Unit;
            targets[i] = logLaw[i] + ((_accuracies[i] - p) / slope);
            weights[i] = _items[i] * slope * slope / (p * (1 - p));
        }
    }

    public IScoreLink Pick(IReadOnlyList<int> indices) =>
        new BinomialLink(Range, Unit, [.. indices.Select(index => _accuracies[index])], [.. indices.Select(index => _items[index])]);

    private static double Error(double accuracy, double items) => Inside(accuracy, items) is var p ? Math.Sqrt(p * (1 - p) / items) : 0;

    // Half an answer from none and from all, where the variance would be 0.
    private static double Inside(double accuracy, double items) => Math.Clamp(accuracy, 0.5 / (items + 1), 1 - (0.5 / (items + 1)));
}
