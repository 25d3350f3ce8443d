using System.Text.Json.Nodes;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of <c>trainer:</c>.</summary>
internal static class TrainerSchema
{
    private const int LargestCode = 255;

    public static JsonObject Trainer() => Section("Commands of a trainer of your own, for the stages that it does. Fields in braces, such as {mixture} and {out}, are filled in.",
    [
        ("data", Choice("How text is written for {mixture} and {corpus}.", "jsonl", TrainerSectionReader.LayoutNames)),
        ("files", OneOrMore("Further files that a run depends on: if one changes, the run is made again.", () => Text("A path, relative to the study file."))),
        ("exit-codes", Section("What exit codes mean; 0 is success, and all others are failures.",
        [
            ("saved", OneOrMore("The run has saved itself and is started again, which counts as no failure. 75 by default.", Code)),
            ("again", OneOrMore("The run failed and is tried again, as retries says.", Code)),
        ])),
        ("pretrain", Section("Trains a model on a mixture to a count of tokens.",
            [Command(), ("checkpoint", Text("Pattern of the model's folder, below {out}; {out} itself by default.")), Progress()], "command")),
        ("finetune", Section("Finetunes a model on examples of a task.",
            [Command(), ("checkpoint", Text("Pattern of the finetuned model's folder, below {out}.")), ("scores", Scores()), Progress()], "command")),
        ("evaluate", Section("Scores a model.", [Command(), ("scores", Scores())], "command", "scores")),
    ]);

    /// <summary>A task whose scores only the trainer knows.</summary>
    public static JsonObject Task() => Section("A task that a command of the trainer scores.",
        [("scored-by", Choice("Who scores it.", null, [TrainerSectionReader.Key])), ("chance", Map("Scores of guessing, by metric.", Number("A level.", NumberRange.Share)))], "scored-by");

    private static (string Key, JsonObject Value) Command() => ("command", Text("The program and its arguments. Arguments with spaces are quoted."));

    private static (string Key, JsonObject Value) Progress() => ("progress", Text("Regular expression on the output, with the groups tokens and loss, and optionally validation, that finds the points of the learning curve."));

    private static JsonObject Scores() => Section("Where the scores are, and which ones count: a file, or an expression on the output.",
    [
        ("file", Text("Pattern of a table, of JSON lines, or of a harness's results, below {out}.")),
        ("log", Text("Regular expression on the output, with the group score.")),
        ("examples", Text("Pattern of a file with a line for each example, below {out}, so that models are compared example by example.")),
        ("metrics", Either("The scores that count.", OneOrMore("Names that Headwater knows.", () => new JsonObject { ["type"] = "string" }), Map("Names, and which values are better.", Choice("Which values are better.", null, ["higher", "lower"])))),
    ], "metrics");

    private static JsonObject Code() => Count("An exit code.", 1, LargestCode);
}
