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
    // Draws behind the spread of one forecast, and behind that of each rolling error, of which there are many.
    private const int SpreadDraws = 256;
    private const int RollingDraws = 64;

    // Draws farther from the forecast than this many times the middle distance count as that far: one method that runs away does not widen an interval.
    private const double WildFactor = 4;

    // Errors have heavier tails than the draws: most are smaller than an interval that holds the tails suggests. Draws spread by this share of it, with which
    // the probabilities to be best came out as said on simulated tables (docs/decisions/auto.md).
    private const double DrawnShare = 0.75;

    // The horizon whose weights decide which method continues a draw: one for all scales, so that a draw is one curve.
    private static readonly double DrawnHorizon = Math.Log(4);

    private readonly Curve[] _curves;
    private readonly MethodWeights _weights;
    private readonly IntervalCalibration _calibration;
    private readonly Dictionary<string, (GroupMethods Methods, CurveNoise Noise)> _groups = new(StringComparer.Ordinal);
    private readonly int[] _numbers;
    private readonly double _level;

    private AverageForecaster(Curve[] curves, double level)
    {
        _curves = curves;
        _level = level;
        _numbers = new int[curves.Length];
        int[][] members = [.. Enumerable.Range(0, curves.Length).GroupBy(number => curves[number].Group, StringComparer.Ordinal).Select(group => group.ToArray())];
        foreach (int[] group in members)
        {
            Curve[] own = [.. group.Select(index => curves[index])];
            _groups[own[0].Group] = (new(own, isFinal: true), CurveNoise.Of(own));
            for (int number = 0; number < group.Length; number++)
            {
                _numbers[group[number]] = number;
            }
        }

        // Made twice rather than kept: a table of ten thousand series would hold a hundred megabytes of them.
        IEnumerable<RollingOrigin> origins = members.SelectMany(group => RollingOrigins.Of(curves, group));
        RollingErrors[] errors = RollingErrors.Of(curves.Length, origins);
        _weights = new(curves, errors);
        _calibration = new(curves, [.. origins.AsParallel().AsOrdered().SelectMany(ScoresOf)], level);
        HasOrigins = [.. errors[0].Evidence.Select(evidence => evidence > 0)];
    }

    /// <summary>Learns weights and calibration from the curves of a table.</summary>
    /// <param name="curves">The curves, at least one.</param>
    /// <param name="level">The share of measurements an interval is meant to cover.</param>
    public static AverageForecaster Learn(Curve[] curves, double level) => new(curves, level);

    /// <summary>ln of the largest scale of a curve.</summary>
    public double EndOf(int curve) => _curves[curve].End;

    /// <summary>For each curve, whether any earlier end of its data could be forecast; without one its weights are those of its neighbours.</summary>
    public bool[] HasOrigins { get; }

    /// <summary>The weight of a kind of method for a curve's forecast at a distance beyond its end, from 0 to 1.</summary>
    public double WeightOf(int curve, MethodKind kind, double distance)
    {
        double[] all = _weights.At(curve, distance);
        return Enumerable.Range(0, all.Length).Where(method => Methods.All[method].Kind == kind).Sum(method => all[method]);
    }

    /// <summary>The forecasts of a curve at distances (in ln of the scale) beyond its end. Each depends on its own distance alone.</summary>
    public AverageForecast[] Forecast(int curve, double[] distances)
    {
        RollingForecasts table = MethodsOf(curve).Table(_numbers[curve], distances);
        double[][] draws = RawDraws(curve, distances, SpreadDraws, 1, 0);
        double ahead = NoiseOf(curve).Ahead(_curves[curve]);
        return [.. distances.Select((distance, target) =>
        {
            double value = WeightedSample.InterquartileMean(table.Column(target), _weights.At(curve, distance));
            return new AverageForecast(value, _calibration.FactorAt(_curves[curve].Group, distance) * Spread(draws, target, value, ahead));
        })];
    }

    /// <summary>
    /// Draws of ln of the curve behind the measurements, [draw][distance], around the forecasts and as wide as the calibration says. Distances below 0 lie
    /// inside the data.
    /// </summary>
    /// <param name="curve">The curve's index.</param>
    /// <param name="distances">In ln of the scale.</param>
    /// <param name="count">How many draws.</param>
    /// <param name="ownNoise">The part of the noise's standard deviation that is the curve's own, from 0 to 1.</param>
    /// <param name="seed">Seed of the noise.</param>
    public double[][] Draws(int curve, double[] distances, int count, double ownNoise, ulong seed)
    {
        double[][] draws = RawDraws(curve, distances, count, ownNoise, seed);
        RollingForecasts table = MethodsOf(curve).Table(_numbers[curve], distances);
        double normal = NormalQuantile.OfMiddle(_level);
        for (int place = 0; place < distances.Length; place++)
        {
            if (distances[place] < 0)
            {
                continue;
            }

            double value = WeightedSample.InterquartileMean(table.Column(place), _weights.At(curve, distances[place]));
            double factor = _calibration.FactorAt(_curves[curve].Group, distances[place]) * DrawnShare / normal;
            foreach (double[] draw in draws)
            {
                draw[place] = value + (factor * (draw[place] - value));
            }
        }

        return draws;
    }

    /// <summary>Standard deviation of one more measurement of a curve in ln units.</summary>
    public double Ahead(int curve) => NoiseOf(curve).Ahead(_curves[curve]);

    private double[][] RawDraws(int curve, double[] distances, int count, double ownNoise, ulong seed)
    {
        double[] noise = [.. Enumerable.Range(0, _curves[curve].Count).Select(cell => ownNoise * NoiseOf(curve).At(_curves[curve], cell))];
        return CurveDraws.Of(MethodsOf(curve), _numbers[curve], _curves[curve], _weights.At(curve, DrawnHorizon), noise, distances, count, seed);
    }

    private IEnumerable<RollingScore> ScoresOf(RollingOrigin origin)
    {
        CurveNoise own = NoiseOf(origin.Curve);
        double[] noise = [.. Enumerable.Range(0, origin.Early.Count).Select(cell => own.At(origin.Early, cell))];
        double[][] draws = CurveDraws.Of(origin.Methods, origin.Number, origin.Early, _weights.At(origin.Curve, DrawnHorizon), noise, origin.Distances, RollingDraws, (ulong)origin.Early.Count);

        // A cell later is as good a measurement as one of the curve's own, a mean where those are means.
        double ahead = own.At(origin.Early, origin.Early.Count - 1);
        return origin.Distances.Select((distance, target) =>
        {
            double value = WeightedSample.InterquartileMean(origin.Forecasts.Column(target), _weights.At(origin.Curve, distance));
            return new RollingScore(origin.Curve, origin.Age, distance, Math.Abs(value - origin.Actual[target]) / Spread(draws, target, value, ahead));
        });
    }

    // How far the draws lie from the forecast, and the noise of one more measurement: a standard deviation whose wildest draws are pulled in.
    private static double Spread(double[][] draws, int target, double value, double ahead)
    {
        double[] apart = new double[draws.Length];
        for (int number = 0; number < apart.Length; number++)
        {
            apart[number] = Math.Abs(draws[number][target] - value);
        }

        Array.Sort(apart);
        double most = WildFactor * apart[apart.Length / 2];
        double squares = 0;
        foreach (double distance in apart)
        {
            double kept = Math.Min(distance, Math.Max(most, ahead));
            squares += kept * kept / apart.Length;
        }

        return Math.Sqrt(squares + (ahead * ahead));
    }

    private GroupMethods MethodsOf(int curve) => _groups[_curves[curve].Group].Methods;

    private CurveNoise NoiseOf(int curve) => _groups[_curves[curve].Group].Noise;
}
