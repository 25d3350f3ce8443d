using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads a sweep of <c>pretraining</c>: a list of batches, and a list of rates with <c>choose-rate: none</c>.</summary>
internal static class SweepReader
{
    /// <summary>The batches of a list; null where <c>batch</c> is none.</summary>
    public static ImmutableArray<int>? Batches(SpecSection section)
    {
        if (section.Children().FirstOrDefault(child => child.Key == "batch").Value is not YamlSequenceNode list)
            return null;
        section.Find("batch", "one");
        ImmutableArray<int> batches = [.. list.Children.Select(item => section.Count(item, section.PathOf("batch"), 1, int.MaxValue)).OfType<long>().Select(count => (int)count)];
        if (list.Children.Count == 0)
            section.Fault("batch", "pretraining.batch is an empty list; expected one or more numbers of sequences, such as [4, 8, 16].");
        CheckAscending(section, "batch", [.. batches.Select(batch => (double)batch)]);
        return batches;
    }

    /// <summary>The sweep; null where one rate and one batch are trained, or a rate is chosen.</summary>
    public static SweepSpec? Read(SpecSection section, ImmutableArray<double> rates, RateChoice choice, ImmutableArray<int>? batches)
    {
        if (batches is not null && choice != RateChoice.None && section.Has("choose-rate"))
            section.Fault("choose-rate", $"pretraining.choose-rate is {choice.ToString().ToLowerInvariant()}, but pretraining.batch is a list, all of which is trained with every rate; expected none.\nhint: remove choose-rate, or give one batch.");
        if (batches is null && choice != RateChoice.None)
            return null;
        CheckAscending(section, "learning-rate", rates);
        return new SweepSpec { Rates = rates, Batches = batches ?? [] };
    }

    /// <summary>What does not go with a sweep.</summary>
    public static void Check(SpecSection root, SpecSection section, PretrainingSpec spec)
    {
        if (spec.Sweep is null)
            return;
        if (spec.Mixtures.FirstOrDefault(mixture => !mixture.Stages.IsEmpty) is { } staged)
            section.Fault("mixtures", $"pretraining.mixtures.{staged.Name} has stages, which begin with a trunk that has one rate and one batch, but the study sweeps them; expected rates for the whole run.\nhint: remove the stages, or make a study of its own for them.");
        if (root.Has("verify"))
            root.Fault("verify", "verify continues runs with one rate and one batch, but the study sweeps them; expected no verify.\nhint: choose them first (headwater fit STUDY --law optimal-rate), and verify in another study.");
    }

    private static void CheckAscending(SpecSection section, string key, IReadOnlyList<double> values)
    {
        foreach ((double left, double right) in values.Zip(values.Skip(1)).Where(pair => pair.Second <= pair.First))
            section.Fault(key, string.Create(CultureInfo.InvariantCulture, $"{section.PathOf(key)} has {right} after {left}; expected ascending numbers, each once."));
    }
}
