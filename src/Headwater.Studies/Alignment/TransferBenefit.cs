using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>What pretraining on each mixture brought to a task, by one metric and one size of the finetuning set, where all mixtures have seen as many tokens.</summary>
/// <param name="Task">The task.</param>
/// <param name="Metric">The metric; its unit is that of the gains.</param>
/// <param name="FinetuningExamples">Size of the finetuning set; <c>null</c> where the table does not say.</param>
/// <param name="PretrainingTokens">The largest token count that every mixture has.</param>
/// <param name="Gains">By mixture: how much better than without pretraining, or, where that was not measured, than the mean of the mixtures. Above 0 is better.</param>
public sealed record TransferBenefit(
    string Task, string Metric, double? FinetuningExamples, double PretrainingTokens, ImmutableSortedDictionary<string, double> Gains)
{
    private const double SameTokens = 0.02;   // checkpoints come at the first step that has seen as many tokens, so mixtures differ by a batch

    /// <summary>The benefits that a table of observations shows, of tasks with at least three mixtures at one token count.</summary>
    public static ImmutableArray<TransferBenefit> Of(ObservationTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Rows
            .Where(row => row is { Task: not null, PretrainingData: not null } && !row.Metric.StartsWith(Observation.AlignmentPrefix, StringComparison.Ordinal))
            .GroupBy(row => (row.Task, row.Metric, row.Model, row.FinetuningExamples))
            .Select(group => Of([.. group]))
            .OfType<TransferBenefit>()];
    }

    private static TransferBenefit? Of(Observation[] rows)
    {
        ILookup<string, Observation> mixtures = rows.Where(row => row.PretrainingData != Observation.Scratch && row.PretrainingTokens > 0).ToLookup(row => row.PretrainingData!);
        if (mixtures.Count < 3 || Largest(mixtures) is not { } tokens) return null;

        double sign = rows[0].HigherIsBetter ?? true ? 1 : -1;
        ImmutableSortedDictionary<string, double> scores = mixtures.ToImmutableSortedDictionary(
            mixture => mixture.Key, mixture => sign * mixture.Where(row => IsAt(row, tokens)).Average(row => row.Value), StringComparer.Ordinal);
        double[] scratch = [.. rows.Where(row => row.PretrainingData == Observation.Scratch).Select(row => sign * row.Value)];
        double reference = scratch.Length > 0 ? scratch.Average() : scores.Values.Average();
        return new TransferBenefit(rows[0].Task!, rows[0].Metric, rows[0].FinetuningExamples, tokens,
            scores.ToImmutableSortedDictionary(score => score.Key, score => score.Value - reference, StringComparer.Ordinal));
    }

    private static double? Largest(ILookup<string, Observation> mixtures) => mixtures.First()
        .Select(row => row.PretrainingTokens!.Value)
        .OrderDescending()
        .Cast<double?>()
        .FirstOrDefault(tokens => mixtures.All(mixture => mixture.Any(row => IsAt(row, tokens!.Value))));

    private static bool IsAt(Observation row, double tokens) => Math.Abs(row.PretrainingTokens!.Value - tokens) <= SameTokens * tokens;
}
