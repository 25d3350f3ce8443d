namespace Headwater.Metrics;

/// <summary>Systems scored on the same bootstrap resamples: those of NumPy's <c>default_rng(seed).choice(n, (resamples, n))</c>, drawn one by one.</summary>
internal static class Resamples
{
    /// <summary>The scores, [system][resample]. Throws when the systems differ in their number of segments.</summary>
    public static double[][] Scores(IReadOnlyList<SegmentTable> systems, SignificanceOptions options)
    {
        int[] drawn = new int[systems[0].Count];
        Func<int[], double>[] score = [.. systems.Select(system => system.Resampler())];
        double[][] scores = [.. systems.Select(_ => new double[options.Resamples])];
        NumpyGenerator random = NumpyGenerator.Of(options.Seed);
        for (int r = 0; r < options.Resamples; r++)
        {
            random.Integers(drawn.Length, drawn);
            for (int s = 0; s < score.Length; s++)
                scores[s][r] = score[s](drawn);
        }
        return scores;
    }
}
