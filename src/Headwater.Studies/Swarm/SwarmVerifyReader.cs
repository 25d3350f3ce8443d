using System.Collections.Immutable;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>verify</c> where it is a map: the proposal of a swarm.</summary>
internal static class SwarmVerifyReader
{
    private const string Expected = "{ objective: help-de, at: [4M], mixtures: 2, seeds: 3 }";

    // As many as a surrogate can be cross-validated on.
    private const int FewestMixtures = 6;

    public static SwarmVerifySpec? Read(SpecSection root, YamlNode node, StudyParts parts)
    {
        SpecSection section = root.Section(node, "verify", Expected)!;
        PretrainingSpec? pretraining = parts.Pretraining;
        SwarmSpec? swarm = pretraining?.Mixtures.Select(mixture => mixture.Swarm).FirstOrDefault(swarm => swarm is not null);
        string metric = section.Text("metric", pretraining is { Validations.IsEmpty: false } ? MetricNames.ValidationLoss : parts.Metrics.FirstOrDefault() ?? MetricNames.CrossEntropy)!;
        SwarmVerifySpec spec = new()
        {
            Metric = metric,
            Objective = section.Text("objective", MixtureOptions.Mean)!,
            At = ReadScales(section, parts.Forecast),
            Further = (int)section.Count("mixtures", 0, 0, 10_000),
            Seeds = (int)section.Count("seeds", parts.Seeds, 1, 1000),
            Surrogate = section.Text("surrogate", MixtureSurrogates.Auto)!,
            Swarm = [.. (pretraining?.Mixtures ?? []).Where(mixture => mixture.Swarm is not null).Select(mixture => mixture.Name)],
            Caps = swarm?.Caps ?? ImmutableSortedDictionary<string, double>.Empty,
        };
        section.Close();
        if (swarm is null || pretraining is null)
        {
            section.Fault($"verify is a map, which is for the proposal of a swarm, but pretraining has no {SwarmReader.Key}.\nhint: add pretraining.{SwarmReader.Key}, or give how many mixtures, or their names, are verified.");
            return null;
        }

        Check(section, spec, pretraining, parts);
        return spec;
    }

    private static ImmutableArray<long> ReadScales(SpecSection section, ForecastSpec? forecast) => section.Find("at", "forecast.at") is { } at
        ? [.. SpecSection.Items(at).Select(item => section.Count(item, "verify.at", 1)).OfType<long>().Distinct().Order()]
        : [.. (forecast?.At ?? []).Select(tokens => (long)tokens).Order()];

    private static void Check(SpecSection section, SwarmVerifySpec spec, PretrainingSpec pretraining, StudyParts parts)
    {
        if (pretraining.Tokens.Length > 0 && !spec.At.Any(at => at > pretraining.Tokens.Max()))
            section.Fault("at", $"verify.at has no scale beyond the largest pretraining.tokens, {NumberText.Format(pretraining.Tokens.Max())}; expected a larger token count, such as [{NumberText.Format(8 * pretraining.Tokens.Max())}].");
        if (pretraining.Mixtures.Any(mixture => mixture.Name == SwarmProposal.Name))
            section.Fault($"pretraining.mixtures has \"{SwarmProposal.Name}\", which is the name of the mixture that verify trains.\nhint: rename the mixture, or remove verify.");
        int fewest = Math.Max(pretraining.Mixtures.SelectMany(mixture => mixture.Rates.Keys).Distinct().Count() + 2, FewestMixtures);
        if (pretraining.Mixtures.Length < fewest)
            section.Fault($"verify fits a surrogate to {pretraining.Mixtures.Length} mixtures; expected at least {fewest}.\nhint: raise pretraining.{SwarmReader.Key}.runs.");
        if (spec.Further > pretraining.Mixtures.Length - 2)
            section.Fault("mixtures", $"verify.mixtures is {spec.Further}; expected at most {pretraining.Mixtures.Length - 2}, the mixtures beside the natural one and the best.");
        if (spec.Seeds < parts.Seeds)
            section.Fault("seeds", $"verify.seeds is {spec.Seeds}; expected at least {parts.Seeds}, the seeds of the study.");
        if (parts.Models.Length > 1)
            section.Fault($"verify of a swarm needs one model; the study has {parts.Models.Length}.\nhint: make a study of each.");
        if (!MixtureSurrogates.Names.Contains(spec.Surrogate))
            section.Fault("surrogate", $"verify.surrogate is \"{spec.Surrogate}\"; expected {string.Join(", ", MixtureSurrogates.Names)}.");
        CheckObjective(section, spec, pretraining, parts);
    }

    private static void CheckObjective(SpecSection section, SwarmVerifySpec spec, PretrainingSpec pretraining, StudyParts parts)
    {
        bool isLoss = spec.Metric == MetricNames.ValidationLoss;
        string[] metrics = [.. (pretraining.Validations.IsEmpty ? Array.Empty<string>() : [MetricNames.ValidationLoss]).Concat(parts.Tasks.SelectMany(task => task.Text is null ? parts.Metrics : task.Text.Metrics)).Distinct()];
        if (!metrics.Contains(spec.Metric))
        {
            section.Fault("metric", $"verify.metric is \"{spec.Metric}\", which the study does not measure; expected {string.Join(", ", metrics)}.");
            return;
        }

        string[] targets = [.. isLoss ? pretraining.Validations.Keys : parts.Tasks.Select(task => task.Name)];
        if (spec.Objective != MixtureOptions.Mean && !targets.Contains(spec.Objective))
            section.Fault("objective", $"verify.objective is \"{spec.Objective}\"; expected {MixtureOptions.Mean}, or what {spec.Metric} is measured on: {string.Join(", ", targets)}.");
        else if (!isLoss && spec.Objective != MixtureOptions.Mean && parts.Finetuning.Examples.Length > 1)
            section.Fault("objective", $"verify.objective names a task, and finetuning.examples has {parts.Finetuning.Examples.Length} sizes; expected {MixtureOptions.Mean}, which averages over them.");
    }
}

/// <summary>The parts of a study file that the verification of a swarm refers to.</summary>
internal sealed record StudyParts(
    PretrainingSpec? Pretraining, ForecastSpec? Forecast, ImmutableArray<string> Metrics, ImmutableArray<TaskSpec> Tasks, FinetuningSpec Finetuning, ImmutableArray<ModelSpec> Models, int Seeds)
{
    /// <summary>The commands that train or score in place of Headwater; null where it does everything.</summary>
    public TrainerSpec? Trainer { get; init; }
}
