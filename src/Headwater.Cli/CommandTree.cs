using System.CommandLine;
using System.Globalization;

namespace Headwater.Cli;

/// <summary>The <c>headwater</c> command: its subcommands, and how a call of one ends.</summary>
internal static class CommandTree
{
    // In the order of the help.
    private static readonly (string Name, Func<Terminal, Command> Create)[] Commands =
    [
        ("run", RunCommand.Create),
        ("plan", PlanCommand.Create),
        ("status", StatusCommand.Create),
        ("watch", WatchCommand.Create),
        ("cancel", CancelCommand.Create),
        ("job", JobCommand.Create),
        ("calibrate", CalibrateCommand.Create),
        ("report", ReportCommand.Create),
        ("fit", AnalysisCommands.Fit),
        ("forecast", AnalysisCommands.Forecast),
        ("backtest", BacktestCommand.Create),
        ("advise", AnalysisCommands.Advise),
        ("select", SelectCommand.Create),
        ("allocate", AllocateCommand.Create),
        ("mix", MixCommand.Create),
        ("laws", LawsCommand.Create),
        ("align", AlignCommand.Create),
        ("score", ScoreCommand.Create),
        ("tokenizer", TokenizerCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("generate", GenerateCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>The command with its subcommands.</summary>
    /// <param name="terminal">Where they write.</param>
    /// <param name="only">The one subcommand that is called, so that a call makes no options of the others; <c>null</c>, or a name that none has, for all.</param>
    public static RootCommand Create(Terminal terminal, string? only = null)
    {
        RootCommand root = new("Predicts how much a pretrained model will help on a task, and recommends which data to pretrain on.");
        bool isKnown = Array.Exists(Commands, command => command.Name == only);
        foreach ((string name, Func<Terminal, Command> create) in Commands)
        {
            if (!isKnown || name == only)
            {
                root.Add(create(terminal));
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

        if (Completions.Answer(args, terminal))
        {
            return ExitCode.Success;
        }

        ParseResult parse = Create(terminal, args.FirstOrDefault()).Parse(args);
        if (CommandLineFaults.Write(terminal.Error, parse))
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
            Failure.Write(terminal.Error, exception);
            return Failure.ExitCodeOf(exception);
        }
    }
}
