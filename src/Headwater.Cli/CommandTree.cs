using System.CommandLine;
using System.Globalization;

namespace Headwater.Cli;

/// <summary>The <c>headwater</c> command: its subcommands, and how a call of one ends.</summary>
internal static class CommandTree
{
    private const string Description = "Predicts how much a pretrained model will help on a task, and recommends which data to pretrain on.";

    // In the order of the help.
    private static readonly CommandEntry[] Commands =
    [
        new("run", "<study>", "Run a study, or resume it, and write its report. Exits with code 75 if it was stopped and can be resumed.", RunCommand.Create),
        new("plan", "<study>", "Show what a study will do: jobs and why, tokens, FLOPs, memory, disk, time and money. Only a few training steps run, to measure the speed of this machine.", PlanCommand.Create),
        new("status", "<study>", "Show which runs of a study are done, running, failed or still to do. Exits with code 1 if a run failed.", StatusCommand.Create),
        new("cancel", "<study>", "Stop a study's running jobs, on this machine and on Slurm. Runs save their state, and headwater run resumes them.", CancelCommand.Create),
        new("job", "<study> <id>", "Run one job of a planned study (used by executors). Exits with code 75 if it was stopped and can be resumed.", JobCommand.Create),
        new("calibrate", "", "Measure this machine for a plan, as plan does.", CalibrateCommand.Create) { IsHidden = true },
        new("report", "<table>", "Write the report of a study or of tables of observations; several are compared on common axes.", ReportCommand.Create),
        new("fit", "<table>", "Fit a law to each series of a table: coefficients with intervals.", AnalysisCommands.Fit),
        new("forecast", "<table>", "Forecast each series of a table at scales that were not measured, with intervals.", AnalysisCommands.Forecast),
        new("backtest", "<table>", "Forecast the larger scales of each series from the smaller ones, and compare the forecasts with the measurements. Methods: auto, naive rivals, and laws (--law NAME,… or all). With --decide: rank recipes at a small scale and compare with a large one.", BacktestCommand.Create),
        new("advise", "<table>", "Tell which mixture to pretrain on, whether to continue or stop, and why.", AnalysisCommands.Advise),
        new("select", "<table>", "Rank pretrained models by their forecast score on the full finetuning set, from results on small subsets.", SelectCommand.Create),
        new("allocate", "<table>", "Split compute between parameters and tokens, by a law fitted to a table of losses.", AllocateCommand.Create),
        new("mix", "<table>", "Find the best mixture of corpora: fit surrogates to runs with different mixing rates, propose a mixture, and forecast others.", MixCommand.Create),
        new("laws", "<law>", "List the named laws and when to use each.", LawsCommand.Create),
        new("align", "<spec|corpus>", "Identify the languages of corpora and measure how close each mixture is to a translation task.", AlignCommand.Create),
        new("score", "", "Score system output against references, with the same numbers as the reference tools.", ScoreCommand.Create),
        new("tokenizer", "", "Train a tokenizer, encode and decode text with one, and measure how well it fits a text.", TokenizerCommand.Create),
        new("evaluate", "<model>", "Measure a checkpoint: cross-entropy on text pairs or token ids, accuracy on multiple choice, or the metrics of a task.", EvaluateCommand.Create),
        new("generate", "<model>", "Generate text with a checkpoint: one output line for each input.", GenerateCommand.Create),
        new("doctor", "", "Check whether this machine can train: libtorch, CUDA, Slurm, disk, threads. Exits with code 1 if it cannot.", DoctorCommand.Create),
        new("completion", "<bash|fish|pwsh|zsh>", "Print the script that completes commands and options at the prompt of a shell. Its first line says where it goes.", CompletionCommand.Create),
    ];

    /// <summary>The command with its subcommands.</summary>
    /// <param name="terminal">Where they write.</param>
    /// <param name="only">The one subcommand that is called, so that a call makes no options of the others; <c>null</c>, or a name that none has, for all.</param>
    public static RootCommand Create(Terminal terminal, string? only = null)
    {
        RootCommand root = new(Description);
        bool isKnown = Array.Exists(Commands, command => command.Name == only);
        foreach (CommandEntry command in Commands)
        {
            if (!isKnown || command.Name == only)
            {
                root.Add(command.Create(terminal));
            }
        }

        return root;
    }

    /// <summary>Runs one command line and returns the exit code of the process; no exception leaves it.</summary>
    public static int Invoke(string[] args, Terminal terminal)
    {
        // Headwater's numbers look the same on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        // The list of commands needs none of their options, and so none of the time that making them takes.
        if (args is ["--help" or "-h" or "-?"])
        {
            CommandList.Write(terminal.Output, terminal.Edition.Name, Description, Commands, Console.IsOutputRedirected ? int.MaxValue : terminal.Width);
            return ExitCode.Success;
        }

        if (Completions.Answer(args, terminal))
        {
            return ExitCode.Success;
        }

        ParseResult parse = Create(terminal, args.FirstOrDefault()).Parse(args);
        if (CommandLineFaults.Write(terminal, parse))
        {
            return ExitCode.Usage;
        }

        try
        {
            return parse.Invoke(new InvocationConfiguration
            {
                Output = terminal.Output,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,           // the commands that can be interrupted stop by themselves: Interruption
            });
        }
        catch (Exception exception)
        {
            Failure.Write(terminal, exception);
            return Failure.ExitCodeOf(exception, terminal.Edition);
        }
    }
}
