namespace Headwater.Laws;

/// <summary>A curve forecast as it would have been before its last cells were measured.</summary>
/// <param name="Curve">The curve's index.</param>
/// <param name="Number">The curve's number among <see cref="Methods"/>.</param>
/// <param name="Early">What was known of the curve then.</param>
/// <param name="Age">How far the end of the data was from the end now, in ln of the scale.</param>
/// <param name="Distances">How far the cells measured since were beyond the end of the data.</param>
/// <param name="Actual">ln of their values.</param>
/// <param name="Methods">The methods as they were fitted then.</param>
/// <param name="Forecasts">What the methods forecast.</param>
internal sealed record RollingOrigin(int Curve, int Number, Curve Early, double Age, double[] Distances, double[] Actual, GroupMethods Methods, RollingForecasts Forecasts)
{
    private const double Rounding = 1e-9;

    /// <summary>The weight of an end of the data as old as this one.</summary>
    /// <param name="memory">The age in ln of the scale at which a weight has fallen to 1/e.</param>
    public double Recency(double memory) => Math.Exp(-Age / memory);

    /// <summary>How many of the targets lie within a horizon in ln of the scale; the nearest in any case.</summary>
    public int Within(double horizon)
    {
        int count = 1;
        while (count < Distances.Length && Distances[count] <= horizon + Rounding)
        {
            count++;
        }

        return count;
    }

    /// <summary>The mean absolute error of a method over the first targets, in ln units.</summary>
    public double Error(int method, int targets)
    {
        ReadOnlySpan<double> forecasts = Forecasts.Row(method);
        double sum = 0;
        for (int target = 0; target < targets; target++)
        {
            sum += Math.Abs(forecasts[target] - Actual[target]);
        }

        return sum / targets;
    }
}

/// <summary>Forecasts from every earlier end of the data of a group, each made from what was known then: noise and pooled slopes are learned again from the shortened curves.</summary>
internal static class RollingOrigins
{
    private const int LeastCells = 3;

    // Ends of the data further back than this factor of e³ = 20 say nothing of the present.
    private const double Oldest = 3;
    private const int SingleSteps = 4;
    private const double StepGrowth = 1.4;

    /// <param name="curves">All curves.</param>
    /// <param name="group">The indices of the curves of one group.</param>
    public static IEnumerable<RollingOrigin> Of(Curve[] curves, int[] group)
    {
        int longest = group.Max(index => curves[index].Count);
        for (int dropped = 1; longest - dropped >= LeastCells; dropped = Next(dropped))
        {
            int cells = dropped;
            int[] kept = [.. group.Where(index => curves[index].Count - cells >= LeastCells && AgeOf(curves[index], cells) < Oldest)];
            if (kept.Length == 0)
            {
                yield break;
            }

            Curve[] early = [.. kept.Select(index => curves[index].Without(cells))];
            GroupMethods methods = new(early, isFinal: false);
            RollingOrigin[] origins = new RollingOrigin[kept.Length];
            Parallel.For(0, kept.Length, number =>
            {
                Curve curve = curves[kept[number]];
                double[] distances = [.. curve.Scales[^cells..].Select(scale => scale - early[number].End)];
                origins[number] = new(kept[number], number, early[number], AgeOf(curve, cells), distances, curve.Values[^cells..], methods, methods.Table(number, distances));
            });

            foreach (RollingOrigin origin in origins)
            {
                yield return origin;
            }
        }
    }

    private static int Next(int dropped) => dropped < SingleSteps ? dropped + 1 : (int)Math.Ceiling(StepGrowth * dropped);

    private static double AgeOf(Curve curve, int dropped) => curve.End - curve.Scales[^(dropped + 1)];
}
