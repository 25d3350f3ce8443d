using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Which text the forgetting of a model is measured on.</summary>
internal sealed class HeldOutPlan(StudySpec spec, ImmutableSortedDictionary<string, Job> corpora)
{
    /// <summary>The corpora kept for it, where the study names some and needs them.</summary>
    public static IEnumerable<string> Corpus(StudySpec spec) =>
        (spec.Pretraining?.Validation is { } name && (spec.Metrics.Contains(MetricNames.Forgetting) || !spec.Pretraining.LearningRates.IsEmpty) ? [name] : Array.Empty<string>()).Concat(spec.Pretraining?.Validations.Values ?? []);

    /// <summary>The held-out texts whose loss is measured, by name; none where the study names none.</summary>
    public ImmutableSortedDictionary<string, HeldOutSettings> Validations() =>
        (spec.Pretraining?.Validations ?? ImmutableSortedDictionary<string, string>.Empty).ToImmutableSortedDictionary(pair => pair.Key, pair => OfCorpus(pair.Value), StringComparer.Ordinal);

    /// <summary>The texts that a learning rate is chosen by: those of the study, or else what the pretraining does not read.</summary>
    public ImmutableSortedDictionary<string, HeldOutSettings> ToChooseBy(Job pretraining) => Validations() is { IsEmpty: false } texts ? texts
        : ImmutableSortedDictionary.Create<string, HeldOutSettings>(StringComparer.Ordinal).Add(spec.Pretraining!.Validation ?? ((PretrainingSettings)pretraining.Settings).Mixture, Of(pretraining));

    /// <summary>The held-out text of one pretraining, or of a model from elsewhere.</summary>
    public HeldOutSettings Of(Job? pretraining)
    {
        if (spec.Pretraining!.Validation is { } corpus)
            return OfCorpus(corpus);
        PretrainingSettings run = (PretrainingSettings)pretraining!.Settings;
        return Of(run.Rates, run.LastStep(), Seeds.Of(run.Seed, Seeds.PretrainingOrder)) with { Stages = run.Stages };
    }

    private HeldOutSettings OfCorpus(string corpus) =>
        Of(ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(corpus, 1), 0, Seeds.Of(spec.Seed, Seeds.HeldOut));

    private HeldOutSettings Of(ImmutableSortedDictionary<string, double> rates, long firstStep, ulong seed)
    {
        PretrainingSpec section = spec.Pretraining!;
        return new HeldOutSettings
        {
            Rates = rates,
            Corpora = rates.Keys.ToImmutableSortedDictionary(name => name, name => corpora[name].Id, StringComparer.Ordinal),
            Batch = section.Batch,
            Sequence = section.Sequence,
            Objective = section.Objective,
            NoiseDensity = section.NoiseDensity,
            MeanSpan = section.MeanSpan,
            FirstStep = firstStep,
            Seed = seed,
        };
    }
}
