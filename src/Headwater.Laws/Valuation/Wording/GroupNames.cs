namespace Headwater.Laws;

/// <summary>Names groups of competing mixtures by what distinguishes them: finetuning size, parameters, model, task.</summary>
internal static class GroupNames
{
    /// <summary>The name of one group among all; its finetuning size where nothing else differs.</summary>
    public static string Of(CandidateGroup group, CandidateGroup[] all)
    {
        Observation row = group.Members[0].FirstRow;
        string?[] parts =
        [
            Differs(all, TaskOf) ? TaskOf(row) : null,
            Differs(all, other => other.Model) ? row.Model : null,
            Differs(all, other => other.Parameters) && row.Parameters is { } parameters ? $"{Numerals.Size(parameters)} parameters" : null,
            Differs(all, other => other.FinetuningExamples ?? other.FinetuningTokens) ? SizeOf(row) : null,
            all.Select(other => other.Members[0].Score.Source.SettingsText).Distinct().Skip(1).Any() ? SettingsOf(group) : null,
        ];
        string name = string.Join(", ", parts.OfType<string>());
        return name.Length > 0 ? name : SizeOf(row);
    }

    // Other columns that tell the groups apart, such as a learning rate.
    private static string? SettingsOf(CandidateGroup group) =>
        group.Members[0].Score.Source.Settings is { Length: > 0 } settings ? string.Join(", ", settings.Select(setting => $"{setting.Key} {setting.Value}")) : null;

    private static string SizeOf(Observation row) => row is { FinetuningExamples: null, FinetuningTokens: { } tokens } ? $"{Numerals.Size(tokens)} finetuning tokens" : $"{Numerals.Size(row.FinetuningExamples ?? 0)} finetuning examples";

    /// <summary>Whether groups differ in anything but their finetuning size.</summary>
    public static bool DifferInMoreThanFinetuning(CandidateGroup[] all) =>
        Differs(all, TaskOf) || Differs(all, row => row.Model) || Differs(all, row => row.Parameters);

    /// <summary>The task with its number of shots: <c>mmlu (5-shot)</c>; <c>null</c> where a row names no task.</summary>
    public static string? TaskOf(Observation row) => row.Shots is { } shots ? $"{row.Task ?? row.Metric} ({shots}-shot)" : row.Task;

    /// <summary>What a mean over groups is a mean over: tasks, or settings of one task, such as its numbers of shots.</summary>
    public static string OfMean(IReadOnlyCollection<CandidateGroup> groups)
    {
        Observation[] rows = [.. groups.Select(group => group.Members[0].FirstRow)];
        int tasks = rows.Select(row => row.Task).Distinct().Count();
        bool isOfShots = rows.GroupBy(row => row.Task).All(task => task.Select(row => row.Shots).Distinct().Count() == task.Count());
        string settings = isOfShots ? "settings of shots" : "settings";
        return tasks == rows.Length ? $"mean over {rows.Length} tasks"
            : tasks == 1 ? $"mean over {rows.Length} {settings} of {rows[0].Task ?? "one task"}"
            : $"mean over {rows.Length} {settings} of {tasks} tasks";
    }

    private static bool Differs<T>(CandidateGroup[] all, Func<Observation, T> part) => all.Select(group => part(group.Members[0].FirstRow)).Distinct().Skip(1).Any();
}
