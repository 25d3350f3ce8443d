using System.Text.Json.Nodes;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of <c>finetuning:</c>, and of the keys that it shares with <c>pretraining:</c>.</summary>
internal static class FinetuningSchema
{
    private static readonly FinetuningSpec Defaults = new();

    public static JsonObject Finetuning() => Either("How models are finetuned; none measures the pretrained models as they are.", Choice("No finetuning.", null, [EvaluationSpec.None]), Section("Finetuning.",
    [
        ("examples", OneOrMore("Sizes of the finetuning set, ascending; smaller sets are subsets of larger ones. All examples by default.", () => Either("Examples.", Count("Examples."), Choice("All examples.", null, ["all"])))),
        ("steps", OrNone(Count("A fixed number of steps, in place of max-steps."))),
        ("max-steps", Count("Steps after which a run ends at the latest.", standard: Defaults.Steps)),
        ("patience", OrNone(Count("Validations in a row without an improvement of any metric after which a run ends; none with steps by default.", standard: Defaults.Patience))),
        ("batch", Batch("Examples per step", Defaults.Batch)),
        ("packing", OrNone(Count("Tokens per row: short examples share rows, without attention between them."))),
        ("learning-rate", OneOrMore("The learning rate, by default 0.001; of a list, one is chosen by validation loss.", () => Number("A rate.", NumberRange.Positive))),
        ("choose-rate", Choice("Whether a rate is chosen once, on the cheapest run of its kind, or by every finetuned model.", "once", ["once", "each"])),
        ("warm-up", Count("Steps at the full rate, before it falls with 1/√step; without it, the rate is constant.")),
        ("validate-every", Count("Steps between validations; max-steps / 40, or steps / 10, by default.")),
        ("validation-examples", Count("The largest number of validation examples that are decoded to choose checkpoints by a metric.", standard: Defaults.ValidationExamples)),
        ("choose-checkpoint", Choice("Which checkpoint is measured: each metric at the one best by it, all at the one with the lowest loss, or all after the last step.", "metric", ["metric", "loss", "last"])),
        ("dropout", Number("Dropout probability.", NumberRange.Share, Defaults.Dropout)),
        ("clip", OrNone(Number("Largest norm of the gradient.", NumberRange.Positive, Defaults.Clip))),
        ("label-smoothing", Number("Label smoothing.", NumberRange.Share, Defaults.LabelSmoothing)),
        ("z-loss", Number("Weight of the squared log-normaliser in the training loss.", NumberRange.Share, Defaults.ZLoss)),
        ("from-scratch", Flag("Whether a model that was not pretrained is finetuned too.", Defaults.FromScratch)),
        ("replay", Either("A share of the steps whose batches are pretraining text, against forgetting.", Share(), Section("A share, and the corpus.",
        [
            ("share", Share()),
            ("corpus", Text("The corpus that is replayed; by default the mixture that the checkpoint was pretrained on.")),
        ], "share"))),
        .. Training(),
    ]));

    private static JsonObject Share() => Either("A share of the steps, such as 1%.", Text("A percentage.", "^[0-9.]+%$"), Number("A share from 0 to below 1.", NumberRange.Share));

    public static JsonObject Batch(string rows, int standard) => Either($"{rows}, or {{ tokens: 8192 }} for as many as fit into that many input and target tokens.",
        Count($"{rows}.", standard: standard), Section("A budget of tokens.", [("tokens", Count("Input and target tokens, padding included."))], "tokens"));

    /// <summary>The keys on training that both sections have.</summary>
    public static IEnumerable<(string Key, JsonObject Value)> Training() =>
    [
        ("optimizer", Choice("The optimiser; adamw is for decoder-only models.", "adafactor", ["adafactor", OptimizationSpec.AdamWScale, OptimizationSpec.AdamW])),
        ("weight-decay", Number("Share of the rate by which weights shrink in each step; needs an AdamW.", NumberRange.Share, 0)),
        ("schedule", Choice("How the rate changes: by default inverse-square-root in pretraining, and constant in finetuning.", null, ScheduleNames.All)),
        ("ramp-up", Count("Steps over which the rate rises linearly to its full value.", 0, int.MaxValue, 0)),
        ("final-rate", Number("Share of the rate at the end of cosine and linear.", NumberRange.Share, 0)),
        ("micro-batch", OrNone(Count("Rows that go through the model at a time; gradients are accumulated."))),
        ("recompute", Flag("Whether each layer is computed again in the backward pass: less memory, more time.", false)),
        ("spike-guard", OrNone(Number("The run stops if the loss exceeds this many times its running mean.", NumberRange.AboveOne))),
    ];
}
