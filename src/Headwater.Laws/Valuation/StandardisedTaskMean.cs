using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// One series for each mixture from the series of several tasks: the mean over the tasks in units of their noise, so that a task counts the more the less it
/// scatters. It is written as a weighted mean, in the metric's own unit. Names of tasks play no part.
/// </summary>
internal static class StandardisedTaskMean
{
    /// <summary>The mean over the tasks of groups that measured the same mixtures at the same scales; <c>null</c> where fewer than two did.</summary>
    /// <param name="groups">Groups of the same metric, parameters and finetuning size, one for each task.</param>
    public static (ObservationTable Table, ImmutableArray<string> LeftOut)? Of(IReadOnlyList<CandidateGroup> groups)
    {
        HashSet<(string, double)>[] cells = [.. groups.Select(group => group.Members.SelectMany(member => member.Score.Result.Points.Where(point => point.X > 0).Select(point => (member.Mixture, point.X))).ToHashSet())];
        int most = cells.Max(own => own.Count);
        HashSet<(string Mixture, double Scale)> common = cells.Where(own => own.Count == most).Aggregate((one, other) => [.. one.Intersect(other)]);
        CandidateGroup[] tasks = [.. groups.Where((_, index) => cells[index].IsSupersetOf(common))];
        if (tasks.Length < 2 || common.Count == 0)
        {
            return null;
        }

        double[] weights = [.. tasks.Select(WeightOf)];
        double total = weights.Sum();
        string name = GroupNames.OfMean(tasks);
        Observation model = tasks[0].Members[0].FirstRow;
        double?[] guesses = [.. tasks.Select(task => task.Members[0].FirstRow.Chance)];
        double? chance = Array.TrueForAll(guesses, guess => guess is not null) ? guesses.Zip(weights, (guess, weight) => weight * guess!.Value).Sum() / total : null;
        string column = tasks[0].Members[0].Score.Columns[0];
        Observation Row(string mixture, double scale, MeasuredPoint[] points) => ScaleColumns.With(new()
        {
            PretrainingData = mixture,
            Parameters = model.Parameters,
            FinetuningExamples = model.FinetuningExamples,
            FinetuningTokens = model.FinetuningTokens,
            Task = name,
            Metric = model.Metric,
            HigherIsBetter = tasks[0].Members[0].HigherIsBetter,
            Chance = chance,
            Value = points.Zip(weights, (point, weight) => weight * point.Y).Sum() / total,
            StandardError = Array.TrueForAll(points, point => point.StandardError > 0) ? Math.Sqrt(points.Zip(weights, (point, weight) => weight * weight * point.StandardError!.Value * point.StandardError.Value).Sum()) / total : null,
        }, column, scale);
        IEnumerable<Observation> pretrained = common.Order().Select(cell => Row(cell.Mixture, cell.Scale, [.. tasks.Select(task => PointOf(task, cell.Mixture, cell.Scale))]));
        IEnumerable<Observation> scratch = tasks.All(task => task.Members[0].Scratch is not null) ? [Row(Observation.Scratch, 0, [.. tasks.Select(task => task.Members[0].Scratch!.Value)])] : [];
        return (new ObservationTable([.. pretrained, .. scratch]) { UnknownColumns = tasks[0].Members[0].FirstRow.Extra.ContainsKey(column) ? [column] : [] }, [.. LeftOut([.. groups.Except(tasks)], [.. common.Select(cell => cell.Mixture).Distinct()])]);
    }

    // A task that was not measured for every mixture at every scale that the most measured ones share.
    private static IEnumerable<string> LeftOut(CandidateGroup[] groups, string[] mixtures)
    {
        foreach (CandidateGroup group in groups)
        {
            string name = GroupNames.TaskOf(group.Members[0].FirstRow) ?? group.Members[0].Score.Result.Key.Name;
            yield return RankingMessages.TaskLeftOut(name, [.. mixtures.Except(group.Members.Select(member => member.Mixture))]);
        }
    }

    // 1 over the noise of one measurement: the median over the mixtures.
    private static double WeightOf(CandidateGroup group)
    {
        double[] noises = [.. group.Members.Select(member => member.Noise).Order()];
        double middle = noises[noises.Length / 2];
        return 1 / Math.Max(middle, 1e-6 * group.Members.Max(member => Math.Abs(member.Last.Y)));
    }

    private static MeasuredPoint PointOf(CandidateGroup task, string mixture, double scale) =>
        task.Members.First(member => member.Mixture == mixture).Score.Result.Points.First(point => point.X == scale);
}
