using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>finetuning:</c>.</summary>
internal sealed class FinetuningSectionReader(SpecSection root)
{
    private const string AllExamples = "all";
    private const int ValidationsOfFixedLength = 10;
    private const int ValidationsOfCap = 40;

    public FinetuningSpec Read(bool hasPretraining, TrainerSpec? trainer = null)
    {
        FinetuningSpec defaults = new();
        if (EvaluationSpec.IsAskedFor(root))
            return defaults with { Examples = [0], FromScratch = false, Line = (int)root.Find("finetuning", "all its defaults")!.Start.Line };
        SpecSection? section = root.Section(root.Find("finetuning", "all its defaults"), "finetuning", $"{{ examples: [2000], max-steps: 4000, learning-rate: 0.001 }}, or {EvaluationSpec.None}");
        if (section is null)
            return defaults;

        (int steps, int? patience, int between) = ReadLength(section, defaults);
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
            ValidateEvery = Math.Min(section.Int("validate-every", between), steps),
            Dropout = section.Number("dropout", defaults.Dropout, NumberRange.Share),
            Clip = section.OptionalNumber("clip", defaults.Clip, NumberRange.Positive),
            LabelSmoothing = section.Number("label-smoothing", defaults.LabelSmoothing, NumberRange.Share),
            ZLoss = section.Number("z-loss", defaults.ZLoss, NumberRange.Share),
            FromScratch = section.Flag("from-scratch", defaults.FromScratch),
            Packing = OptionalCount(section, "packing"),
            Patience = patience,
            ChooseCheckpoint = ReadCheckpointChoice(section),
            ValidationExamples = section.Int("validation-examples", defaults.ValidationExamples),
            Optimization = ReadOptimization(section, steps),
            Replay = FinetuningReplayReader.Read(section),
            Line = section.Line,
        };
        if (trainer?.Finetune is not null)
            TrainerSectionReader.Refuse(section, CommandTemplate.Finetune, [.. section.Children().Select(child => child.Key).Except(["examples", "from-scratch"])]);
        if (!spec.FromScratch && !hasPretraining)
            section.Fault("from-scratch", "finetuning.from-scratch is false and there is no pretraining, so the study has no runs.\nhint: "
                + "add pretraining, or remove from-scratch.");
        section.Close();
        return spec;
    }

    // A fixed number of steps, or as many as validation asks for, up to a cap.
    private static (int Steps, int? Patience, int Between) ReadLength(SpecSection section, FinetuningSpec defaults)
    {
        int? steps = OptimizationReader.OptionalCount(section, "steps", "none: validation decides, up to max-steps");
        int most = section.Int("max-steps", defaults.Steps);
        if (steps is not null && section.Has("max-steps"))
            section.Fault("max-steps", "finetuning has both steps (a fixed number) and max-steps (an upper limit); expected one of them.\nhint: remove one of them.");
        int? patience = OptimizationReader.OptionalCount(section, "patience", steps is null ? $"{defaults.Patience}" : "none");
        if (steps is not null)
            return (steps.Value, patience, Math.Max(1, steps.Value / ValidationsOfFixedLength));
        if (section.Has("patience") && patience is null)
            section.Fault("patience", "finetuning.patience is none and steps is not set, so only max-steps would end a run.\nhint: set steps, or a patience.");
        return (most, patience ?? defaults.Patience, Math.Max(1, most / ValidationsOfCap));
    }

    private static CheckpointChoice ReadCheckpointChoice(SpecSection section)
    {
        string choice = section.Text("choose-checkpoint", "metric")!;
        if (Enum.TryParse(choice, ignoreCase: true, out CheckpointChoice known) && choice.All(char.IsAsciiLetterLower))
            return known;
        section.Fault("choose-checkpoint", $"finetuning.choose-checkpoint is \"{choice}\"; expected metric (each metric from the checkpoint that is best by it on the validation set), loss (the lowest validation loss) or last.");
        return CheckpointChoice.Metric;
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
            section.Fault("schedule", "finetuning.schedule: inverse-square-root decreases after its warm-up, but warm-up is not set.\nhint: add warm-up, the number of steps at the full rate.");
        if (section.Has("warm-up") && spec.Schedule is not (null or ScheduleNames.InverseSquareRoot))
            section.Fault("warm-up", $"finetuning.warm-up belongs to schedule: inverse-square-root, but schedule is {spec.Schedule}.\nhint: use ramp-up, or remove warm-up.");
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
                section.Source.Fault(item, "finetuning.examples must be in ascending order, because each subset contains the smaller ones; \"all\" comes last.");
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
