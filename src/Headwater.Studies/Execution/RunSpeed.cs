using System.Globalization;

namespace Headwater.Studies;

/// <summary>
/// What the time of a study is expected by when it is run. Measuring takes a quarter of a minute, so it is done where a plan has not done it and the study
/// takes far longer; else time is assumed by what the processor reaches in matrix products. Tokens are counted in any case. <c>docs/planning.md</c> has why.
/// </summary>
internal static class RunSpeed
{
    // Study length in seconds from which the measurement costs 1–2% of the study.
    private const double WorthMeasuring = 1200;

    // Of a study of less, not even a second is spent on it.
    private const double WorthAsking = 60;

    /// <summary>By what is known, and what is worth measuring.</summary>
    public static EstimateOptions Of(StudyPlan plan, StudyFolder folder, int jobs, RunOptions options)
    {
        EstimateOptions known = EstimateOptions.Known(plan, folder, jobs);
        known = known with { Calibration = options.Calibration ?? known.Calibration };
        if (known.Calibration is not null)
            return known;
        known = known.Counted(plan, folder);
        double seconds = PlanEstimate.Of(plan, folder, known).WallSecondsLeft;
        if (options.Command.IsDefaultOrEmpty || seconds < WorthAsking)
            return known;
        try
        {
            if (seconds >= WorthMeasuring && CalibrationCache.TooLarge(plan, jobs) is null)
                return known with { Calibration = Measure(plan, folder, jobs, options) };
            if (plan.Device == "cpu")
                return known with { MatrixRate = CalibrationCache.Rate(plan, options.Command) };
        }
        catch (InvalidOperationException exception)
        {
            options.Notice($"speeds are assumed: {exception.Message}");
        }

        return known;
    }

    private static Calibration Measure(StudyPlan plan, StudyFolder folder, int jobs, RunOptions options)
    {
        options.Notice(string.Create(CultureInfo.InvariantCulture,
            $"measuring this machine with {(jobs == 1 ? "one run" : $"{jobs} runs")} of the study's shapes, to estimate the time; headwater plan would have done it before."));
        return CalibrationCache.Measure(plan, folder, jobs, options.Command);
    }
}
