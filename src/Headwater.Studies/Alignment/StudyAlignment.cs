using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>How close the mixtures of a study are to each of its tasks, before anything is trained.</summary>
public static class StudyAlignment
{
    /// <summary>Measures by task. The study's corpora are its mixtures where it pretrains on none.</summary>
    /// <exception cref="StudySpecException">Texts of the study that cannot be read.</exception>
    public static ImmutableSortedDictionary<string, TaskAlignment> Of(StudySpec spec, AlignmentOptions options)
    {
        ArgumentNullException.ThrowIfNull(spec);
        StudyData data = StudyData.Load(spec);
        Mixture[] mixtures = [.. Mixtures(StudyPlanner.WithRates(spec, data))];
        Corpus[] corpora = [.. mixtures.SelectMany(mixture => mixture.Rates.Keys).Distinct().Order(StringComparer.Ordinal).Select(name => StudyData.Open(data.Corpora[name]))];
        return data.Tasks.Values.ToImmutableSortedDictionary(
            task => task.Name, task => TaskAlignment.Of(corpora, mixtures, StudyData.Read(task.Train), task.Source, task.Target, options), StringComparer.Ordinal);
    }

    /// <summary>Each measure as an observation, so that tables, figures and laws can use it.</summary>
    public static IEnumerable<Observation> Observations(string? source, string task, TaskAlignment alignment)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        return alignment.Mixtures.SelectMany(mixture => mixture.Measures.Select(measure => new Observation
        {
            Source = source,
            PretrainingData = mixture.Mixture,
            Task = task,
            Metric = Observation.AlignmentPrefix + measure.FullName,
            HigherIsBetter = measure.HigherIsCloser,
            Value = measure.Value,
        }));
    }

    private static IEnumerable<Mixture> Mixtures(StudySpec spec) => spec.Pretraining is { Checkpoints.IsEmpty: true } pretraining
        ? pretraining.Mixtures.Select(mixture => new Mixture(mixture.Name, mixture.Rates))
        : spec.Corpora.Select(corpus => Mixture.Of(corpus.Name));
}
