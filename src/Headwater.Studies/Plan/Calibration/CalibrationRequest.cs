using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>What of a study is measured: one run of each kind stands for all of its kind.</summary>
public sealed record CalibrationRequest
{
    /// <summary>Text that a tokenizer for the measurement is trained on, and that is tokenised to see how fast that goes.</summary>
    internal const long SampleBytes = 1_000_000;

    /// <summary>Whether other work holds the machine while it is measured.</summary>
    public bool IsBusy { get; init; }

    public required TokenizerSettings Tokenizer { get; init; }

    /// <summary>The study's own tokenizer, where it is made.</summary>
    public string? TokenizerFolder { get; init; }

    public required ImmutableArray<TextSource> Corpora { get; init; }

    public required ImmutableArray<PretrainingSettings> Pretraining { get; init; }

    public required ImmutableArray<FinetuningSettings> Finetuning { get; init; }

    internal static CalibrationRequest Of(StudyPlan plan, RunStore store)
    {
        Job tokenizer = plan.Jobs.First(job => job.Stage == Stage.Tokenizer);
        return new CalibrationRequest
        {
            Tokenizer = (TokenizerSettings)tokenizer.Settings,
            TokenizerFolder = store.IsDone(tokenizer) ? store.Folder.TokenizerFolder(tokenizer.Id) : null,
            Corpora = [.. plan.Jobs.Select(job => job.Settings).OfType<CorpusSettings>().Select(settings => settings.Corpus)],
            Pretraining = [.. plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().DistinctBy(settings => settings.Model.Name)],
            Finetuning = [.. plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().DistinctBy(settings => (settings.Model.Name, settings.Task.Name))],
        };
    }
}
