using System.Text.Json.Nodes;
using Headwater.Models;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of a task.</summary>
internal static class TaskSchema
{
    public static JsonObject Task() => Either("What the finetuned model must do.",
        new JsonObject { ["description"] = "The path of a task file.", ["type"] = "string", ["minLength"] = 1 },
        Section("Translation.", [("translation", Section("Sentence pairs from files.",
        [
            .. Translation(Text("Two-letter code of the language translated from."), Text("Two-letter code of the language translated into.")),
            .. Splits("The common beginning of two aligned files, or one .tsv, .jsonl, .parquet, .tmx or .po file."),
            ("min-source-words", Words("shortest source")), ("max-source-words", Words("longest source")), ("min-target-words", Words("shortest target")), ("max-target-words", Words("longest target")),
        ], "source", "target", "train", "validation", "test"))], "translation"),
        Section("Translation of generated phrases.",
        [
            ("generate", Choice("The generator.", null, [GeneratedTaskSpec.Phrasebook])), ("topics", CorpusSchema.Topics()),
            .. Translation(CorpusSchema.Language(), CorpusSchema.Language()), .. Counts(),
        ], "generate", "source", "target"),
        Section("Questions about generated passages.",
        [
            ("generate", Choice("The generator.", null, [GeneratedTaskSpec.Phrasebook])), ("topics", CorpusSchema.Topics()),
            ("ask", Choice("What is asked.", null, GeneratedTaskReader.Questions)), ("language", CorpusSchema.Language()), .. Judging(), .. Counts(),
        ], "generate", "ask", "language"),
        Section("Cloze questions made from running text.",
        [
            ("generate", Choice("The generator.", null, [GeneratedTaskSpec.Cloze])),
            ("corpus", Text("A file of running text, a paragraph a line.")), ("books", Text("A .tsv or .csv file with a column of words, one line a book.")),
            ("options", Count("Choices of a question.", 2, standard: 4)), ("context", Count("Sentences before the one that is left out.", standard: 3)),
            ("language", Text("Language of the task, for alignment; en by default.")), .. Judging(), .. Counts(),
        ], "generate", "corpus"),
        TextTask("kind"), TextTask("prompt"), TrainerSchema.Task());

    private static JsonObject TextTask(string required) => Section("A task whose records become text.",
        [("language", Text("Language of the task, for alignment; en by default.")), .. Judging(), .. Splits("A .jsonl, .csv, .tsv or .parquet file.")], required, "test");

    private static IEnumerable<(string Key, JsonObject Value)> Splits(string about) =>
        [("train", Text($"Training examples. {about}")), ("validation", Text($"Validation examples. {about}")), ("test", Text($"Test examples. {about}"))];

    private static IEnumerable<(string Key, JsonObject Value)> Counts() =>
        [("train", Count("Training examples; those that finetuning.examples asks for by default.")), ("validation", Count("Validation examples; 200 by default.")), ("test", Count("Test examples.", standard: NeededSplits.DefaultCount))];

    private static IEnumerable<(string Key, JsonObject Value)> Translation(JsonObject source, JsonObject target) =>
        [("source", source), ("target", target), ("prefix", Text("Text put before every source.")), .. Lengths(256)];

    private static JsonObject Words(string about) => OrNone(Count($"Words of the {about} that counts, between white space."));

    private static IEnumerable<(string Key, JsonObject Value)> Lengths(int source)
    {
        GenerationOptions defaults = new();
        return
        [
            ("max-source", Count("Tokens of an input at most, its end included; longer ones are shortened.", 2, standard: source)),
            ("max-target", Count("Tokens of a target at most, its end included.", 2, standard: 256)),
            ("beam", Count("Hypotheses kept for each input when text is generated.", standard: defaults.Beam)),
            ("length-penalty", Number("Length penalty of the beam (Wu et al. 2016, eq. 14).", NumberRange.LengthPenalty, defaults.LengthPenalty)),
        ];
    }

    // The form of a task, how its answers are read, and what is measured.
    private static IEnumerable<(string Key, JsonObject Value)> Judging() =>
    [
        ("kind", Choice("A kind that is built in; each other key overrides a part of it.", null, TaskKind.All.Select(kind => kind.Name))),
        ("prompt", Text("Template of the text that the model reads, such as \"question: {question}\".")),
        ("target", Text("Template of the text that the model should write.")),
        ("answers", Text("Value with every text that counts as right. Without target, the first one is the target.")),
        ("choices", CorpusSchema.Texts("Answers to choose from: templates, or one template that names a list.")),
        ("label", Text("Value that gives the right choice: its text, or its index from 0.")),
        ("label-names", Text("List in which the label is looked up.")),
        ("group", Text("Template with the same value for all examples that are judged together.")),
        ("varying-choices", Flag("Whether records may have different numbers of choices.", false)),
        ("read", Choice("Whether the answer is the text that the model writes, or the choice with the largest log-likelihood. By the kind, or by whether there are choices, by default.", null, ["generate", "rank"])),
        ("normalise", Choice("How log-likelihoods of choices are normalised.", "none", ["none", "tokens", "bytes", "unconditional"])),
        ("metrics", OneOrMore("The metrics that are shown; those of the kind by default.", () => Choice("A metric.", null, TaskMetricNames.Known))),
        ("chance", Level("The score of guessing; from the choices by default.")),
        ("ceiling", Level("The highest score; the metric's limit by default.")),
        .. Lengths(512),
    ];

    private static JsonObject Level(string about) => Either(about, Number("Of the first metric.", NumberRange.NotNegative), Map("By metric.", Number("A level.", NumberRange.NotNegative)));
}
