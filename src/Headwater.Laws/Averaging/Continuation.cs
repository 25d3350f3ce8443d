namespace Headwater.Laws;

/// <summary>The curves of a group continued by every method.</summary>
internal static class Continuation
{
    // A group without a single interior point has no noise to see; pooling then trusts every slope.
    private const double LeastVariance = 1e-10;

    // Slopes die away faster beyond the data than short windows show: the dampings of the final forecast, and the largest they are raised to.
    private const double Stiffening = 1.25;
    private const double MostStiffened = 1.2;

    /// <summary>
    /// For each curve a table [method × target] of ln of the values at distances (in ln of the scale) beyond its end. The noise and the pooled slopes
    /// come from these curves alone.
    /// </summary>
    /// <param name="curves">All curves of one group.</param>
    /// <param name="distances">For each curve, the distances of its targets.</param>
    /// <param name="isFinal">Whether lines are stiffened, as in a forecast beyond all data.</param>
    public static ForecastTable[] Of(Curve[] curves, double[][] distances, bool isFinal)
    {
        double noise = CurveNoise.Of(curves) ?? 0;
        double variance = (noise * noise) + LeastVariance;
        ForecastTable[] tables = [.. distances.Select(targets => new ForecastTable(Methods.All.Length, targets.Length))];
        Dictionary<DampedLine, LineFit[]> fits = [];
        for (int index = 0; index < Methods.All.Length; index++)
        {
            if (Methods.All[index].Line is { } plain)
            {
                DampedLine line = isFinal ? plain.Stiffened(Stiffening, MostStiffened) : plain;
                if (!fits.TryGetValue(line, out LineFit[]? own))
                {
                    fits[line] = own = [.. curves.Select(line.Fit)];
                }

                WriteLines(line, own, Methods.All[index].IsPooled ? SlopePool.Pool(own, variance) : [.. own.Select(fit => fit.Slope)], distances, tables, index);
            }
        }

        Parallel.For(0, curves.Length, number => WriteOwn(curves[number], distances[number], tables[number]));
        return tables;
    }

    private static void WriteLines(DampedLine line, LineFit[] fits, double[] slopes, double[][] distances, ForecastTable[] tables, int method)
    {
        for (int number = 0; number < fits.Length; number++)
        {
            Span<double> row = tables[number].Row(method);
            for (int target = 0; target < row.Length; target++)
            {
                row[target] = line.At(fits[number], slopes[number], distances[number][target]);
            }
        }
    }

    // What a curve needs no other curve for.
    private static void WriteOwn(Curve curve, double[] distances, ForecastTable table)
    {
        for (int index = 0; index < Methods.All.Length; index++)
        {
            Method method = Methods.All[index];
            Span<double> row = table.Row(index);
            if (method.Kind == MethodKind.LastValue)
            {
                row.Fill(curve.LastValue);
            }
            else if (method.Level is { } window)
            {
                row.Fill(window.Level(curve));
            }
            else if (method.Law is { } law)
            {
                law.Continue(curve, distances, row);
            }

            foreach (ref double forecast in row)
            {
                forecast = double.IsFinite(forecast) ? forecast : curve.LastValue;
            }
        }
    }
}

/// <summary>ln of the values that each method forecasts at each target of one curve.</summary>
internal sealed class ForecastTable(int methods, int targets)
{
    private readonly double[] values = new double[methods * targets];

    public int Targets => targets;

    /// <summary>One method's forecasts, by target.</summary>
    public Span<double> Row(int method) => values.AsSpan(method * targets, targets);

    /// <summary>All methods' forecasts at one target.</summary>
    public double[] Column(int target) => [.. Enumerable.Range(0, methods).Select(method => values[(method * targets) + target])];
}
