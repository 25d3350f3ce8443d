using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Compares the tokens that pretraining asks for with those the corpora hold, as soon as these are counted and before anything is trained.</summary>
internal static class CapacityCheck
{
    private const string TokensKey = "pretraining.tokens";

    /// <exception cref="StudySpecException">Some mixture asks for more than its corpora hold and may not repeat, or a corpus is too short for one sequence.</exception>
    public static void Check(StudyPlan plan, RunStore store)
    {
        if (plan.Spec.Pretraining is not { } pretraining)
            return;

        List<Fault> faults = [.. plan.Jobs
            .Select(job => job.Settings)
            .OfType<PretrainingSettings>()
            .Where(settings => !TrunkPlan.IsTrunk(settings) && settings.Corpora.Values.Append(settings.Tokenizer).All(need => store.IsDone(plan.Find(need)!)))
            .SelectMany(settings => new[] { Shortage(settings, store, KeyOf(pretraining, settings)), Unverifiable(plan.Spec, settings, store) }.OfType<string>().Take(1))
            .Concat(plan.Jobs
                .Where(job => job.Settings is MeasuresSettings { HeldOut: not null } settings && settings.HeldOut.Corpora.Values.All(need => store.IsDone(plan.Find(need)!)))
                .Select(job => NothingHeldOut((MeasuresSettings)job.Settings, store)))
            .OfType<string>()
            .Distinct()
            .Select(message => new Fault(Path.GetFileName(plan.Spec.File), pretraining.Line, message))];
        if (faults.Count > 0)
            throw new StudySpecException(faults);
    }

    private static string KeyOf(PretrainingSpec pretraining, PretrainingSettings settings) =>
        pretraining.LargerTokens.TryGetValue(settings.Model.Name, out ImmutableArray<long> larger) && settings.Checkpoints.Max() == larger.Max() ? VerifySpec.AtKey : pretraining.Scale?.Key ?? TokensKey;

    private static string? NothingHeldOut(MeasuresSettings settings, RunStore store)
    {
        string corpora = string.Join(", ", settings.HeldOut!.Corpora.Keys);
        try
        {
            using HeldOutText text = new(store, settings.HeldOut, settings.Tokenizer);
            return text.Count > 0 ? null : $"metrics names {MetricNames.Forgetting}, but pretraining uses every sequence of {corpora}; expected at least one unseen sequence.\nhint: "
                + "name a corpus of other text under pretraining.validation, or lower pretraining.tokens.";
        }
        catch (ArgumentException exception)
        {
            return $"{MetricNames.Forgetting} cannot be measured on {corpora}: {exception.Message}";
        }
    }

    /// <summary>Why a trajectory cannot have the tokens it asks for; null where it can.</summary>
    public static string? Shortage(PretrainingSettings settings, RunStore store, string key = TokensKey) => Shortage(settings, store, $"{key} asks for", key);

    // What is verified is trained after the whole study, and must not turn out to be impossible then.
    private static string? Unverifiable(StudySpec spec, PretrainingSettings settings, RunStore store)
    {
        ImmutableArray<long> further = spec.Verify?.ScalesOf(settings.Mixture, spec) ?? [];
        return further.IsEmpty ? null : Shortage(settings with { Checkpoints = further }, store, "verify trains up to", spec.Verify!.ScaleKey);
    }

    private static string? Shortage(PretrainingSettings settings, RunStore store, string asks, string key)
    {
        if (settings.Trainer is not null)
            return null;                                    // writing its text has found out

        try
        {
            using PretrainingText text = new(store, settings);
            long wanted = settings.LastStep() * settings.TokensPerStep();
            long capacity = text.Stream.Capacity;
            if (settings.Repeat || wanted <= capacity)
                return null;

            string held = string.Join(", ", text.Shards.Select(shard =>
                $"{shard.Key} has {shard.Value.TokenCount} at rate {NumberText.Format(settings.Rates[shard.Key])}"));
            return $"{asks} {NumberText.Format(settings.Checkpoints.Max())} tokens of {NameOf(settings)} ({wanted} in whole steps), "
                + $"but its corpora have only {capacity} without repeating ({held}).\nhint: lower {key}, add text, or set repeat: true under pretraining.";
        }
        catch (ArgumentException exception)
        {
            return $"{NameOf(settings)} cannot be pretrained on: {exception.Message}";
        }
    }

    private static string NameOf(PretrainingSettings settings) => TrunkPlan.IsTrunk(settings) ? $"the first stage ({settings.Mixture})" : $"the mixture {settings.Mixture}";
}
