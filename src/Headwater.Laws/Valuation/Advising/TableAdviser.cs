using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The advice on a whole table.</summary>
/// <param name="Advice">The advice; <c>null</c> where the table names no mixture.</param>
/// <param name="TaskMean">The analysis of the mean over tasks that the advice rests on; <c>null</c> where it rests on one task.</param>
/// <param name="Ranking">The ranking it rests on where no recipe has three scales; <c>null</c> elsewhere.</param>
/// <param name="Group">The group it rests on, or the first of several tasks; <c>null</c> elsewhere.</param>
internal sealed record Verdict(Advice? Advice, Analysis? TaskMean = null, RecipeRanking? Ranking = null, CandidateGroup? Group = null)
{
    /// <summary>What the table has and the verdict does not rest on, as sentences.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = Ranking?.LeftOut ?? [];
}

/// <summary>
/// Decides which of a table's groups speaks: the largest finetuning size, then the most parameters of those that show a trend. Where several tasks were
/// measured there, their mean in units of their noise speaks. No name of a task, a model or a source plays a part.
/// </summary>
internal sealed class TableAdviser(ObservationTable table, AnalysisOptions options)
{
    private const int MostDiffering = 8;
    private const int MostAgreeing = 3;

    /// <summary>The verdict on the groups of competing mixtures.</summary>
    public Verdict Of(CandidateGroup[] groups)
    {
        if (groups.Length == 0)
        {
            // Recipes at several model sizes, all trained on the same unstated number of tokens, can still be ranked.
            return RecipeAdvice.Of(table, options, options.Metric) is { } sized ? new(sized.Advice, Ranking: sized.Ranking) : new(null);
        }

        if (groups.All(group => group.Members.All(member => member.Trend is null)) && RecipeAdvice.Of(table, options, groups[0].Members[0].Score.Result.Metric) is { } ranked)
        {
            return new(ranked.Advice, Ranking: ranked.Ranking);
        }

        groups = WithoutAggregates(groups);
        CandidateGroup[] speaking = Speaking(groups);
        string[] alone = [.. groups.SelectMany(group => group.Members).Select(member => member.Mixture).Distinct(StringComparer.Ordinal)];
        if (alone.Length > 1 && groups.All(group => group.Members.Length == 1))
        {
            return new(Incomparable(alone, speaking[0]), Group: speaking[0]);
        }

        if (speaking.Length > 1 && StandardisedTaskMean.Of(speaking) is { } mean)
        {
            Analysis analysis = Analysis.Of(mean.Table, options with { FitOn = null, Metric = null, WithOutlooks = false });
            (CandidateGroup Group, Advice Advice)[] own = OwnAdvice(groups);
            return new(analysis.Advice is { } advice ? Disagreeing(WithOthers(advice, $"the {mean.Table.Rows[0].Task}", own, groups), [.. own.Where(item => speaking.Contains(item.Group))]) : null, analysis, Group: speaking[0]) { LeftOut = mean.LeftOut };
        }

        // Of several groups that measured nothing in common, the one with the most measurements speaks.
        CandidateGroup chosen = speaking.OrderByDescending(group => group.Members.Sum(member => member.Score.Result.Points.Length)).ThenBy(group => group.Members[0].Score.Result.Key.Label, StringComparer.Ordinal).First();
        return new(WithOthers(new Adviser(chosen, options).AdviseWithRuns(), NameOf(chosen, groups), OwnAdvice([.. groups.Where(group => group != chosen)]), groups), Group: chosen);
    }

    // A column such as avg repeats the tasks beside it. Alone, or beside one task, it is what was measured.
    private static CandidateGroup[] WithoutAggregates(CandidateGroup[] groups)
    {
        CandidateGroup[] tasks = [.. groups.Where(group => !TaskMetric.Of(group.Members[0].FirstRow).IsAggregate)];
        return tasks.Select(group => group.Members[0].FirstRow.Task).Distinct().Count() > 1 ? tasks : groups;
    }

    // Chooses the groups that the advice is for: all finetuning data will be used in the end, and the largest model with a trend is closest to the one to be trained.
    private static CandidateGroup[] Speaking(CandidateGroup[] groups)
    {
        CandidateGroup[] shown = [.. groups.Where(group => group.Members.Any(member => member.Trend is not null))];
        CandidateGroup[] usable = shown.Length > 0 ? shown : groups;

        // A mixture that stands alone at its size is compared with nothing.
        usable = usable.Any(group => group.Members.Length > 1) ? [.. usable.Where(group => group.Members.Length > 1)] : usable;
        double size = usable.Max(group => group.FinetuningSize);
        CandidateGroup[] largest = [.. usable.Where(group => group.FinetuningSize == size)];
        double parameters = largest.Max(group => group.Members[0].FirstRow.Parameters ?? 0);
        return [.. largest.Where(group => (group.Members[0].FirstRow.Parameters ?? 0) == parameters)];
    }

    private static Advice Incomparable(string[] mixtures, CandidateGroup group)
    {
        CannotTell reason = new($"no two of the {mixtures.Length} mixtures were measured with the same task, model size and finetuning", "Measure two mixtures at one model size, task and finetuning size, or leave out the column that tells them apart.");
        return new() { Action = AdviceAction.Undecided, Reason = $"No advice, because {reason.Because}.", WhatWouldChangeIt = reason.Remedy, At = group.Scale, Metric = group.Members[0].Score.Result.Metric, Task = group.Members[0].FirstRow.Task, CannotTell = reason };
    }

    // An undecided mean may hide that each task decides, for mixtures of its own: more runs would not settle that.
    private static Advice Disagreeing(Advice advice, (CandidateGroup Group, Advice Advice)[] tasks)
    {
        if (advice.Action != AdviceAction.Undecided)
        {
            return advice;
        }

        (Advice Advice, Observation Row)[] choices = [.. tasks.Select(task => (task.Advice, Row: task.Group.Members[0].FirstRow))
            .Where(item => item.Advice is { Action: AdviceAction.Continue or AdviceAction.ChooseOtherMixture, Mixture: not null, ProbabilityBest: not null } && item.Row.Task is not null)];
        IGrouping<string, Observation>[] kinds = [.. choices.GroupBy(choice => choice.Advice.Mixture!, choice => choice.Row)];
        if (kinds.Length < 2)
        {
            return advice;
        }

        string list = Listing.And([.. kinds.OrderByDescending(kind => kind.Count()).Select(kind => $"{kind.Key} is the best for {(kind.Count() <= MostAgreeing ? Listing.And([.. kind.Select(row => GroupNames.TaskOf(row)!)]) : $"{kind.Count()} tasks")}")]);
        Observation first = kinds[0].First();
        string shots = first.Shots is { } number ? $" and shots = {number}" : "";
        CannotTell reason = new($"the tasks disagree: {list}", $"Choose by the task that matters most, such as --where \"{RowCondition.Equal("task", first.Task!)}{shots}\".");
        return advice with { CannotTell = reason, WhatWouldChangeIt = reason.Remedy, FurtherRuns = [] };
    }

    private static string NameOf(CandidateGroup chosen, CandidateGroup[] groups) =>
        GroupNames.DifferInMoreThanFinetuning(groups) || chosen.FinetuningSize < groups.Max(group => group.FinetuningSize) ? GroupNames.Of(chosen, groups) : "the largest finetuning size";

    // What each group would be advised by itself.
    private (CandidateGroup Group, Advice Advice)[] OwnAdvice(CandidateGroup[] groups) => [.. groups.AsParallel().AsOrdered().Select(group => (group, new Adviser(group, options).Advise()))];

    // Names the tasks and sizes whose own advice would differ. Among many, some differ by chance, so only those are named that remain after control of the false
    // discovery rate; a few are all named.
    private Advice WithOthers(Advice advice, string speaks, (CandidateGroup Group, Advice Advice)[] told, CandidateGroup[] all)
    {
        (CandidateGroup Group, Advice Advice)[] differing = [.. told.Where(item => item.Advice.Action != advice.Action || item.Advice.Mixture != advice.Mixture)];
        if (told.Length == 0)
        {
            return advice;
        }

        if (differing.Length == 0)
        {
            return advice with { Reason = $"{advice.Reason} This advice is for {speaks}; {(told.Length <= MostAgreeing ? $"it is the same for {string.Join(" and ", told.Select(item => GroupNames.Of(item.Group, all)))}" : $"it is the same for the other {told.Length} settings")}." };
        }

        ImmutableArray<bool> sure = FalseDiscovery.Rejected([.. differing.Select(item => item.Advice.Action == AdviceAction.Undecided ? 1 : 1 - (item.Advice.ProbabilityBest ?? options.Level))], 1 - options.Level);
        (CandidateGroup Group, Advice Advice)[] named = differing.Length <= MostDiffering ? differing : [.. differing.Where((_, index) => sure[index]).Take(MostDiffering)];
        string list = string.Join("; ", named.Select(item => $"{GroupNames.Of(item.Group, all)}: {LawsJson.NameOf(item.Advice.Action)}{(item.Advice.Mixture is { } mixture ? $" {mixture}" : "")}"));
        int undecided = told.Count(item => item.Advice.Action == AdviceAction.Undecided);
        return advice with
        {
            Reason = differing.Length <= MostDiffering
                ? $"{advice.Reason} This advice is for {speaks}. It differs for {list}."
                : $"{advice.Reason} This advice is for {speaks}. Of the {told.Length} separate settings, {undecided} are undecided, and {sure.Count(isSure => isSure)} differ at a false discovery rate of {Numerals.Odds(1 - options.Level)}{(list.Length > 0 ? $": {list}" : "")}.",
        };
    }
}
