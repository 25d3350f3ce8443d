namespace Headwater.Laws;

/// <summary>A series as the average sees it: ln of the scales, increasing, and ln of the values, both of cells rather than of single points.</summary>
/// <param name="Scales">ln of the scales.</param>
/// <param name="Values">ln of the values.</param>
/// <param name="LastValue">ln of the value at the largest scale measured, which a cell may have averaged with its neighbours.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Group">What the series shares its noise and its slopes with: the task and the metric.</param>
internal sealed record Curve(double[] Scales, double[] Values, double LastValue, string Metric, string Group)
{
    /// <summary>Standard errors of single values in ln units; <c>null</c> unless all are known.</summary>
    public double[]? Errors { get; init; }

    /// <summary>The standard deviation of a single run over the standard error of a point that averages several; 1 where points are single runs.</summary>
    public double RunRatio { get; init; } = 1;

    /// <summary>The number of cells.</summary>
    public int Count => Scales.Length;

    /// <summary>ln of the largest scale.</summary>
    public double End => Scales[^1];

    /// <summary>The curve without its last cells, as it was when they had not been measured.</summary>
    public Curve Without(int cells) => this with { Scales = Scales[..^cells], Values = Values[..^cells], LastValue = Values[^(cells + 1)], Errors = Errors?[..^cells] };

    /// <summary>ln of the value at a distance of 0 or below from the end, on the straight line between the neighbours; that of the first cell before it.</summary>
    public double Inside(double distance)
    {
        double scale = End + distance;
        int above = Array.FindIndex(Scales, own => own >= scale);
        if (above <= 0)
        {
            return above < 0 ? Values[^1] : Values[0];
        }

        double share = (scale - Scales[above - 1]) / (Scales[above] - Scales[above - 1]);
        return ((1 - share) * Values[above - 1]) + (share * Values[above]);
    }

    /// <summary>The curve as it might have been measured: each value moved by its error.</summary>
    public Curve Moved(ReadOnlySpan<double> errors)
    {
        double[] moved = new double[Values.Length];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = Values[i] + errors[i];
        }

        return this with { Values = moved, LastValue = LastValue + errors[^1] };
    }
}
