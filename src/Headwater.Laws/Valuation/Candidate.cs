namespace Headwater.Laws;

/// <summary>One mixture at one finetuning size on its way to a valuation: its series, the series of its cross-entropy, and draws to compare it by.</summary>
internal sealed class Candidate
{
    private readonly ulong seed;
    private readonly int resamples;

    public Candidate(AnalysedSeries score, AnalysedSeries? loss, AnalysisOptions options)
    {
        Score = score;
        Loss = loss;
        Mixture = score.Source.Rows[0].PretrainingData!;
        resamples = options.Resamples;
        seed = RandomStream.Seed(options.Seed, $"candidate\n{score.Analysis.Key.Label}");
    }

    public AnalysedSeries Score { get; }

    public AnalysedSeries? Loss { get; }

    public string Mixture { get; }

    public Trend? Trend => Score.Analysis.Trend?.Trend;

    public bool HigherIsBetter => Score.Analysis.HigherIsBetter;

    /// <summary>The point at the largest scale measured.</summary>
    public Point Last => Score.Analysis.Points[^1];

    public Point? Scratch => Score.Analysis.Scratch;

    public Forecaster? Forecaster => Score.Forecaster is { CanForecast: true } able ? able : null;

    /// <summary>Draws of one measurement at a scale, better ones larger: from the law, or, where there is none, from the last value and its error.</summary>
    public double[] DrawsAt(double x)
    {
        double sign = HigherIsBetter ? 1 : -1;
        if (Forecaster is { } forecaster)
        {
            return [.. forecaster.DrawsAt([x]).Select(draw => sign * draw[0])];
        }

        RandomStream random = new(seed);
        double[] draws = new double[resamples];
        for (int number = 0; number < draws.Length; number++)
        {
            draws[number] = sign * (Last.Y + ((Last.StandardError ?? 0) * random.NextNormal()));
        }

        return draws;
    }

    /// <summary>Draws of a point measured again, better ones larger.</summary>
    public double[] DrawsOf(Point point, string what)
    {
        RandomStream random = new(RandomStream.Seed(seed, what));
        double[] draws = new double[resamples];
        for (int number = 0; number < draws.Length; number++)
        {
            draws[number] = (HigherIsBetter ? point.Y : -point.Y) + ((point.StandardError ?? 0) * random.NextNormal());
        }

        return draws;
    }

    /// <summary>The interval of a measurement at a scale, in the metric's own direction; <c>null</c> without a law.</summary>
    public CurvePoint? CurveAt(double x) => Forecaster?.Curve([x])[0];
}
