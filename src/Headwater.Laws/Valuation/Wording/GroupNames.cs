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
            Differs(all, other => other.Task) ? row.Task : null,
            Differs(all, other => other.Model) ? row.Model : null,
            Differs(all, other => other.Parameters) && row.Parameters is { } parameters ? $"{Numerals.Size(parameters)} parameters" : null,
            Differs(all, other => other.FinetuningExamples ?? other.FinetuningTokens) ? Numerals.Size(group.FinetuningSize) : null,
        ];
        string name = string.Join(", ", parts.OfType<string>());
        return name.Length > 0 ? name : Numerals.Size(group.FinetuningSize);
    }

    /// <summary>Whether groups differ in anything but their finetuning size.</summary>
    public static bool DifferInMoreThanFinetuning(CandidateGroup[] all) =>
        Differs(all, row => row.Task) || Differs(all, row => row.Model) || Differs(all, row => row.Parameters);

    private static bool Differs<T>(CandidateGroup[] all, Func<Observation, T> part) => all.Select(group => part(group.Members[0].FirstRow)).Distinct().Skip(1).Any();
}
