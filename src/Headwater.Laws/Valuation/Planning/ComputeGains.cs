namespace Headwater.Laws;

/// <summary>What the best mixture of a group is worth in compute beside the next best.</summary>
internal static class ComputeGains
{
    private const int Steps = 48;

    // Draws are curves, and each is followed over ten thousandfold: some hundreds give an interval.
    private const int MostDraws = 300;

    /// <summary>The gain at the scale that the group is compared at; <c>null</c> where a mixture has no forecast or there is only one.</summary>
    public static ComputeGain? Of(CandidateGroup group, AnalysisOptions options)
    {
        if (group.Members.Length < 2)
        {
            return null;
        }

        Candidate best = group.Members[group.Best];
        Candidate second = group.Members[Enumerable.Range(0, group.Members.Length).Where(index => index != group.Best).MaxBy(index => group.ProbabilityBest[index])];
        double low = Math.Log(group.Scale / ComputeGain.MostFactor);
        double step = 2 * Math.Log(ComputeGain.MostFactor) / Steps;
        double[] grid = [.. Enumerable.Range(0, Steps + 1).Select(place => Math.Exp(low + (place * step)))];
        return Curves(best) is { } first && Curves(second) is { } other
            ? ComputeGain.Of(first, other, group.Scale, best.HigherIsBetter, options.Level)
            : null;

        Func<double, double>[]? Curves(Candidate member) => member.Forecaster?.TruthAt(grid, group.Noise.Share) is { } draws
            ? [.. draws.Take(MostDraws).Select(draw => (Func<double, double>)(scale => At(draw, scale)))]
            : null;

        double At(double[] draw, double scale)
        {
            double place = Math.Clamp((Math.Log(scale) - low) / step, 0, Steps);
            int below = Math.Min((int)place, Steps - 1);
            return draw[below] + ((place - below) * (draw[below + 1] - draw[below]));
        }
    }
}
