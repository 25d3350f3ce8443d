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
    private const int Mixtures = 4;
    private const double Target = 64;
    private static readonly double[] Scales = [0.25, 0.5, 1, 2, 4, 8];
    private static readonly double[] Thresholds = [0.8, 0.9, 0.95];

    /// <param name="grids">Simulated grids.</param>
    /// <param name="study">The folder of a finished study; none for null.</param>
    public static void Run(int grids, string? study)
    {
        if (study is not null)
            Recorded(new StudyFolder(study));
        foreach (double noise in grids == 0 ? [] : (double[])[0.3, 0.8])
        {
            foreach (double threshold in Thresholds)
                Simulated(grids, noise, threshold);
        }
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

    private static void Simulated(int grids, double noise, double threshold)
    {
        (AdaptiveReplay Replay, string Best, double Loss, double FullLoss)[] all = [.. Enumerable.Range(0, grids).Select(number => Simulate((ulong)number, noise, threshold))];
        int decided = all.Count(one => one.Replay.End == AdaptiveEnd.Decided);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"grids={grids} noise={noise} threshold={threshold} saved={all.Average(one => one.Replay.SavedFlops):F3} same_as_full={Share(all, one => one.Replay.IsSame):F3} right={Share(all, one => one.Replay.Leader == one.Best):F3} full_right={Share(all, one => one.Replay.FullLeader == one.Best):F3} decided={(double)decided / grids:F3} full_decides={Share(all, one => one.Replay.FullProbability >= threshold):F3} right_where_decided={Share([.. all.Where(one => one.Replay.End == AdaptiveEnd.Decided)], one => one.Replay.Leader == one.Best):F3} mean_regret={all.Average(one => one.Loss):F3} full_mean_regret={all.Average(one => one.FullLoss):F3}"));
    }

    private static double Share<T>(T[] all, Func<T, bool> holds) => all.Length == 0 ? double.NaN : (double)all.Count(holds) / all.Length;

    // score = (log A + alpha log D)^beta, with a score at the smallest scale and a gain until the target drawn for each mixture.
    private static (AdaptiveReplay Replay, string Best, double Regret, double FullRegret) Simulate(ulong seed, double noise, double threshold)
    {
        Random random = new((int)seed);
        List<Observation> rows = [Row("scratch", 0, 4, noise, random)];
        Dictionary<string, double> truth = [];
        double common = 5 + (8 * random.NextDouble());
        for (int mixture = 0; mixture < Mixtures; mixture++)
        {
            string name = $"m{mixture}";
            double beta = 0.6 + (0.8 * random.NextDouble());
            double first = Math.Pow(common + random.NextDouble() * 3, 1 / beta);
            double last = Math.Pow(common + 3 + (10 * random.NextDouble()) + 4, 1 / beta);
            double alpha = (last - first) / Math.Log(Target / Scales[0]);
            double At(double scale) => Math.Pow(first + (alpha * Math.Log(scale / Scales[0])), beta);
            truth[name] = At(Target);
            rows.AddRange(Scales.Select(scale => Row(name, scale * 1e6, At(scale), noise, random)));
        }

        // A finetuning costs as much as half a million tokens of pretraining.
        ImmutableArray<GridPoint> grid = [.. truth.Keys.SelectMany(name => Scales.Select((scale, place) => new GridPoint(name, scale * 1e6, Cost(place), Cost(place))))];
        AdaptiveReplay replay = AdaptiveReplay.Of(new ObservationTable([.. rows]), grid, new AdaptiveOptions { Target = Target * 1e6, Threshold = threshold, Seed = seed, Resamples = 400 });
        string best = truth.MaxBy(pair => pair.Value).Key;
        return (replay, best, truth[best] - truth[replay.Leader!], truth[best] - truth[replay.FullLeader]);
    }

    private static double Cost(int place) => Scales[place] - (place == 0 ? 0 : Scales[place - 1]) + 0.5;

    private static Observation Row(string mixture, double tokens, double score, double noise, Random random) => new()
    {
        Source = "simulated", Task = "task", FinetuningExamples = 1000, PretrainingData = mixture, PretrainingTokens = tokens, Metric = "bleu", HigherIsBetter = true,
        StandardError = noise, Value = score + (noise * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())),
    };
}
