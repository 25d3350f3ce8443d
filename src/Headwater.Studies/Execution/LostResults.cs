namespace Headwater.Studies;

/// <summary>
/// What runs made and somebody deleted: it is made again where a run that is still to do needs it, and left alone where nothing does.
/// </summary>
internal static class LostResults
{
    /// <summary>Forgets that the runs behind what is missing are done; what they still have is used again.</summary>
    public static void Reopen(StudyPlan plan, RunStore store, Action<string> notice)
    {
        Dictionary<string, Job> jobs = plan.Jobs.ToDictionary(job => job.Id);
        bool found = true;
        while (found)                                       // what is made again may itself need what is gone
        {
            found = false;
            foreach (Job job in plan.Jobs.Where(job => !store.IsDone(job)))
            {
                foreach ((string need, string place) in Needed(job, store).Where(needed => IsLost(needed.Need, needed.Place)).ToArray())
                {
                    store.Reopen(need);
                    notice($"{place} was deleted, but {job.Id} needs it. {need} will produce it again.");
                    found = true;
                }
            }
        }

        bool IsLost(string need, string place) => jobs.TryGetValue(need, out Job? maker) && store.IsDone(maker) && !Directory.Exists(place);
    }

    private static IEnumerable<(string Need, string Place)> Needed(Job job, RunStore store) => job.Settings switch
    {
        CorpusSettings settings => [(settings.Tokenizer, store.Folder.TokenizerFolder(settings.Tokenizer))],
        PretrainingSettings settings =>
        [
            (settings.Tokenizer, store.Folder.TokenizerFolder(settings.Tokenizer)),
            .. settings.Corpora.Values.Select(corpus => (corpus, store.Folder.CorpusFolder(corpus))),
            .. settings.Export is { } export ? [(export, store.Folder.CorpusFolder(export))] : (IEnumerable<(string, string)>)[],
            .. (settings.Trials ?? []).SelectMany(trial => Checkpoint(trial, settings.ChosenAt!.Value, store)),
            .. settings.Trunk is null ? [] : settings.TrunkTokens(settings.Checkpoints.Where(tokens => !Directory.Exists(store.Folder.Run(job.Id).Checkpoint(tokens))))
                .SelectMany(tokens => Checkpoint(settings.Trunk, tokens, store)),
        ],
        MixtureExportSettings settings =>
        [
            (settings.Tokenizer, store.Folder.TokenizerFolder(settings.Tokenizer)),
            .. settings.Corpora.Values.Select(corpus => (corpus, store.Folder.CorpusFolder(corpus))),
        ],
        FinetuningSettings settings =>
        [
            (settings.Tokenizer, store.Folder.TokenizerFolder(settings.Tokenizer)),
            .. (settings.Replay?.Corpora.Values ?? []).Select(corpus => (corpus, store.Folder.CorpusFolder(corpus))),
            .. Checkpoint(settings.Pretraining, settings.Checkpoint, store),
        ],
        EvaluationSettings settings =>
        [
            (settings.Tokenizer, store.Folder.TokenizerFolder(settings.Tokenizer)),
            .. Checkpoint(settings.Pretraining, settings.Checkpoint, store),
        ],
        MeasuresSettings settings =>
        [
            (settings.Tokenizer, store.Folder.TokenizerFolder(settings.Tokenizer)),
            .. Checkpoint(settings.Pretraining, settings.Checkpoint, store),
            .. (settings.HeldOut?.Corpora.Values ?? []).Select(corpus => (corpus, store.Folder.CorpusFolder(corpus))),
            .. Finetuned(settings, store) is { } run ? [(run, store.Folder.Run(run).BestCheckpoint)] : (IEnumerable<(string, string)>)[],
        ],
        _ => [],
    };

    private static (string, string)[] Checkpoint(string? run, long tokens, RunStore store) => run is null ? [] : [(run, store.Folder.Run(run).Checkpoint(tokens))];

    private static string? Finetuned(MeasuresSettings settings, RunStore store) => settings.Run
        ?? (settings.Rate is not null && File.Exists(store.Folder.Run(settings.Rate).DoneFile) ? store.Result<RateResult>(settings.Rate).Run : null);
}
