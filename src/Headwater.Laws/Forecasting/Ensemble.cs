namespace Headwater.Laws;

/// <summary>
/// Bootstrap draws around a fit. In each, the points are measured again with the noise of <see cref="NoiseModel"/>, or, for a bootstrap over runs, seeds
/// or points, drawn again with replacement; then the law is fitted again from the optimum. With fewer than p + 3 points the draws are shared between
/// the law (half of them), a straight line in logs through the last three points and the last value (a quarter each), so the interval holds the
/// spread between laws. The draw with a given number uses the same kind of law in every ensemble: a comparison of two series is not decided by which
/// law either got. Draws are made when they are first asked for.
/// </summary>
internal sealed class Ensemble
{
    private const int RefitSteps = 40;

    // A draw is one of hundreds: its coefficients need no more digits than their spread.
    private const double RefitTolerance = 1e-6;
    private const int LinePoints = 3;

    private readonly LawFitter _fitter;
    private readonly Estimate _estimate;
    private readonly FitData _data;
    private readonly FitOptions? _options;
    private readonly IntervalMethod _method;
    private readonly Lazy<Draw[]> _draws;

    public Ensemble(LawFitter fitter, FitData data, Estimate estimate, FitOptions? options, IntervalMethod method, int resamples, ulong seed)
    {
        _fitter = fitter;
        _estimate = estimate;
        _data = data;
        _options = options;
        _method = method;
        Noise = NoiseModel.Of(data, estimate, fitter.FreeOf(estimate));
        SharesLaws = data.Count < fitter.Coordinates.Count + 3 && fitter.Law.Symbols.Length == 1;
        Count = resamples;
        _draws = new(() => MakeDraws(seed));
    }

    public NoiseModel Noise { get; }

    /// <summary>Whether rivals of the law have a part of the draws, because the points are few.</summary>
    public bool SharesLaws { get; }

    public int Count { get; }

    /// <summary>The coefficient in every draw.</summary>
    public double[] Coefficient(int index)
    {
        double[] values = new double[_fitter.Coordinates.Count];
        return [.. _draws.Value.Select(draw =>
        {
            _fitter.Coordinates.ToCoefficients(draw.At, values);
            return values[index];
        })];
    }

    /// <summary>
    /// For each draw, one measurement at each of the scales, as the law counts: [draw][scale]. A draw has the same error at all scales, so bands are
    /// smooth. The rivals of the law speak only of scales beyond the largest one measured: within the data they would widen the interval for no reason.
    /// </summary>
    public double[][] Measurements(double[][] scales)
    {
        FitData grid = new(scales, [.. Enumerable.Repeat(1.0, scales.Length)], new double?[scales.Length]);
        TapeState state = new(_fitter.Coordinates.LogValue, grid.ByVariable, grid.Count);
        return [.. _draws.Value.Select((draw, number) =>
        {
            state.EvaluateValue(draw.At);
            return Enumerable.Range(0, scales.Length).Select(i => Measured(draw.Error, KindAt(number, scales[i]) switch
            {
                Kind.Law => state.Value(i),
                Kind.Line => draw.Line.Intercept + (draw.Line.Slope * Math.Log(scales[i][0])),
                _ => draw.Last,
            })).ToArray();
        })];
    }

    /// <summary>For one draw, one measurement at each of the scales, as the law counts.</summary>
    public double[] MeasurementsOf(int number, double[][] scales)
    {
        FitData grid = new(scales, [.. Enumerable.Repeat(1.0, scales.Length)], new double?[scales.Length]);
        TapeState state = new(_fitter.Coordinates.LogValue, grid.ByVariable, grid.Count);
        Draw draw = _draws.Value[number];
        state.EvaluateValue(draw.At);
        return [.. Enumerable.Range(0, scales.Length).Select(i => Measured(draw.Error, state.Value(i)))];
    }

    // The draw's error is that of the last point; where it depends on the law's value, it is brought there.
    private double Measured(double error, double logLaw)
    {
        double law = Math.Exp(logLaw);
        return Noise.AheadOf(law) is { } ahead ? law + (ahead * error / Noise.AtTheEnd) : Math.Exp(logLaw + error);
    }

    private Kind KindOf(int number) => !SharesLaws ? Kind.Law : (number % 4) switch { 0 or 1 => Kind.Law, 2 => Kind.Line, _ => Kind.LastValue };

    private Kind KindAt(int number, double[] scale) => SharesLaws && scale[0] <= _data.Scales[^1][0] ? Kind.Law : KindOf(number);

    private Draw[] MakeDraws(ulong seed)
    {
        HuberObjective objective = _fitter.ObjectiveAt(_data, _estimate, _options);
        GaussNewton search = new(objective, RefitTolerance);
        double[] targets = objective.Targets.ToArray();
        double[] counts = objective.Weights.ToArray();
        double[] errors = new double[_data.Count];
        Draw[] made = new Draw[Count];
        for (int number = 0; number < made.Length; number++)
        {
            RandomStream random = new(seed + (ulong)number);
            random = new(random.Next());
            double ahead = Noise.Draw(ref random, errors);
            Measure(objective, ref random, targets, counts, errors);
            double[] at = [.. _estimate.At];
            search.Minimise(at, RefitSteps);
            made[number] = new(at, ahead, SharesLaws ? LineThrough(errors) : default, _data.LogValues[^1] + errors[^1]);
        }

        return made;
    }

    private void Measure(HuberObjective objective, ref RandomStream random, double[] targets, double[] counts, double[] errors)
    {
        switch (_method)
        {
            case IntervalMethod.BootstrapOverPoints:
                objective.Weights.Clear();
                for (int k = 0; k < counts.Length; k++)
                {
                    int drawn = random.NextInt32(counts.Length);
                    objective.Weights[drawn] += counts[drawn];
                }

                break;
            case IntervalMethod.BootstrapOverRuns or IntervalMethod.BootstrapOverSeeds:
                _data.Groups!.Resample(ref random, counts, objective.Targets, objective.Weights);
                break;
            default:
                for (int i = 0; i < errors.Length; i++)
                {
                    objective.Targets[i] = targets[i] + _estimate.Residuals[i] + errors[i];
                }

                break;
        }
    }

    private TailLine LineThrough(double[] errors) =>
        TailLine.Through([.. _data.Scales.Select(scale => Math.Log(scale[0]))], [.. _data.LogValues.Select((value, i) => value + errors[i])], LinePoints);

    private enum Kind
    {
        Law,
        Line,
        LastValue,
    }

    /// <summary>One draw: the law's coordinates, the error of one more measurement, the line through its last points, its last point.</summary>
    private readonly record struct Draw(double[] At, double Error, TailLine Line, double Last);
}
