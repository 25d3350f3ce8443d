namespace Headwater.Laws;

/// <summary>One mixture at one finetuning size: its series, the series of its cross-entropy, and draws for comparisons.</summary>
internal sealed class Candidate
{
    // The noise of a single value is unknown; 2% is assumed.
    private const double UnknownNoise = 0.02;

    private readonly ulong _seed;
    private readonly int _resamples;

    public Candidate(FittedSeries score, FittedSeries? loss, AnalysisOptions options)
    {
        Score = score;
        Loss = loss;
        Mixture = score.Source.Rows[0].PretrainingData!;
        Curve = MeasuredCurve.Of(score.Result.Points, score.Result.HigherIsBetter);
        _resamples = options.Resamples;
        _seed = RandomStream.Seed(options.Seed, $"candidate\n{score.Result.Key.Label}");
    }

    public FittedSeries Score { get; }

    public FittedSeries? Loss { get; }

    public string Mixture { get; }

    /// <summary>The points above scale 0, larger values better.</summary>
    public MeasuredCurve Curve { get; }

    public Observation FirstRow => Score.Source.Rows[0];

    public double FinetuningSize => FirstRow.FinetuningExamples ?? FirstRow.FinetuningTokens ?? 0;

    public Trend? Trend => Score.Result.Trend?.Trend;

    public bool HigherIsBetter => Score.Result.HigherIsBetter;

    /// <summary>The point at the largest scale measured.</summary>
    public MeasuredPoint Last => Score.Result.Points[^1];

    public MeasuredPoint? Scratch => Score.Result.Scratch;

    public SeriesForecaster? Forecaster => Score.Continuation;

    /// <summary>The standard deviation of one more measurement at the last scale around the true value there, in the metric's unit: what is known, or what neighbours show, or a guess.</summary>
    public double Noise => Last.StandardError is > 0 and double known ? known * Math.Sqrt(Math.Max(1, Curve.Errors is null ? 1 : Curve.NoiseVarianceAtEnd() ?? 1))
        : Curve.Errors is null && Curve.NoiseVarianceAtEnd() is { } variance ? Math.Max(Math.Sqrt(variance), Curve.Floor)
        : UnknownNoise * Math.Abs(Last.Y);

    private double Sign => HigherIsBetter ? 1 : -1;

    /// <summary>What the test set gives to the standard error of the last point; seeds have their own part.</summary>
    public double TestSetError => Math.Sqrt(Score.Source.Rows.Where(row => ScaleColumns.Read(row, Score.Columns[0]) == Last.X).Select(row => row.StandardError ?? 0).DefaultIfEmpty(0).Average(error => error * error));

    /// <summary>
    /// Draws to compare the candidate by at each scale, better ones larger, [scale][draw], without the noise that rivals share: of the value behind the
    /// measurements by <c>auto</c>, of one measurement by a law. Without either the last value continues as a random walk.
    /// </summary>
    public double[][] DrawsAt(double[] scales, TestSetNoise shared)
    {
        if (Forecaster?.TruthAt(scales, shared.Share) is { } truth)
        {
            MetricRange range = MetricRange.Of(MetricTraits.Of(Score.Result.Metric), Score.Source.Rows);
            return [.. Enumerable.Range(0, scales.Length).Select(place => truth.Select(draw => Sign * range.Clip(draw[place])).ToArray())];
        }

        double[][] own = Forecaster is { } forecaster ? FromLaw(forecaster, scales) : [.. scales.Select(FromLastValue)];
        return [.. own.Select(draws => shared.Mix(draws, ErrorAround(draws)))];
    }

    /// <summary>Draws of a point measured again, better ones larger.</summary>
    public double[] DrawsOf(MeasuredPoint point, string what, TestSetNoise shared)
    {
        RandomStream random = new(RandomStream.Seed(_seed, what));
        double error = point.StandardError ?? Noise;
        double[] draws = new double[_resamples];
        for (int number = 0; number < draws.Length; number++)
        {
            draws[number] = (Sign * point.Y) + (error * random.NextNormal());
        }

        return shared.Mix(draws, point.StandardError ?? 0);
    }

    /// <summary>Draws of what a doubling of the scale gains at the end of the series; <c>null</c> without a law.</summary>
    public double[]? GainOfDoubling(TestSetNoise shared) => Forecaster is null ? null : GainTo(2 * Last.X, shared);

    /// <summary>Draws of what continuing from the last scale to another one gains; positive is better.</summary>
    public double[] GainTo(double scale, TestSetNoise shared)
    {
        double[][] draws = DrawsAt([Last.X, scale], shared);
        return [.. draws[1].Zip(draws[0], (then, now) => then - now)];
    }

    /// <summary>The interval of a measurement at a scale, in the metric's own direction; <c>null</c> without a law.</summary>
    public CurvePoint? CurveAt(double x) => Forecaster?.Curve([x])[0];

    private double[][] FromLaw(SeriesForecaster forecaster, double[] scales)
    {
        double[][] draws = forecaster.DrawsAt(scales);
        return [.. Enumerable.Range(0, scales.Length).Select(place => draws.Select(draw => Sign * draw[place]).ToArray())];
    }

    private double[] FromLastValue(double x)
    {
        RandomStream random = new(_seed);
        MeasuredPoint from = Score.Result.Points.LastOrDefault(point => point.X <= x, Score.Result.Points[0]);
        double wandering = from.X > 0 ? Wandering() * Math.Sqrt(Math.Max(0, Math.Log(x / from.X))) : 0;
        double[] draws = new double[_resamples];
        for (int number = 0; number < draws.Length; number++)
        {
            draws[number] = (Sign * from.Y) + (Noise * random.NextNormal()) + (wandering * random.NextNormal());
        }

        return draws;
    }

    // Standard deviation of the change per unit of ln scale, beyond noise.
    private double Wandering()
    {
        double variance = Enumerable.Range(1, Math.Max(0, Curve.Count - 1))
            .Select(i => (Math.Pow(Curve.Y[i] - Curve.Y[i - 1], 2) - (2 * Noise * Noise)) / (Curve.X[i] - Curve.X[i - 1]))
            .DefaultIfEmpty(0).Average();
        return Math.Sqrt(Math.Max(0, variance));
    }

    // Standard errors go with the size of the value, as in the law's own draws.
    private double ErrorAround(double[] draws)
    {
        double ratio = Forecaster is null || Last.Y == 0 ? 1 : Quantiles.Middle(draws, 0).Low * Sign / Last.Y;
        return TestSetError * (ratio > 0 && double.IsFinite(ratio) ? ratio : 1);
    }
}
