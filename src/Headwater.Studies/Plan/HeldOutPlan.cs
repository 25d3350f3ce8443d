using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Which text the forgetting of a model is measured on.</summary>
internal sealed class HeldOutPlan(StudySpec spec, ImmutableSortedDictionary<string, Job> corpora)
{
    /// <summary>The corpus kept for it, where the study names one and needs it.</summary>
    public static IEnumerable<string> Corpus(StudySpec spec) =>
        spec.Pretraining?.Validation is { } name && spec.Metrics.Contains(MetricNames.Forgetting) ? [name] : [];

    /// <summary>The held-out text of one pretraining, or of a model from elsewhere.</summary>
    public HeldOutSettings Of(Job? pretraining)
    {
        PretrainingSpec section = spec.Pretraining!;
        PretrainingSettings? run = section.Validation is null ? (PretrainingSettings)pretraining!.Settings : null;
        ImmutableSortedDictionary<string, double> rates = run?.Rates ?? ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal).Add(section.Validation!, 1);
        return new HeldOutSettings
        {
            Rates = rates,
            Corpora = rates.Keys.ToImmutableSortedDictionary(name => name, name => corpora[name].Id, StringComparer.Ordinal),
            Batch = section.Batch,
            Sequence = section.Sequence,
            NoiseDensity = section.NoiseDensity,
            MeanSpan = section.MeanSpan,
            FirstStep = run?.LastStep() ?? 0,
            Seed = Seeds.Of(run?.Seed ?? spec.Seed, run is null ? Seeds.HeldOut : Seeds.PretrainingOrder),
        };
    }
}
