using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Headwater.Studies;

/// <summary>An option of sbatch that a study may set, and what its value looks like.</summary>
internal sealed partial record SbatchOption(string Name, string Expected, Func<string, bool> IsValid)
{
    private const string AnyText = "text on one line";

    /// <summary>All of them, by name.</summary>
    public static ImmutableSortedDictionary<string, SbatchOption> All { get; } = ((SbatchOption[])
    [
        .. ((string[])["account", "begin", "comment", "constraint", "deadline", "export", "hint", "licenses", "mail-user", "partition", "qos", "reservation", "wckey",
            "exclude", "nodelist", "gpus", "gpus-per-node", "gpus-per-task", "gres", "extra"]).Select(Text),
        Memory("mem"), Memory("mem-per-cpu"), Memory("mem-per-gpu"), Memory("tmp"),
        Time("time"), Time("time-min"),
        Count("cpus-per-task"), Count("cpus-per-gpu"), new("nice", "a whole number", value => int.TryParse(value, out _)),
        new("exclusive", "true, user or mcs", value => value is "true" or "user" or "mcs"),
        new("mail-type", "some of NONE, BEGIN, END, FAIL, REQUEUE, ALL, TIME_LIMIT_90 and their like", value => Words().IsMatch(value)),
    ]).ToImmutableSortedDictionary(option => option.Name, option => option, StringComparer.Ordinal);

    /// <summary>
    /// The sizes of a job, 1 unless a command of the study's trainer does it: Headwater's own runs take one node and are one task. The command starts what runs on the nodes, with srun or a launcher of its own.
    /// </summary>
    public static ImmutableSortedDictionary<string, SbatchOption> OfTrainer { get; } = ((SbatchOption[])[Count("nodes"), Count("ntasks"), Count("ntasks-per-node")])
        .ToImmutableSortedDictionary(option => option.Name, option => option, StringComparer.Ordinal);

    /// <summary>Options that Headwater sets itself, and for each the reason or the key to use instead.</summary>
    public static ImmutableSortedDictionary<string, string> Own { get; } = new Dictionary<string, string>
    {
        ["array"] = "the runs are the array; see throttle", ["dependency"] = "runs wait for what they need", ["error"] = "each run has its log.txt",
        ["job-name"] = "it says which study the jobs belong to", ["kill-on-invalid-dep"] = "it is always on", ["open-mode"] = "logs are appended to", ["output"] = "each run has its log.txt", ["wait"] = "headwater run waits; see --no-wait",
        ["wrap"] = "see setup",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static SbatchOption Text(string name) => new(name, AnyText, value => value.Length > 0 && value.AsSpan().IndexOfAny("\n\r\"") < 0);

    private static SbatchOption Memory(string name) => new(name, "a size such as 4G or 500M", Size().IsMatch);

    private static SbatchOption Count(string name) => new(name, "a whole number of at least 1", value => int.TryParse(value, out int count) && count >= 1);

    // A limit of 0 is no limit to Slurm, and such jobs may pend for ever.
    private static SbatchOption Time(string name) => new(name, "a time of more than 0: minutes, hours:minutes:seconds or days-hours:minutes:seconds",
        value => Clock().IsMatch(value) && value.Any(c => c is >= '1' and <= '9'));

    [GeneratedRegex(@"^\d+[KMGT]?B?$", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"^(\d+-)?\d+(:\d+){0,2}$")]
    private static partial Regex Clock();

    [GeneratedRegex(@"^[A-Z_0-9]+(,[A-Z_0-9]+)*$", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
