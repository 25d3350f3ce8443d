using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headwater.Studies;

/// <summary>What a study file says otherwise than when the study was last run, and what that does to its runs.</summary>
/// <param name="Settings">Settings that differ, as <c>finetuning.steps was 200, is 300</c>.</param>
/// <param name="Kept">Jobs in both plans: their results stand.</param>
/// <param name="Added">Jobs that are new.</param>
/// <param name="Dropped">Jobs that are no longer asked for; their folders stay.</param>
/// <param name="Restarted">Trajectories that cannot continue where a shorter one ended, with the reason.</param>
public sealed record StudyChanges(ImmutableArray<string> Settings, int Kept, int Added, int Dropped, ImmutableArray<string> Restarted)
{
    // Where it stands in the file, and how it is run, make no other study.
    private static readonly string[] Ignored = ["file", "line", "slurm", "retries", "save-every", "keep-states", "tensor-board"];

    /// <summary>The differences; null where there are none.</summary>
    internal static StudyChanges? Between(StudyPlan before, StudyPlan after)
    {
        SortedDictionary<string, string> old = Leaves(before.Spec);
        SortedDictionary<string, string> now = Leaves(after.Spec);
        ImmutableArray<string> settings = [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
            .Where(key => old.GetValueOrDefault(key) != now.GetValueOrDefault(key))
            .Select(key => $"{key} was {old.GetValueOrDefault(key) ?? "absent"}, is {now.GetValueOrDefault(key) ?? "absent"}")];
        HashSet<string> earlier = [.. before.Jobs.Select(job => job.Id)];
        HashSet<string> later = [.. after.Jobs.Select(job => job.Id)];
        int kept = earlier.Count(later.Contains);
        return settings.IsEmpty && kept == later.Count && kept == earlier.Count ? null
            : new StudyChanges(settings, kept, later.Count - kept, earlier.Count - kept, [.. Restarts(before, after)]);
    }

    /// <summary>Whether every run is another one although the study file says the same.</summary>
    public bool IsOfAnotherVersion => Kept == 0 && Dropped > 0 && Settings.IsEmpty;

    /// <summary>For people, one line each.</summary>
    internal IEnumerable<string> Lines() =>
    [
        .. Settings.Select(setting => $"the study file changed: {setting}"),
        .. IsOfAnotherVersion ? (string[])["The study file is unchanged, but this version of Headwater gives different numbers, so no earlier run is reused."] : [],
        string.Create(CultureInfo.InvariantCulture, $"{Kept} jobs are unchanged and keep their results, {Added} are new, and {Dropped} are no longer needed (their results stay on disk)."),
        .. Restarted,
    ];

    // A schedule that decreases to an end depends on that end: its trajectory has no state that a longer one would pass through.
    private static IEnumerable<string> Restarts(StudyPlan before, StudyPlan after)
    {
        ILookup<string, PretrainingSettings> old = before.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().ToLookup(settings => settings.Mixture);
        foreach (PretrainingSettings settings in after.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().Where(settings => settings.ScheduleSteps is not null && after.Spec.Pretraining!.Scale is null))
        {
            if (old[settings.Mixture].Any(other => SameBut(other, settings)))
                yield return $"{settings.Mixture} is pretrained again from the first step, because schedule: {settings.Optimization!.Schedule} depends on the last token count. "
                    + "With inverse-square-root, constant, or decay, it would have continued.";
        }
    }

    private static bool SameBut(PretrainingSettings other, PretrainingSettings settings) => other.ScheduleSteps is not null && other.ScheduleSteps != settings.ScheduleSteps
        && Fingerprint.Of(other with { ScheduleSteps = settings.ScheduleSteps }) == Fingerprint.Of(settings);

    private static SortedDictionary<string, string> Leaves(StudySpec spec)
    {
        SortedDictionary<string, string> leaves = new(StringComparer.Ordinal);
        Add(leaves, "", JsonSerializer.SerializeToNode(spec, StudyJson.Line));
        return leaves;
    }

    private static void Add(SortedDictionary<string, string> leaves, string path, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach ((string name, JsonNode? value) in map)
                {
                    string key = name.Replace('_', '-');
                    if (!Ignored.Contains(key))
                        Add(leaves, Join(path, key), value);
                }

                break;
            case JsonArray list when list.All(item => item is JsonObject named && named.ContainsKey("name")):
                foreach (JsonObject named in list.OfType<JsonObject>())
                    Add(leaves, Join(path, (string)named["name"]!), named);
                break;
            case not null:
                leaves[path] = node.ToJsonString(StudyJson.Line);
                break;
        }
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";
}
