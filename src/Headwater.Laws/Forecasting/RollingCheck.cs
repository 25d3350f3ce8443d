namespace Headwater.Laws;

/// <summary>
/// How well a law forecasts the next point of a series from those before it, beside two forecasts that need no law. Errors are means of
/// |ln(forecast / actual)|. In-sample fit says nothing about this; only held-out points do.
/// </summary>
/// <param name="Targets">How many points were forecast: those at the end, at most ten.</param>
/// <param name="Law">Error of the law.</param>
/// <param name="LastValue">Error of the point before.</param>
/// <param name="Constant">Error of the mean of the points before.</param>
internal sealed record RollingCheck(int Targets, double Law, double LastValue, double Constant)
{
    // The end of a long series is what its continuation looks like, and a fit for each of its points would take longer than all else.
    private const int MostTargets = 10;

    /// <summary>The check of a law on points ordered by scale; <c>null</c> where the points are too few to hold any out.</summary>
    public static RollingCheck? Of(LawFitter fitter, FitData data, FitOptions? options = null)
    {
        int least = Math.Max(fitter.Coordinates.Count + 1, data.Count - MostTargets);
        List<double> law = [];
        List<double> last = [];
        List<double> constant = [];
        for (int known = least; known < data.Count; known++)
        {
            Estimate estimate = fitter.Fit(data.Take(known), options);
            double forecast = Math.Log(fitter.Law.Evaluate(fitter.CoefficientsOf(estimate), data.Scales[known]));
            law.Add(Math.Abs((double.IsFinite(forecast) ? forecast : data.LogValues[known - 1]) - data.LogValues[known]));
            last.Add(Math.Abs(data.LogValues[known - 1] - data.LogValues[known]));
            constant.Add(Math.Abs(data.LogValues[..known].Average() - data.LogValues[known]));
        }

        return law.Count == 0 ? null : new(law.Count, law.Average(), last.Average(), constant.Average());
    }

    /// <summary>Whether the law does at least as well as either plain forecast, or errs by no more than noise.</summary>
    public bool IsGood(double noise) => Law <= Math.Min(LastValue, Constant) || Law <= 2 * noise;
}
