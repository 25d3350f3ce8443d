using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Benchmarks;

/// <summary>
/// How much <c>run --until decided</c> saves and how often it decides as the whole grid does: replayed on a recorded study, and on grids simulated from bleu-log
/// laws with noise, whose best mixture is known.
/// </summary>
internal static class AdaptiveBench
{
    public static readonly double[] Thresholds = [0.8, 0.9, 0.95];

    /// <param name="grids">Simulated grids.</param>
    /// <param name="study">The folder of a finished study; none for null.</param>
    public static void Run(int grids, string? study)
    {
        if (study is not null)
            Recorded(new StudyFolder(study));
        foreach (double noise in grids == 0 ? [] : (double[])[0.3, 0.8])
            Simulated(grids, noise);
    }

    private static void Recorded(StudyFolder folder)
    {
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(folder.SpecFile));
        PlanEstimate estimate = PlanEstimate.Of(plan, folder, new EstimateOptions { Jobs = 2, Calibration = CalibrationCache.Find(plan, folder, 2) });
        ImmutableArray<GridPoint> grid = AdaptiveGrid.Of(plan, estimate);
        ObservationTable all = ObservationTable.Read(folder.ObservationsFile);
        foreach (string metric in new[] { "bleu", "cross-entropy" })
            Recorded(plan, grid, all, metric);
    }

    private static void Recorded(StudyPlan plan, ImmutableArray<GridPoint> grid, ObservationTable all, string metric)
    {
        foreach (double size in all.Rows.Select(row => row.FinetuningExamples!.Value).Distinct().Order())
        {
            foreach (double target in (double[])[AdaptiveStudy.OptionsOf(plan.Spec).Target, plan.Spec.Pretraining!.Tokens[^1]])
            {
                foreach (double threshold in Thresholds)
                {
                    AdaptiveReplay replay = AdaptiveReplay.Of(all with { Rows = [.. all.Rows.Where(row => row.FinetuningExamples == size)] }, grid, new AdaptiveOptions { Target = target, Threshold = threshold, Seed = plan.Spec.Seed, Metric = metric });
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"study={plan.Spec.Name} metric={metric} finetuning_examples={size} target={target} threshold={threshold} measured={replay.Steps[^1].Measured}/{grid.Length} end={replay.End} leader={replay.Leader} ({replay.Steps[^1].Probability:F2}) full_leader={replay.FullLeader} ({replay.FullProbability:F2}) same={replay.IsSame} saved_flops={replay.SavedFlops:F3} saved_seconds={replay.SavedSeconds:F3}"));
                }
            }
        }
    }

    private static void Simulated(int grids, double noise)
    {
        Outcome[] all = [.. Enumerable.Range(0, grids).AsParallel().AsOrdered().SelectMany(number => new SimulatedGrid((ulong)number, noise).Outcomes())];
        foreach (IGrouping<(int Opening, double Threshold), Outcome> setting in all.GroupBy(one => (one.Opening, one.Threshold)).OrderBy(setting => setting.Key.Threshold))
        {
            Outcome[] decided = [.. setting.Where(one => one.Replay.End == AdaptiveEnd.Decided)];
            Outcome[] early = [.. decided.Where(one => one.Replay.SavedFlops > 0)];
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"grids={grids} noise={noise} opening={setting.Key.Opening} threshold={setting.Key.Threshold} saved={setting.Average(one => one.Replay.SavedFlops):F3} same_as_full={Share(setting, one => one.Replay.IsSame):F3} right={Share(setting, one => one.IsRight):F3} full_right={Share(setting, one => one.Replay.FullLeader == one.Best):F3} decided={decided.Length} decided_right={Share(decided, one => one.IsRight):F3} mean_probability={Mean(decided, one => one.Replay.Steps[^1].Probability!.Value):F3} decided_early={early.Length} early_right={Share(early, one => one.IsRight):F3} full_decides={setting.Count(one => one.Replay.FullProbability >= setting.Key.Threshold)} full_decides_right={Share(setting.Where(one => one.Replay.FullProbability >= setting.Key.Threshold), one => one.Replay.FullLeader == one.Best):F3} mean_regret={setting.Average(one => one.Regret):F3} full_mean_regret={setting.Average(one => one.FullRegret):F3}"));
        }
    }

    private static double Share<T>(IEnumerable<T> all, Func<T, bool> holds) => Mean(all, one => holds(one) ? 1 : 0);

    private static double Mean<T>(IEnumerable<T> all, Func<T, double> value) => all.Select(value).DefaultIfEmpty(double.NaN).Average();
}
