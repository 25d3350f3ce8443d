namespace Headwater.Laws;

/// <summary>
/// Bootstrap draws around a fit: in each, the points are measured again with the noise of <see cref="NoiseModel"/> and the law is fitted again from
/// the optimum. With fewer than p + 3 points the draws are shared between the law (half of them), a straight line in logs through the last three
/// points and the last value (a quarter each), so the interval holds the spread between laws. The draw with a given number uses the same kind of
/// law in every ensemble: a comparison of two series is not decided by which law either got.
/// </summary>
internal sealed class Ensemble
{
    private const int RefitSteps = 40;

    // A draw is one of hundreds: its coefficients need no more digits than their spread.
    private const double RefitTolerance = 1e-6;
    private const int LinePoints = 3;

    private readonly LawFitter fitter;
    private readonly Estimate estimate;
    private readonly FitData data;
    private readonly Draw[] draws;

    public Ensemble(LawFitter fitter, FitData data, Estimate estimate, int resamples, ulong seed)
    {
        this.fitter = fitter;
        this.estimate = estimate;
        this.data = data;
        int free = Enumerable.Range(0, fitter.Coordinates.Count).Count(j => !(fitter.Coordinates.MayBeZero(j) && estimate.At[j] <= 0));
        Noise = NoiseModel.Of(data, estimate.Residuals, free);
        SharesLaws = data.Count < fitter.Coordinates.Count + 3 && fitter.Law.Symbols.Length == 1;
        draws = MakeDraws(resamples, seed);
    }

    public NoiseModel Noise { get; }

    /// <summary>Whether rivals of the law have a part of the draws, because the points are few.</summary>
    public bool SharesLaws { get; }

    public int Count => draws.Length;

    /// <summary>The coefficient in every draw.</summary>
    public double[] Coefficient(int index)
    {
        double[] values = new double[fitter.Coordinates.Count];
        return [.. draws.Select(draw =>
        {
            fitter.Coordinates.ToCoefficients(draw.At, values);
            return values[index];
        })];
    }

    /// <summary>
    /// For each draw, one measurement at each of the scales: [draw][scale]. A draw has the same error at all scales, so bands are smooth. The rivals of
    /// the law speak only of scales beyond the largest one measured: within the data they would widen the interval for no reason.
    /// </summary>
    public double[][] Measurements(double[][] scales)
    {
        FitData grid = new(scales, [.. Enumerable.Repeat(1.0, scales.Length)], new double?[scales.Length]);
        TapeState state = new(fitter.Coordinates.LogValue, grid.ByVariable, grid.Count);
        return [.. draws.Select((draw, number) =>
        {
            state.EvaluateValue(draw.At);
            return Enumerable.Range(0, scales.Length).Select(i => Math.Exp(draw.Error + (KindAt(number, scales[i]) switch
            {
                Kind.Law => state.Value(i),
                Kind.Line => draw.Line.Intercept + (draw.Line.Slope * Math.Log(scales[i][0])),
                _ => draw.Last,
            }))).ToArray();
        })];
    }

    /// <summary>Whether the draw assumes that the series stays at its last value.</summary>
    public bool IsStandstill(int number) => KindOf(number) == Kind.LastValue;

    private Kind KindOf(int number) => !SharesLaws ? Kind.Law : (number % 4) switch { 0 or 1 => Kind.Law, 2 => Kind.Line, _ => Kind.LastValue };

    private Kind KindAt(int number, double[] scale) => SharesLaws && scale[0] <= data.Scales[^1][0] ? Kind.Law : KindOf(number);

    private Draw[] MakeDraws(int resamples, ulong seed)
    {
        HuberObjective objective = fitter.ObjectiveFor(data);
        GaussNewton search = new(objective, RefitTolerance);
        double[] errors = new double[data.Count];
        Draw[] made = new Draw[resamples];
        for (int number = 0; number < resamples; number++)
        {
            RandomStream random = new(seed + (ulong)number);
            random = new(random.Next());
            double ahead = Noise.Draw(ref random, errors);
            for (int i = 0; i < errors.Length; i++)
            {
                objective.Targets[i] = data.LogValues[i] + estimate.Residuals[i] + errors[i];
            }

            double[] at = [.. estimate.At];
            search.Minimise(at, RefitSteps);
            made[number] = new(at, ahead, SharesLaws ? LineThrough(errors) : default, data.LogValues[^1] + errors[^1]);
        }

        return made;
    }

    private TailLine LineThrough(double[] errors) =>
        TailLine.Through([.. data.Scales.Select(scale => Math.Log(scale[0]))], [.. data.LogValues.Select((value, i) => value + errors[i])], LinePoints);

    private enum Kind
    {
        Law,
        Line,
        LastValue,
    }

    /// <summary>One draw: the law's coordinates, the error of one more measurement, the line through its last points, its last point.</summary>
    private readonly record struct Draw(double[] At, double Error, TailLine Line, double Last);
}
