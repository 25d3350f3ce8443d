namespace Headwater.Laws;

/// <summary>A forecast of <c>auto</c> at one target.</summary>
/// <param name="Value">ln of the value.</param>
/// <param name="HalfWidth">Half the width of the interval in ln units.</param>
internal readonly record struct AverageForecast(double Value, double HalfWidth);

/// <summary>
/// The law called <c>auto</c>: an average over plain forecasts, damped lines and laws, each weighted by how well it would have forecast the ends of these
/// very curves from their beginnings. It learns from all curves of a table at once. See docs/decisions/auto.md for what was tried and what it is worth.
/// </summary>
internal sealed class AverageForecaster
{
    private readonly Curve[] curves;
    private readonly double[][] weights;
    private readonly Calibration calibration;
    private readonly int[][] groups;

    /// <param name="curves">The curves, at least one.</param>
    /// <param name="horizons">For each curve, how far beyond its end it will be forecast, in ln of the scale.</param>
    /// <param name="level">The share of measurements an interval is meant to hold.</param>
    public AverageForecaster(Curve[] curves, double[] horizons, double level)
    {
        this.curves = curves;
        groups = [.. Enumerable.Range(0, curves.Length).GroupBy(number => curves[number].Group, StringComparer.Ordinal).Select(group => group.ToArray())];

        // Made twice rather than kept: a table of ten thousand series would hold a hundred megabytes of them.
        IEnumerable<RollingOrigin> origins = groups.SelectMany(group => RollingOrigins.Of(Pick(curves, group), Pick(horizons, group)).Select(origin => origin with { Curve = group[origin.Curve] }));
        RollingErrors errors = RollingErrors.Of(curves.Length, origins);
        weights = MethodWeights.Of(curves, errors);
        calibration = new(curves, origins, weights, level);
        HasOrigins = [.. errors.Evidence.Select(evidence => evidence > 0)];
    }

    /// <summary>For each curve, whether any earlier end of its data could be forecast; without one its weights are those of its neighbours.</summary>
    public bool[] HasOrigins { get; }

    /// <summary>The weight of a kind of method for a curve, from 0 to 1.</summary>
    public double WeightOf(int curve, MethodKind kind) => Enumerable.Range(0, Methods.All.Length).Where(method => Methods.All[method].Kind == kind).Sum(method => weights[curve][method]);

    /// <summary>For each curve the forecasts at distances (in ln of the scale) beyond its end.</summary>
    public AverageForecast[][] Forecast(double[][] distances)
    {
        AverageForecast[][] forecasts = new AverageForecast[curves.Length][];
        foreach (int[] group in groups)
        {
            ForecastTable[] tables = Continuation.Of(Pick(curves, group), Pick(distances, group), isFinal: true);
            for (int place = 0; place < group.Length; place++)
            {
                forecasts[group[place]] = [.. Enumerable.Range(0, tables[place].Targets).Select(target => Combine(group[place], tables[place].Column(target)))];
            }
        }

        return forecasts;
    }

    private AverageForecast Combine(int curve, double[] forecasts) =>
        new(WeightedSample.InterquartileMean(forecasts, weights[curve]), calibration.HalfWidth(curves[curve], forecasts, weights[curve]));

    private static T[] Pick<T>(T[] all, int[] indices) => [.. indices.Select(index => all[index])];
}
