namespace Headwater.Laws;

/// <summary>
/// Every method fitted to the curves of one group. Slopes are pooled over the group once; after that each curve can be continued by itself, as it was
/// measured or as it might have been measured.
/// </summary>
internal sealed class GroupMethods
{
    // A group without a single interior point shows no noise; pooling then trusts every slope.
    private const double LeastVariance = 1e-10;

    // Slopes die away faster beyond the data than short windows show: the factor for the dampings of a final forecast, and the largest damping it gives.
    private const double Stiffening = 1.25;
    private const double MostStiffened = 1.2;

    private readonly Curve[] _curves;
    private readonly DampedLine?[] _lines;
    private readonly Dictionary<DampedLine, PooledSlopes> _pools = [];

    /// <summary>Fits the group.</summary>
    /// <param name="curves">All curves of one group.</param>
    /// <param name="isFinal">Whether lines are stiffened, as in a forecast beyond all data.</param>
    public GroupMethods(Curve[] curves, bool isFinal)
    {
        _curves = curves;
        double noise = CurveNoise.ScatterOf(curves) ?? 0;
        double variance = (noise * noise) + LeastVariance;
        _lines = [.. Methods.All.Select(method => isFinal ? method.Line?.Stiffened(Stiffening, MostStiffened) : method.Line)];
        foreach (DampedLine line in _lines.OfType<DampedLine>().Distinct())
        {
            _pools[line] = PooledSlopes.Of([.. curves.Select(line.Fit)], variance);
        }
    }

    /// <summary>ln of the values that each method forecasts for one curve at distances (in ln of the scale) beyond its end.</summary>
    public RollingForecasts Table(int number, double[] distances)
    {
        RollingForecasts table = new(Methods.All.Length, distances.Length);
        for (int method = 0; method < Methods.All.Length; method++)
        {
            Continue(number, _curves[number], method, distances, table.Row(method));
        }

        return table;
    }

    /// <summary>Writes what one method forecasts for a curve whose values may differ from those of the group's curve with that number.</summary>
    public void Continue(int number, Curve curve, int index, ReadOnlySpan<double> distances, Span<double> forecast)
    {
        Method method = Methods.All[index];
        if (_lines[index] is { } line)
        {
            LineFit fit = line.Fit(curve);
            double slope = method.IsPooled ? _pools[line].Shrink(number, fit.Slope) : fit.Slope;
            for (int target = 0; target < distances.Length; target++)
            {
                forecast[target] = line.At(fit, slope, distances[target]);
            }
        }
        else if (method.Law is { } law)
        {
            law.Continue(curve, distances, forecast);
        }
        else
        {
            forecast.Fill(method.Level?.Level(curve) ?? curve.LastValue);
        }

        foreach (ref double value in forecast)
        {
            value = double.IsFinite(value) ? value : curve.LastValue;
        }
    }
}

/// <summary>ln of the values that each method forecasts at each target of one curve.</summary>
internal sealed class RollingForecasts(int methods, int targets)
{
    private readonly double[] _values = new double[methods * targets];

    /// <summary>The number of targets.</summary>
    public int Targets => targets;

    /// <summary>One method's forecasts, by target.</summary>
    public Span<double> Row(int method) => _values.AsSpan(method * targets, targets);

    /// <summary>All methods' forecasts at one target.</summary>
    public double[] Column(int target) => [.. Enumerable.Range(0, methods).Select(method => _values[(method * targets) + target])];
}
