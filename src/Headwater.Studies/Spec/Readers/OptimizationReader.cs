using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Reads the keys on training that <c>pretraining:</c> and <c>finetuning:</c> share.</summary>
internal static class OptimizationReader
{
    private const string Adafactor = "adafactor";

    /// <param name="section">The section.</param>
    /// <param name="schedule">What the section's schedule is by default, in words.</param>
    /// <param name="steps">Steps of the run, where a rise must end before; null where they are not known.</param>
    public static OptimizationSpec Read(SpecSection section, string schedule, long? steps)
    {
        OptimizationSpec spec = new()
        {
            Optimizer = Choice(section, "optimizer", Adafactor, [Adafactor, OptimizationSpec.AdamWScale, OptimizationSpec.AdamW]) is var optimizer && optimizer == Adafactor ? null : optimizer,
            WeightDecay = NullIf(section.Number("weight-decay", 0, NumberRange.Share), 0),
            Schedule = Choice(section, "schedule", schedule, ScheduleNames.All) is var kind && kind == schedule ? null : kind,
            RampUp = (int)section.Count("ramp-up", 0, 0, int.MaxValue) is var rise && rise == 0 ? null : rise,
            FinalRate = NullIf(section.Number("final-rate", 0, NumberRange.Share), 0),
            MicroBatch = OptionalCount(section, "micro-batch", "none: the whole batch"),
            Recompute = section.Flag("recompute", false),
            SpikeGuard = section.OptionalNumber("spike-guard", null, NumberRange.AboveOne),
        };
        Check(section, spec, steps);
        return spec;
    }

    /// <summary>A count, or <c>none</c>.</summary>
    public static int? OptionalCount(SpecSection section, string key, string @default) => section.Find(key, @default) switch
    {
        null or YamlDotNet.RepresentationModel.YamlScalarNode { Value: "none" } => null,
        { } node => (int?)section.Count(node, section.PathOf(key), 1, int.MaxValue),
    };

    private static void Check(SpecSection section, OptimizationSpec spec, long? steps)
    {
        if (spec is { WeightDecay: not null, Optimizer: null })
            section.Fault("weight-decay", $"{section.PathOf("weight-decay")} needs optimizer: {OptimizationSpec.AdamWScale} or {OptimizationSpec.AdamW}; Adafactor has none.\nhint: remove one, or choose the other.");
        if (spec.FinalRate is not null && spec.Schedule is not (ScheduleNames.Cosine or ScheduleNames.Linear))
            section.Fault("final-rate", $"{section.PathOf("final-rate")} needs schedule: cosine or linear, which end at a share of the rate.\nhint: choose one, or remove final-rate.");
        if (spec.RampUp >= steps)
            section.Fault("ramp-up", $"{section.PathOf("ramp-up")} is {spec.RampUp}, and training has {steps} steps; expected fewer, so that the full rate is reached.");
    }

    private static string Choice(SpecSection section, string key, string @default, string[] choices)
    {
        string value = section.Text(key, @default)!;
        if (value == @default || choices.Contains(value))
            return value;

        string hint = NearestName.To(value, choices) is { } near ? $"did you mean \"{near}\"? " : "";
        section.Fault(key, $"{section.PathOf(key)} is \"{value}\"; {hint}Expected one of {string.Join(", ", choices)}.");
        return @default;
    }

    private static double? NullIf(double value, double none) => value == none ? null : value;
}
