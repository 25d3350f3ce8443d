using System.Collections.Immutable;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Works out what a study has cost, and what more of it would cost, from its finished runs.</summary>
internal static class StudyCosts
{
    /// <summary>The cost; <c>null</c> where no run has ended.</summary>
    public static StudyCost? Of(StudySummary study)
    {
        RunSummary[] done = [.. study.Runs.Where(r => r.State == JobState.Done && r.Seconds is not null)];
        if (done.Length == 0) return null;
        double seconds = done.Sum(r => r.Seconds!.Value), flops = done.Sum(r => study.Plan.Find(r.Id)?.Flops ?? 0);
        double left = study.Runs.Where(r => r.State != JobState.Done).Sum(r => study.Plan.Find(r.Id)?.Flops ?? 0);
        (string Mixture, double Seconds, double Flops)[] rates = [.. done.Select(r => RateOf(r, study)).OfType<(string, double, double)>()];
        return new StudyCost
        {
            SecondsByMixture = Rates(rates.Select(r => (r.Mixture, r.Seconds))),
            FlopsByMixture = Rates(rates.Select(r => (r.Mixture, r.Flops))),
            SpentSeconds = seconds,
            SpentFlops = flops,
            FinishedRuns = done.Length,
            PlannedRuns = study.Runs.Length,
            LeftSeconds = flops > 0 ? left * seconds / flops : 0,
            FinetuningSeconds = FinetuningOf(done),
            MixtureSeconds = MixtureOf(done, study),
        };
    }

    private static (string, double, double)? RateOf(RunSummary run, StudySummary study) =>
        run.Result is PretrainingResult { Checkpoints: [.., { Tokens: > 0 } last] } && study.Plan.Cells.FirstOrDefault(c => c.Pretraining == run.Id) is { } cell
            ? (cell.Mixture, run.Seconds!.Value / last.Tokens, last.Compute / last.Tokens)
            : null;

    // With several models the largest, slowest one counts: an estimate errs to the dear side.
    private static ImmutableSortedDictionary<string, double> Rates(IEnumerable<(string Mixture, double Rate)> rates) =>
        rates.GroupBy(r => r.Mixture, StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.Max(r => r.Rate), StringComparer.Ordinal);

    private static double? MixtureOf(RunSummary[] done, StudySummary study)
    {
        Dictionary<string, double> seconds = done.ToDictionary(r => r.Id, r => r.Seconds!.Value, StringComparer.Ordinal);
        double[] totals = [.. study.Plan.Cells.Where(c => c.Mixture != StudyPlan.Scratch && c.Pretraining is not null).GroupBy(c => c.Mixture)
            .Select(g => g.SelectMany(c => new[] { c.Pretraining, c.Run, c.Measures }).OfType<string>().Distinct().Sum(id => seconds.GetValueOrDefault(id))).Where(t => t > 0).Order()];
        return totals.Length == 0 ? null : totals[totals.Length / 2];
    }

    private static double FinetuningOf(RunSummary[] done)
    {
        (int Examples, double Seconds)[] runs = [.. done.Where(r => r.Result is EvaluationResult).Select(r => (((EvaluationResult)r.Result!).Examples, r.Seconds!.Value))];
        double[] largest = [.. runs.Where(r => r.Examples == runs.Max(x => x.Examples)).Select(r => r.Seconds).Order()];
        return largest.Length == 0 ? 0 : largest[largest.Length / 2];
    }
}
