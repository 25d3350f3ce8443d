using System.Collections.Immutable;
using Headwater.Studies;

namespace Headwater.Reports;

/// <summary>What a study has cost and what more of it would cost, in wall seconds of single runs and in FLOPs, from its own finished runs.</summary>
internal sealed record StudyCost
{
    private readonly ImmutableSortedDictionary<string, double> _secondsPerToken;
    private readonly ImmutableSortedDictionary<string, double> _flopsPerToken;

    private StudyCost(ImmutableSortedDictionary<string, double> secondsPerToken, ImmutableSortedDictionary<string, double> flopsPerToken) =>
        (_secondsPerToken, _flopsPerToken) = (secondsPerToken, flopsPerToken);

    /// <summary>Wall seconds of all finished runs, one after the other.</summary>
    public required double SpentSeconds { get; init; }

    /// <summary>Estimated work of all finished runs.</summary>
    public required double SpentFlops { get; init; }

    public required int FinishedRuns { get; init; }

    public required int PlannedRuns { get; init; }

    /// <summary>Seconds for what is planned and not done, at the speed of what is.</summary>
    public required double LeftSeconds { get; init; }

    /// <summary>Seconds of one finetuning with its evaluation, the median of those at the largest size.</summary>
    public required double FinetuningSeconds { get; init; }

    /// <summary>Seconds of all finished runs of one mixture, the median over mixtures; <c>null</c> where none has any.</summary>
    public required double? MixtureSeconds { get; init; }

    public static StudyCost? Of(StudySummary? study)
    {
        RunSummary[] done = [.. (study?.Runs ?? []).Where(r => r.State == JobState.Done && r.Seconds is not null)];
        if (study is null || done.Length == 0) return null;
        double seconds = done.Sum(r => r.Seconds!.Value), flops = done.Sum(r => study.Plan.Find(r.Id)?.Flops ?? 0);
        double left = study.Runs.Where(r => r.State != JobState.Done).Sum(r => study.Plan.Find(r.Id)?.Flops ?? 0);
        (string Mixture, double Seconds, double Flops)[] rates = [.. done.Select(r => RateOf(r, study)).OfType<(string, double, double)>()];
        return new StudyCost(Rates(rates.Select(r => (r.Mixture, r.Seconds))), Rates(rates.Select(r => (r.Mixture, r.Flops))))
        {
            SpentSeconds = seconds,
            SpentFlops = flops,
            FinishedRuns = done.Length,
            PlannedRuns = study.Runs.Length,
            LeftSeconds = flops > 0 ? left * seconds / flops : 0,
            FinetuningSeconds = FinetuningOf(done),
            MixtureSeconds = MixtureOf(done, study),
        };
    }

    /// <summary>Seconds to take one trajectory on from one token count to another and to finetune its end once; <c>null</c> where the speed of the mixture is not known.</summary>
    public double? SecondsTo(string mixture, double from, double to) =>
        _secondsPerToken.TryGetValue(mixture, out double rate) ? Math.Max(0, to - from) * rate + FinetuningSeconds : null;

    /// <summary>FLOPs of the same pretraining.</summary>
    public double? FlopsTo(string mixture, double from, double to) => _flopsPerToken.TryGetValue(mixture, out double rate) ? Math.Max(0, to - from) * rate : null;

    /// <summary>Seconds of one token, or <c>null</c>.</summary>
    public double? SecondsPerToken(string mixture) => _secondsPerToken.TryGetValue(mixture, out double rate) ? rate : null;

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
        (int Examples, double Seconds)[] runs = [.. done.Where(r => r.Result is FinetuningResult).Select(r => (((FinetuningResult)r.Result!).Examples, r.Seconds!.Value))];
        double[] largest = [.. runs.Where(r => r.Examples == runs.Max(x => x.Examples)).Select(r => r.Seconds).Order()];
        return largest.Length == 0 ? 0 : largest[largest.Length / 2];
    }
}
