namespace Headwater.Cli;

/// <summary>
/// A command as the list of commands shows it, without its options. The list is printed from these alone: making the commands takes longer than everything else that
/// happens until then, the start of the runtime aside.
/// </summary>
/// <param name="Name">The word that calls it.</param>
/// <param name="Arguments">Its arguments, as the list shows them behind the name; may be empty.</param>
/// <param name="Description">What it does.</param>
internal sealed record CommandEntry(string Name, string Arguments, string Description)
{
    /// <summary>What the program does.</summary>
    public const string Program = "Predicts how much a pretrained model will help on a task, and recommends which data to pretrain on.";

    /// <summary>Every command, in the order of the list.</summary>
    public static CommandEntry[] All { get; } =
    [
        new("run", "<study>", "Run a study, or resume it, and write its report. Exits with code 75 if it was stopped and can be resumed."),
        new("new", "<folder>", "Write a commented study file from what a folder has: corpora (.txt, .jsonl, .parquet), aligned files of two languages (train.en, train.de), task records and task files. Prints what it found and assumed, and what the study would cost."),
        new("plan", "<study>", "Show what a study will do: jobs and why, tokens, FLOPs, memory, disk, time and money. Only a few training steps run, to measure the speed of this machine."),
        new("status", "<study>", "Show which runs of a study are done, running, failed or still to do. Exits with code 1 if a run failed."),
        new("cancel", "<study>", "Stop a study's running jobs, on this machine and on Slurm. Runs save their state, and headwater run resumes them."),
        new("job", "<study> <id>", "Run one job of a planned study (used by executors). Exits with code 75 if it was stopped and can be resumed."),
        new("calibrate", "", "Measure this machine for a plan, as plan does.") { IsHidden = true },
        new("report", "<table>", "Write the report of a study or of tables of observations; several are compared on common axes."),
        new("fit", "<table>", "Fit a law to each series of a table: coefficients with intervals."),
        new("forecast", "<table>", "Forecast each series of a table at scales that were not measured, with intervals."),
        new("backtest", "<table>", "Forecast the larger scales of each series from the smaller ones, and compare the forecasts with the measurements. Methods: auto, naive rivals, and laws (--law NAME,… or all). With --decide: rank recipes at a small scale and compare with a large one."),
        new("advise", "<table>", "Tell which mixture to pretrain on, whether to continue or stop, and why."),
        new("select", "<table>", "Rank pretrained models by their forecast score on the full finetuning set, from results on small subsets."),
        new("allocate", "<table>", "Split compute between parameters and tokens, by a law fitted to a table of losses."),
        new("mix", "<table>", "Find the best mixture of corpora: fit surrogates to runs with different mixing rates, propose a mixture, and forecast others."),
        new("laws", "<law>", "List the named laws and when to use each."),
        new("align", "<spec|corpus>", "Identify the languages of corpora and measure how close each mixture is to a translation task."),
        new("score", "", "Score system output against references, with the same numbers as the reference tools."),
        new("tokenizer", "", "Train a tokenizer, encode and decode text with one, and measure how well it fits a text."),
        new("evaluate", "<model>", "Measure a checkpoint: cross-entropy on text pairs or token ids, accuracy on multiple choice, or the metrics of a task."),
        new("generate", "<model>", "Generate text with a checkpoint: one output line for each input."),
        new("schema", "", "Print the JSON Schema of the study file. An editor with a YAML language server then completes and checks its keys."),
        new("doctor", "", "Check whether this machine can train: libtorch, CUDA, Slurm, disk, threads. Exits with code 1 if it cannot."),
        new("completion", "<bash|fish|pwsh|zsh>", "Print the script that completes commands and options at the prompt of a shell. Its first line says where it goes."),
        new("man", "<command>", "Print the manual page of a command: headwater man fit | man -l -. With --out, write all pages."),
    ];

    /// <summary>True for a command that only programs call: the list leaves it out.</summary>
    public bool IsHidden { get; init; }
}
