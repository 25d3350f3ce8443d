using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Runs a study that verifies its forecasts: first the study; then, once all of it is measured, its forecasts are written down, the leading mixtures are trained to the
/// scales that were forecast, and the two are compared. Every step is found on disk by the next command, so a study that was stopped continues where it was.
/// </summary>
public static class StudyVerifier
{
    /// <param name="spec">A study with <c>verify</c>.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="notice">Told what a person should know.</param>
    /// <param name="run">Runs a study in that folder: here, or on a cluster.</param>
    public static StudyResult Run(StudySpec spec, StudyFolder folder, Action<string> notice, Func<StudySpec, StudyResult> run)
    {
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(run);
        FrozenForecasts? frozen = FrozenForecasts.Read(folder);
        StudyResult result = run(frozen?.Continue(spec) ?? spec);
        if (frozen is null && result.Succeeded && IsMeasured(result.Plan, new RunStore(folder)))
        {
            ObservationTable table = ObservationTable.Read(folder.ObservationsFile);
            frozen = spec.Verify switch
            {
                { Larger: not null } => LargerForecast.Of(result.Plan, table),
                { Swarm: not null } => SwarmForecast.Of(spec, table, TokensOf(result.Plan, new RunStore(folder))),
                _ => FrozenForecasts.Of(spec, table),
            };
            if (!frozen.Larger.IsEmpty)
                CapacityCheck.Check(StudyPlanner.Plan(frozen.Continue(spec), result.Plan.Device), new RunStore(folder));
            RecordFile.WriteJson(folder.ForecastsFile, frozen);
            if (frozen.Mixtures.IsEmpty)
            {
                notice($"Nothing is proposed: in cross-validation no surrogate predicts {frozen.Proposal?.Objective} of a held-out mixture better than the mean of the others does. Add mixtures to the swarm, or train them for longer.");
                return result;
            }

            if (frozen.Proposal is { } proposal && !frozen.Mixtures.Contains(proposal.BestTried))
                notice($"{proposal.BestTried}, the best mixture tried, is not verified: its corpora have too few tokens for {NumberText.Format(frozen.At.Max())} without repeating.\nhint: to compare with it, lower verify.at, add text, or set repeat: true under pretraining.");
            string what = frozen.Larger.IsEmpty ? string.Join(", ", frozen.Mixtures) : $"{string.Join(" and ", frozen.Larger.Select(run => run.Words()).Distinct())} on {string.Join(", ", frozen.Mixtures)}";
            notice($"The forecasts are recorded in {folder.ForecastsFile}. Now training {what} to {string.Join(", ", frozen.At.Select(tokens => NumberText.Format(tokens)))} tokens to check them.");
            result = run(frozen.Continue(spec));
        }

        if (frozen is not null && File.Exists(folder.ObservationsFile))
            StudyVerification.Of(frozen, ObservationTable.Read(folder.ObservationsFile))?.Write(folder);
        return result;
    }

    // What a corpus holds is known once it is tokenised.
    private static ImmutableSortedDictionary<string, double> TokensOf(StudyPlan plan, RunStore store) => plan.Jobs.Where(job => job.Settings is CorpusSettings && store.IsDone(job))
        .ToImmutableSortedDictionary(job => ((CorpusSettings)job.Settings).Corpus.Name, job => (double)store.Result<CorpusResult>(job.Id).Tokens, StringComparer.Ordinal);

    // A slice of a study decides nothing.
    private static bool IsMeasured(StudyPlan plan, RunStore store)
    {
        KeptRows kept = KeptRows.Read(store.Folder);
        return plan.Cells.All(cell => store.RunOf(plan, cell) is not null || kept.Cover(plan, cell));
    }
}
