using System.Text.Json.Nodes;
using Headwater.Laws;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of <c>pretraining:</c>.</summary>
internal static class PretrainingSchema
{
    private static readonly PretrainingSpec Defaults = new() { Mixtures = [], Tokens = [] };

    public static JsonObject Pretraining() => Section("What is pretrained, and how; without it, models are only finetuned from scratch.",
    [
        ("mixtures", Map("The mixtures by name.", Mixture(), new JsonObject { ["pattern"] = NamePattern, ["not"] = new JsonObject { ["const"] = StudyPlan.Scratch } })),
        ("swarm", Swarm()),
        ("tokens", OneOrMore("Ascending counts of raw corpus tokens, with a checkpoint at each: numbers, or multiples of the parameters such as 20x.",
            () => Either("Tokens.", Count("Tokens."), new JsonObject { ["type"] = "string", ["pattern"] = "^[0-9.]+x$" }), mayBeEmpty: false)),
        ("compute", OneOrMore("In place of tokens, budgets in FLOPs of a whole run.", () => Number("FLOPs.", NumberRange.Positive), mayBeEmpty: false)),
        ("batch", Either("Sequences per step, or a list of them, all of which are trained with every rate.", FinetuningSchema.Batch("Sequences per step", Defaults.Batch), new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = Count("Sequences per step.") })),
        ("sequence", Count("Encoder tokens of one sequence after corruption; of a decoder-only model, its positions.", 8, standard: Defaults.Sequence)),
        ("objective", Choice("What is learnt; it follows from the model, except for prefix-lm.", null, [PretrainingSpec.SpanCorruption, PretrainingSpec.PrefixLm, PretrainingSpec.Causal])),
        ("noise-density", Number("Share of tokens that span corruption replaces.", NumberRange.NoiseDensity, Defaults.NoiseDensity)),
        ("mean-span", Number("Mean length of a corrupted span in tokens.", NumberRange.AtLeastOne, Defaults.MeanSpan)),
        ("warm-up", Count("Steps at the full rate, before it falls with 1/√step.", standard: Defaults.WarmUp)),
        ("learning-rate", OneOrMore($"The learning rate, by default {Defaults.LearningRate.ToString(System.Globalization.CultureInfo.InvariantCulture)}; of a list, one is chosen by the loss on held-out text.", Rate)),
        ("choose-rate", Choice("Whether a rate is chosen once, on the first mixture, by each mixture, or not at all: then every rate is trained and reported.", "once", ["once", "each", "none"])),
        ("dropout", Number("Dropout probability.", NumberRange.Share, Defaults.Dropout)),
        ("clip", OrNone(Number("Largest norm of the gradient.", NumberRange.Positive, Defaults.Clip))),
        ("label-smoothing", Number("Label smoothing.", NumberRange.Share, Defaults.LabelSmoothing)),
        ("z-loss", Number("Weight of the squared log-normaliser in the training loss.", NumberRange.Share, Defaults.ZLoss)),
        ("repeat", Flag("Whether a corpus may be read more than once.", Defaults.Repeat)),
        ("interleave", Choice("What corpora alternate by.", "sequence", ["sequence", "batch", "document"])),
        ("validation", Either("Text that no model is trained on: a corpus, or corpora by the names that their losses get.", new JsonObject { ["type"] = "string" }, Map("Corpora by name.", Text("A corpus.")))),
        ("decay", OrNone(Number("Share of a checkpoint's steps over which the rate falls to 0, on a branch.", NumberRange.ProperShare))),
        ("checkpoints", Map("Existing models to use instead of pretraining: folders by mixture and tokens.", Map("Folders by pretraining tokens.", Text("The folder of a model.")))),
        (StartingCheckpoints.FromKey, Text("The folder of a model in Hugging Face layout, whose pretraining continues.")),
        ("replay", Section("A share of every mixture that comes from the text that a model was trained on before.",
        [
            ("corpus", Text("The corpus that is replayed.")),
            ("share", OneOrMore("Shares of the tokens, such as 5%; every mixture is trained with each.", () => Either("A share.", Text("A percentage.", "^[0-9.]+%$"), Number("A share from 0 to below 1.", NumberRange.Share)))),
        ], "corpus", "share")),
        .. FinetuningSchema.Training(),
    ]);

    private static JsonObject Rate() => Either("A rate.", Number("A rate.", NumberRange.Positive), Choice("A rate so small that tuning hardly matters.", null, [PretrainingRateReader.TinyRate]));

    private static JsonObject Mixture() => Either("Rates by corpus, corpora with a temperature, or stages.",
        Section("Corpora whose rates are their sizes to the power of 1 / temperature.",
            [("temperature", Number("1 is proportional to size; larger values are flatter.", NumberRange.AtLeastOne, 1)), ("corpora", CorpusSchema.Texts("The corpora."))], "temperature", "corpora"),
        Section("A mixture that changes in the course of a run.", [("stages", new JsonObject { ["type"] = "array", ["minItems"] = 2, ["items"] = Stage() })], "stages"),
        Rates("Mixing rates by corpus: shares of tokens that sum to 1."));

    // until is a share of a run's tokens, and absent in the last stage; what else there is are rates.
    private static JsonObject Stage()
    {
        JsonObject stage = Rates("Rates by corpus, and where the stage ends.");
        JsonObject share = new() { ["type"] = "number", ["exclusiveMinimum"] = 0, ["exclusiveMaximum"] = 1 };
        JsonObject percentage = new() { ["type"] = "string", ["pattern"] = @"^([0-9]{1,2}(\.[0-9]+)?|\.[0-9]+)%$" };
        stage["properties"] = new JsonObject { ["until"] = Either("The share of a run's tokens at which the stage ends.", share, percentage) };
        stage["propertyNames"] = new JsonObject { ["not"] = new JsonObject { ["const"] = "temperature" } };
        return stage;
    }

    private static JsonObject Swarm() => Section("Mixtures that are drawn around a centre, beside mixtures or in their place.",
    [
        ("runs", Count("How many mixtures.", standard: 24)),
        ("around", Either("The centre: natural, by the sizes of the corpora, or rates by corpus.", Choice("By size.", SwarmSpec.Centre, [SwarmSpec.Centre]), Rates("Rates by corpus that sum to 1."))),
        ("concentration", OneOrMore($"How close to the centre mixtures are drawn; [{string.Join(", ", MixtureSwarm.DefaultConcentrations)}] by default, in turn.", () => Number("A concentration.", NumberRange.Positive))),
        ("caps", Rates("The largest rate of a corpus.")),
        ("corpora", CorpusSchema.Texts("The corpora that are mixed; all that are not held out by default.")),
        ("seed", Count("The seed of the draws.", 0, standard: 1)),
    ]);

    private static JsonObject Rates(string about) => Map(about, Number("A share.", NumberRange.Rate));
}
