using System.Collections.Concurrent;

namespace Headwater.Laws;

/// <summary>Columns this library does not know, by what their names say: when a row was written, what a run cost, what else was measured, a seed, a step. The others are settings.</summary>
internal static class SideColumns
{
    private static readonly HashSet<string> Times = ["time", "timestamp", "date", "datetime", "runtime", "walltime", "wall", "seconds", "secs", "minutes", "hours", "duration", "created", "updated", "elapsed", "started", "finished"];
    private static readonly HashSet<string> Noise = ["gnorm", "throughput", "tps", "mfu", "memory", "mem", "power", "energy", "cost", "stderr", "std", "stdev", "stddev", "sem", "norm"];
    private static readonly HashSet<string> Steps = ["step", "steps", "iteration", "iterations", "iter", "iters"];
    private static readonly ConcurrentDictionary<string, bool> Settings = new(StringComparer.Ordinal);

    /// <summary>Whether a column may be a setting of a run: rows that differ in it are no replicates.</summary>
    public static bool IsSetting(string column) => Settings.GetOrAdd(column, static name => !IsTime(name) && !IsMeasured(name) && !IsSeed(name));

    /// <summary>Whether a column tells when a row was written or how long something took.</summary>
    public static bool IsTime(string column) => ColumnName.Words(column) is var words && words.Any(Times.Contains);

    /// <summary>Whether a column is another seed: of the data's order, of the initial weights.</summary>
    public static bool IsSeed(string column) => ColumnName.Words(column) is [.., "seed"];

    /// <summary>Whether a column counts training steps.</summary>
    public static bool IsStep(string column) => ColumnName.Words(column) is [.., var last] && Steps.Contains(last) && !column.Contains("warm", StringComparison.OrdinalIgnoreCase) && !column.Contains("acc", StringComparison.OrdinalIgnoreCase) && !column.Contains("tokens", StringComparison.OrdinalIgnoreCase);

    // The norm of gradients, a second loss, samples a second; acc_norm is a metric too.
    private static bool IsMeasured(string column) => MetricColumn.Of(column, 0) is not null
        || (ColumnName.Words(column) is var words && (words.Any(Noise.Contains) || words is [.., "per", "second" or "sec"] || words is ["tok", "s"]));
}
