using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Runs a study batch by batch, the runs that narrow its decision at the least cost first, until the decision is clear enough or nothing that is left and may
/// be paid for could change it. Equal records give equal choices, so a study that was stopped continues as it would have.
/// </summary>
public static class AdaptiveStudy
{
    /// <summary>The options that a study itself gives: its seed, and the largest scale of its forecast, or else its largest checkpoint.</summary>
    public static AdaptiveOptions OptionsOf(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        double largest = spec.Pretraining?.Tokens.DefaultIfEmpty().Max() ?? 0;
        return new AdaptiveOptions { Target = spec.Forecast?.At.Length > 0 ? spec.Forecast.At.Max() : Math.Max(1, largest), Seed = spec.Seed };
    }

    /// <summary>Runs until it is over, and writes what was done and what was not into <c>adaptive.json</c>.</summary>
    /// <exception cref="ArgumentException">The study compares nothing, or compares for several models or tasks at once.</exception>
    public static AdaptiveResult Run(
        StudySpec spec, StudyFolder folder, string device, RunOptions run, AdaptiveOptions options, IProgress<StudyProgress>? progress = null, Action<AdaptiveStep>? told = null,
        CancellationToken token = default)
    {
        StudyPlan full = StudyPlanner.Plan(spec, device);
        EstimateOptions speed = RunSpeed.Of(full, folder, run.JobsFor(full), run);
        run = run with { Calibration = speed.Calibration };
        PlanEstimate estimate = PlanEstimate.Of(full, new StudyFolder(Path.Combine(folder.Root, "nothing")), speed with { Price = spec.Price });
        ImmutableArray<GridPoint> grid = AdaptiveGrid.Of(full, estimate);
        ImmutableArray<StudyCell> decisive = [.. AdaptiveGrid.Cells(full)];
        HashSet<StudyCell> chosen = [.. decisive.Where(cell => cell.Mixture == StudyPlan.Scratch)];
        RunStore store = new(folder);
        StopList stops = new(full, store, options);
        List<AdaptiveStep> steps = [];
        StudyResult? result = null;
        ObservationTable known = new([]);
        while (true)
        {
            AdaptivePolicy policy = new AdaptivePolicy(grid, options).Without(stops.ByLoss());
            AdaptiveStep step = policy.Next(known);
            steps.Add(step);
            stops.Take(step);
            told?.Invoke(step);
            if (step.End is not null && result is not null)
                break;
            chosen.UnionWith(decisive.Where(cell => step.Next.Any(point => point.Mixture == cell.Mixture && point.Tokens == cell.Tokens)));
            StudyPlan part = SubPlan.Of(full, chosen);
            if (File.Exists(folder.EstimateFile))
                File.Delete(folder.EstimateFile);           // what is expected is of the trajectories as far as they go now
            RunReview review = new(full, store, policy, options) { Measured = () => Measured(part, store, decisive[0]) };
            result = StudyRunner.Run(part, folder, run with { Review = review }, progress, token);
            stops.ByLoss();
            stops.Take(step);
            Outcome().Write(folder);
            if (!result.Succeeded)
                break;
            known = Measured(part, store, decisive[0]);
        }

        AdaptiveResult outcome = Outcome();
        outcome.Write(folder);
        return outcome;

        AdaptiveResult Outcome() => AdaptiveResult.Of(result!, full, estimate, [.. steps], stops.Runs, options);
    }

    // Of other finetuning sizes nothing is judged.
    private static ObservationTable Measured(StudyPlan part, RunStore store, StudyCell cell)
    {
        ObservationTable table = ObservationCollector.Collect(part, store);
        double? size = cell.Examples ?? table.Rows.Max(row => row.FinetuningExamples);
        return table with { Rows = [.. table.Rows.Where(row => row.FinetuningExamples == size)] };
    }
}
