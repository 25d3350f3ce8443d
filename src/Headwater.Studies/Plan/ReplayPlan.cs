using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Which pretraining text a finetuning reads in between.</summary>
internal sealed class ReplayPlan(StudySpec spec, ImmutableSortedDictionary<string, Job> corpora)
{
    /// <summary>The text of one checkpoint: what it has read, or the corpus that the study names. Null where the study replays nothing.</summary>
    /// <param name="pretraining">Its run; null for a model from elsewhere.</param>
    /// <param name="tokens">Its token count.</param>
    /// <param name="seed">The seed of its training.</param>
    public ReplaySettings? Of(Job? pretraining, long tokens, ulong seed)
    {
        if (spec.Finetuning.Replay is not { } replay || spec.Pretraining is not { } section)
            return null;
        PretrainingSettings? run = replay.Corpus is null ? (PretrainingSettings)pretraining!.Settings : null;
        ImmutableSortedDictionary<string, double> rates = run?.Rates ?? ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(replay.Corpus!, 1);
        ReplaySettings text = new()
        {
            Share = replay.Share,
            Rates = rates,
            Corpora = rates.Keys.ToImmutableSortedDictionary(name => name, name => corpora[name].Id, StringComparer.Ordinal),
            Batch = spec.Finetuning.Batch,
            Sequence = section.Sequence,
            Objective = section.Objective,
            NoiseDensity = section.NoiseDensity,
            MeanSpan = section.MeanSpan,
            Interleave = run?.Interleave,
            Sequences = run is null ? null : run.StepOf(tokens) * run.Batch,
            Seed = Seeds.Of(run?.Seed ?? seed, Seeds.PretrainingOrder),
        };

        // As many sequences as a batch has pairs, or as its budget of tokens holds.
        return spec.Finetuning.BatchTokens is int budget ? text with { Batch = Math.Max(1, budget / (text.InputLength() + text.TargetLength())) } : text;
    }
}
