using System.Collections.Immutable;
using System.Text;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>What of a study is measured: one run of each kind stands for all of its kind.</summary>
public sealed record CalibrationRequest
{
    /// <summary>Text that a tokenizer for the measurement is trained on, and that is tokenised to see how fast that goes.</summary>
    internal const long SampleBytes = 1_000_000;

    /// <summary>Whether waiting for a processor is part of what is measured: on an accelerator, and where the study's runs are more than the processors.</summary>
    public bool ByTheClock { get; init; }

    public required TokenizerSettings Tokenizer { get; init; }

    /// <summary>The study's own tokenizer, where it is made.</summary>
    public string? TokenizerFolder { get; init; }

    public required ImmutableArray<TextSource> Corpora { get; init; }

    public required ImmutableArray<PretrainingSettings> Pretraining { get; init; }

    public required ImmutableArray<FinetuningSettings> Finetuning { get; init; }

    /// <summary>Whether <see cref="SampleTokenizer"/> trains one.</summary>
    internal bool TrainsTokenizer => Tokenizer.Load is null && TokenizerFolder is null;

    internal static CalibrationRequest Of(StudyPlan plan, RunStore store)
    {
        Job tokenizer = plan.Jobs.First(job => job.Stage == Stage.Tokenizer);
        return new CalibrationRequest
        {
            Tokenizer = (TokenizerSettings)tokenizer.Settings,
            TokenizerFolder = store.IsDone(tokenizer) ? store.Folder.TokenizerFolder(tokenizer.Id) : null,
            Corpora = [.. plan.Jobs.Select(job => job.Settings).OfType<CorpusSettings>().Select(settings => settings.Corpus)],
            Pretraining = [.. plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().Where(settings => settings.Trainer is null).DistinctBy(settings => settings.Model.Name)],
            Finetuning = [.. plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>().Where(settings => settings.Trainer is null).DistinctBy(settings => (settings.Model.Name, settings.Task.Name))],
        };
    }

    /// <summary>The study's own tokenizer where it is made or loaded; else one of a small sample, which cuts text much as the study's will.</summary>
    internal TextTokenizer SampleTokenizer() => Tokenizer.Load is { } load ? TextTokenizer.Load(load.Path!, Tokenizer.Sentinels)
        : TokenizerFolder is { } folder ? TextTokenizer.Load(folder, Tokenizer.Sentinels)
        : TextTokenizer.Of(TokenizerStage.Train(Tokenizer with { Sample = Math.Min(Tokenizer.Sample, SampleBytes) }, CancellationToken.None), Tokenizer.Sentinels);

    /// <summary>Bytes and tokens of a sample of the corpora; null without corpora.</summary>
    internal (double Bytes, double Tokens)? SampleText(TextTokenizer tokenizer)
    {
        double bytes = 0;
        long tokens = 0;
        List<int> ids = [];
        foreach (string text in Corpora.SelectMany(corpus => TokenizerStage.Bounded(StudyData.Open(corpus).Documents(), SampleBytes / Corpora.Length)))
        {
            ids.Clear();
            tokenizer.Encode(text, ids);
            tokens += ids.Count + 1;
            bytes += Encoding.UTF8.GetByteCount(text);
        }

        return Corpora.IsEmpty ? null : (bytes, tokens);
    }
}
