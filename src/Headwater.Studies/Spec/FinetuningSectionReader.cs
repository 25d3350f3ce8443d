using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>finetuning:</c>.</summary>
internal sealed class FinetuningSectionReader(SpecSection root)
{
    private const string AllExamples = "all";

    public FinetuningSpec Read(bool hasPretraining)
    {
        FinetuningSpec defaults = new();
        SpecSection? section = root.Section(root.Find("finetuning", "all its defaults"), "finetuning", "{ examples: [2000], steps: 200, learning-rate: 0.001 }");
        if (section is null)
            return defaults;

        int steps = section.Int("steps", defaults.Steps);
        ImmutableArray<int?> examples = ReadExamples(section);
        (int? batch, int? budget) = BatchReader.Read(section, defaults.Batch);
        FinetuningSpec spec = new()
        {
            Examples = examples,
            Steps = steps,
            Batch = batch ?? defaults.Batch,
            BatchTokens = budget,
            LearningRates = ReadRates(section, defaults.LearningRates),
            ChoosesRateEach = ReadChoice(section),
            WarmUp = section.Find("warm-up", "none: the rate is constant") is { } warmUp ? (int?)section.Count(warmUp, "finetuning.warm-up", 1, int.MaxValue) : null,
            ValidateEvery = Math.Min(section.Int("validate-every", Math.Max(1, steps / 10)), steps),
            Dropout = section.Number("dropout", defaults.Dropout, NumberRange.Share),
            Clip = section.OptionalNumber("clip", defaults.Clip, NumberRange.Positive),
            LabelSmoothing = section.Number("label-smoothing", defaults.LabelSmoothing, NumberRange.Share),
            ZLoss = section.Number("z-loss", defaults.ZLoss, NumberRange.Share),
            FromScratch = section.Flag("from-scratch", defaults.FromScratch),
            Packing = OptionalCount(section, "packing"),
            Patience = OptionalCount(section, "patience"),
            Optimization = ReadOptimization(section, steps),
            Line = section.Line,
        };
        if (!spec.FromScratch && !hasPretraining)
            section.Fault("from-scratch", "finetuning.from-scratch is false and there is no pretraining, so there is nothing to run. "
                + "Add pretraining, or remove from-scratch.");
        section.Close();
        return spec;
    }

    private static bool ReadChoice(SpecSection section)
    {
        string choice = section.Text("choose-rate", "once")!;
        if (choice is not ("once" or "each"))
            section.Fault("choose-rate", $"finetuning.choose-rate is \"{choice}\"; expected once (on the cheapest run of its kind, for all) or each (every finetuned model for itself).");
        return choice == "each";
    }

    private static int? OptionalCount(SpecSection section, string key) => OptimizationReader.OptionalCount(section, key, "none");

    private static OptimizationSpec ReadOptimization(SpecSection section, int steps)
    {
        OptimizationSpec spec = OptimizationReader.Read(section, "constant, or inverse-square-root with a warm-up", steps);
        if (spec.Schedule == ScheduleNames.InverseSquareRoot && !section.Has("warm-up"))
            section.Fault("schedule", "finetuning.schedule: inverse-square-root falls after its warm-up. Add warm-up: the steps at the full rate.");
        if (section.Has("warm-up") && spec.Schedule is not (null or ScheduleNames.InverseSquareRoot))
            section.Fault("warm-up", $"finetuning.warm-up is of the inverse square root, and schedule is {spec.Schedule}. Use ramp-up for a rise at the beginning, or remove warm-up.");
        return spec;
    }

    private static ImmutableArray<int?> ReadExamples(SpecSection section)
    {
        YamlNode? node = section.Find("examples", AllExamples);
        if (node is null)
            return [null];

        ImmutableArray<int?>.Builder sizes = ImmutableArray.CreateBuilder<int?>();
        foreach (YamlNode item in SpecSection.Items(node))
        {
            int? size = item is YamlScalarNode { Value: AllExamples } ? null : (int?)section.Count(item, "finetuning.examples", 1, int.MaxValue);
            int? last = sizes.Count == 0 ? 0 : sizes[^1];
            if (last is null || size <= last)
                section.Source.Fault(item, "finetuning.examples must ascend, because each subset holds the smaller ones; \"all\" comes last.");
            sizes.Add(size);
        }

        return sizes.ToImmutable();
    }

    private static ImmutableArray<double> ReadRates(SpecSection section, ImmutableArray<double> defaults)
    {
        YamlNode? node = section.Find("learning-rate", "0.001, or a list to choose from by validation loss");
        if (node is null)
            return defaults;

        ImmutableArray<double> rates =
            [.. SpecSection.Items(node).Select(item => section.Number(item, "finetuning.learning-rate", NumberRange.Positive)).OfType<double>().Distinct()];
        return rates.Length == 0 ? defaults : rates;
    }
}
