namespace Headwater.Laws;

/// <summary>
/// Scores on their way from chance to the ceiling, value = chance + (ceiling − chance)·law, whose errors are relative to the value: what is compared is
/// ln value with ln of that. So points at chance, where the share has no logarithm worth the name, count for what they tell and no more.
/// </summary>
internal sealed class ChanceFloor : IScoreLink
{
    // Where a search begins, a value at or below chance is taken to be this far on its way.
    private const double LeastShare = 0.01;

    // The slope d ln value / d ln law falls to 0 with the law; its inverse must stay a number.
    private const double LeastSlope = 1e-6;

    private readonly MetricRange _range;
    private readonly double[] _values;

    /// <param name="range">Chance and ceiling, in the metric's unit; chance is above 0 or the link does nothing.</param>
    /// <param name="values">The measured values, above 0.</param>
    public ChanceFloor(MetricRange range, double[] values)
    {
        _range = range;
        _values = values;
    }

    public MetricRange? Range => _range;

    public double Span => _range.Maximum - _range.Minimum;

    public double[] Shares() => [.. _values.Select(value => Math.Max((value - _range.Minimum) / Span, LeastShare))];

    public double[] FirstWeights() => [.. Shares().Select(share => SlopeAt(share) is var slope ? slope * slope : 0)];

    public double ToMetric(double law) => _range.Minimum + (Span * law);

    public double Deviation(double law) => ToMetric(law);

    public double Factor(double scatter) => scatter;

    /// <summary>With m = chance + span·law and s = d ln m / d ln law = span·law/m: target = ln law + (ln y − ln m)/s and weight = s², a Gauss–Newton step in ln m.</summary>
    public void Linearise(ReadOnlySpan<double> logLaw, Span<double> targets, Span<double> weights)
    {
        for (int i = 0; i < _values.Length; i++)
        {
            double law = Math.Exp(logLaw[i]);
            double slope = SlopeAt(law);
            targets[i] = logLaw[i] + (Math.Log(_values[i] / ToMetric(law)) / slope);
            weights[i] = slope * slope;
        }
    }

    public IScoreLink Pick(IReadOnlyList<int> indices) => new ChanceFloor(_range, [.. indices.Select(index => _values[index])]);

    private double SlopeAt(double law) => Math.Max(Span * law / ToMetric(law), LeastSlope);
}

/// <summary>Where the law of a bounded score begins.</summary>
public enum ScoreFloor
{
    /// <summary>At 0: the law gives the value itself.</summary>
    None,

    /// <summary>At the score of random guessing: value = chance + (ceiling − chance)·law.</summary>
    Chance,
}
