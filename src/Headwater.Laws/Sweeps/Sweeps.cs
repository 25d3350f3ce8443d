namespace Headwater.Laws;

/// <summary>The arithmetic of sweeps: which runs of a scale are near its optimum, and where the optimum lies.</summary>
internal static class Sweeps
{
    // Fewer values show no best one.
    private const int FewestValues = 2;

    /// <summary>The optimum of one scale. Replicates of a setting are averaged.</summary>
    public static SweepOptimum OptimumOf(Observation[] rows, SweepOptions options)
    {
        Run[] runs =
        [
            .. rows.GroupBy(row => (Rate: Of(row, SweepOptima.RateColumn), Batch: Of(row, SweepOptima.BatchColumn)))
                .Select(setting => new Run(setting.Key.Rate, setting.Key.Batch, setting.Average(row => row.Value))).OrderBy(run => run.Loss).ThenBy(run => run.Rate).ThenBy(run => run.Batch),
        ];
        Run[] near = [.. runs.Where(run => run.Loss <= (1 + options.Within) * runs[0].Loss)];
        Observation first = rows[0];
        return new()
        {
            Mixture = first.PretrainingData, Task = first.Task, Shots = first.Shots, Parameters = first.Parameters, Tokens = rows.Average(row => row.PretrainingTokens),
            Compute = rows.Average(ComputeAllocation.ComputeOf),
            Loss = runs[0].Loss, Settings = runs.Length, NearOptimal = near.Length,
            Rate = Best(runs, near, run => run.Rate), Batch = Best(runs, near, run => run.Batch),
        };
    }

    /// <summary>Sentences about scales whose best value of a setting is the last of its grid.</summary>
    public static IEnumerable<string> AtEdges(IEnumerable<SweepOptimum> scales, string noun, Func<SweepOptimum, BestSetting?> read)
    {
        foreach (bool isLargest in (bool[])[false, true])
        {
            string[] places = [.. scales.Where(scale => read(scale) is { } best && (isLargest ? best.IsLargest : best.IsSmallest)).Select(scale => $"{Numerals.Size(scale.Compute)} FLOPs").Distinct()];
            if (places.Length > 0)
            {
                yield return $"The best {noun} is the {(isLargest ? "largest" : "smallest")} that was tried at {Listing.And(places)}, so the optimum may lie beyond. Add {(isLargest ? "larger" : "smaller")} ones.";
            }
        }
    }

    private static double? Of(Observation row, string column) => row.Extra.TryGetValue(column, out double value) && value > 0 ? value : null;

    private static BestSetting? Best(Run[] runs, Run[] near, Func<Run, double?> read)
    {
        double[] tried = [.. runs.Select(read).OfType<double>().Distinct().Order()];
        double[] logs = [.. near.Select(read).OfType<double>().Select(value => Math.Log(value))];
        if (logs.Length == 0 || tried.Length < FewestValues)
        {
            return null;
        }

        double mean = logs.Average();
        double step = Math.Log(tried[^1] / tried[0]) / (tried.Length - 1);
        double variance = logs.Average(log => (log - mean) * (log - mean)) + (step * step / 12);
        double least = read(runs[0])!.Value;
        return new(Math.Exp(mean), Math.Exp(logs.Min()), Math.Exp(logs.Max()), Math.Sqrt(variance), least == tried[0], least == tried[^1]);
    }

    private readonly record struct Run(double? Rate, double? Batch, double Loss);
}
