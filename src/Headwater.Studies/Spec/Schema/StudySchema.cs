using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>
/// The study file as a JSON Schema (draft 7, which the YAML language server reads), so that an editor completes and checks it. It covers structure, types, ranges and
/// unknown keys; <see cref="StudyReader"/> also checks files and what depends on several keys.
/// </summary>
public static class StudySchema
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as JSON text with a line feed at its end.</summary>
    public static string Json { get; } = Build().ToJsonString(Layout) + "\n";

    private static JsonObject Build()
    {
        JsonObject schema = new() { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["title"] = "Headwater study" };
        foreach ((string keyword, JsonNode? value) in Section("A study: corpora, pretraining mixtures, tasks, and what is measured and forecast.", Keys(), "study").ToArray())
            schema[keyword] = value!.DeepClone();
        schema["allOf"] = new JsonArray(
            new JsonObject { ["anyOf"] = new JsonArray(Requires("model"), Requires("models"), new JsonObject { ["required"] = new JsonArray("pretraining"), ["properties"] = new JsonObject { ["pretraining"] = new JsonObject { ["anyOf"] = new JsonArray(Requires("checkpoints"), Requires(StartingCheckpoints.FromKey)) } } }) },
            new JsonObject { ["not"] = Requires("model", "models") },
            new JsonObject { ["oneOf"] = new JsonArray(Requires("task"), Requires("tasks")) });
        schema["definitions"] = new JsonObject { ["model"] = ModelSchema.Model(), ["task"] = TaskSchema.Task(), ["sbatch"] = SlurmSchema.Stage() };
        return schema;
    }

    private static JsonObject Requires(params string[] keys) => new() { ["required"] = new JsonArray([.. keys.Select(key => (JsonNode)key)]) };

    private static IEnumerable<(string Key, JsonObject Value)> Keys() =>
    [
        ("study", Text("The name of the study; it also names its folder, studies/NAME.", NamePattern)),
        ("seed", Count("The seed from which every random choice derives.", 0, standard: 1)),
        ("seeds", Either("Training is repeated with each seed on the same data, and the rows are replicates: a list of seeds, how many seeds to use, starting at seed, or the mixtures of each seed.",
            Count("How many.", 1, 1000), new JsonObject { ["type"] = "array", ["items"] = Count("A seed.", 0) },
            Map("Mixtures by seed.", OneOrMore("all, or names of mixtures.", () => Text("all, or the name of a mixture."))))),
        ("threads", Count("CPU threads of one run. The number is part of a result's identity, because sums depend on the order in which threads add.", standard: 1)),
        ("tokenizer", ModelSchema.Tokenizer()),
        ("model", Reference("model")),
        ("models", Map("Several models by name, instead of model.", Reference("model"))),
        ("corpora", Map("The corpora by name.", CorpusSchema.Corpus(), new JsonObject { ["pattern"] = NamePattern })),
        ("pretraining", PretrainingSchema.Pretraining()),
        ("finetuning", FinetuningSchema.Finetuning()),
        ("shots", OneOrMore("With finetuning: none, how many solved examples stand before each question; a list has rows for each number.", () => Count("Solved examples in the prompt.", 0, 1000, 0))),
        ("task", Reference("task")),
        ("tasks", Map("Several tasks by name, instead of task.", Reference("task"), new JsonObject { ["not"] = new JsonObject { ["const"] = TaskMean.Task } })),
        ("metrics", OneOrMore($"The metrics of every finetuned model; {string.Join(", ", MetricNames.All)} by default.", () => Choice("A metric.", null, MetricNames.Known))),
        ("forecast", Section("What the backtest fits, and what is forecast.",
        [
            ("fit-on", Count("How many of the smallest checkpoints the backtest fits; the larger ones are held out.", 3)),
            ("at", OneOrMore("Pretraining tokens to forecast.", () => Number("Pretraining tokens.", NumberRange.Positive))),
        ])),
        ("verify", VerifySchema()),
        ("observations", Text("A table with rows of finished runs, which are not repeated.")),
        ("precision", Choice("bf16 multiplies in bfloat16 and keeps weights, norms, softmax, embeddings, logits and loss in float32.", "fp32", ["fp32", OptimizationSpec.BFloat16])),
        ("price", Text($"The price of a device-hour, from which plan estimates the cost: {Price.Expected}.")),
        ("tensorboard", Flag("Whether runs write event files for TensorBoard in runs/ID/tensorboard.", false)),
        ("save-every", Count("Seconds between the states that a run saves to resume from; 0 saves after every step.", 0, int.MaxValue, 60)),
        ("keep-states", Count("How many of the latest states are kept beside the requested checkpoints.", standard: 1)),
        ("retries", Either("How often a failed run is tried again.", Count("How often.", 0, 1000, 2), Section("How often, after which failures, and after what wait.",
        [
            ("times", Count("Further attempts.", 0, 1000, 2)),
            ("after", OneOrMore("The kinds of failure that are tried again.", () => Choice("A kind of failure.", null, RetryReader.KindNames))),
            ("wait", Count("Seconds before the first further attempt; they double with each.", 0, 3600, 5)),
        ]))),
        ("slurm", SlurmSchema.Slurm()),
        (TrainerSectionReader.Key, TrainerSchema.Trainer()),
    ];

    private static JsonObject VerifySchema() => Either("What is trained after the decision, to see whether the forecasts came true.",
        Count("How many of the leading mixtures are trained to the scales of forecast.at."),
        OneOrMore("The mixtures, by name.", () => new JsonObject { ["type"] = "string" }),
        Section("Of a swarm, how its proposal is verified; of a study with compute or tokens: 20x, how large the larger run is.",
        [
            ("metric", Text("The metric that the surrogate is fitted to, or the loss that splits a budget; the loss on held-out text where pretraining.validation has several texts.")),
            ("objective", Text("What the mixture should be best at: a task, a text of pretraining.validation, or their mean.")),
            ("at", OneOrMore("Token counts at which the proposal is trained, those of forecast.at by default; or FLOPs of the larger run with compute, parameters of its model with tokens: 20x.", () => Number("Pretraining tokens, FLOPs or parameters.", NumberRange.Positive))),
            ("mixtures", Either("Mixtures that are trained beside the proposal, the natural one and the best one tried; or how many of the leading ones read the larger model's text, or their names.",
                Count("How many.", 0, 10_000, 0), OneOrMore("By name.", () => new JsonObject { ["type"] = "string" }))),
            ("seeds", Count("Seeds that each is trained with; those of the study by default.", 1, 1000)),
            ("surrogate", Choice("The surrogate that proposes the mixture.", Laws.MixtureSurrogates.Auto, Laws.MixtureSurrogates.Names)),
        ]));
}
