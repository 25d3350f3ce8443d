namespace Headwater.Laws;

/// <summary>One series as averaging sees it: cells in logs, by increasing scale.</summary>
/// <param name="Scales">ln of the scales.</param>
/// <param name="Values">ln of the values.</param>
/// <param name="LastValue">ln of the value at the largest scale measured, which a cell may have averaged with its neighbours.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Group">What the series shares its noise and its slopes with: the task and the metric.</param>
internal sealed record Curve(double[] Scales, double[] Values, double LastValue, string Metric, string Group)
{
    public int Count => Scales.Length;

    /// <summary>ln of the largest scale.</summary>
    public double End => Scales[^1];

    /// <summary>The curve without its last cells, as it was when they had not been measured.</summary>
    public Curve Without(int cells) => this with { Scales = Scales[..^cells], Values = Values[..^cells], LastValue = Values[^(cells + 1)] };
}
