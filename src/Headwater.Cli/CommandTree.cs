using System.CommandLine;
using System.Globalization;

namespace Headwater.Cli;

/// <summary>The <c>headwater</c> command: its subcommands, and how a call of one ends.</summary>
internal static class CommandTree
{
    /// <summary>The command with its subcommands.</summary>
    /// <param name="terminal">Where they write.</param>
    /// <param name="only">The one subcommand that is called, so that a call makes no options of the others; <c>null</c>, or a name that none has, for all.</param>
    public static RootCommand Create(Terminal terminal, string? only = null)
    {
        RootCommand root = new(CommandEntry.Program);
        bool isKnown = Array.Exists(CommandEntry.All, command => command.Name == only);
        foreach (CommandEntry entry in CommandEntry.All)
        {
            if (!isKnown || entry.Name == only)
            {
                Command command = Make(entry.Name, terminal);
                command.Description = entry.Description;
                command.Hidden = entry.IsHidden;
                root.Add(command);
            }
        }

        return root;
    }

    /// <summary>Runs one command line and returns the exit code of the process; no exception leaves it.</summary>
    public static int Invoke(string[] args, Terminal terminal)
    {
        if (CommandList.Answer(args, terminal))
        {
            return ExitCode.Success;
        }

        return Run(args, terminal);
    }

    private static int Run(string[] args, Terminal terminal)
    {
        // Headwater's numbers look the same on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

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

    private static Command Make(string name, Terminal terminal) => name switch
    {
        "run" => RunCommand.Create(terminal),
        "new" => NewCommand.Create(terminal),
        "plan" => PlanCommand.Create(terminal),
        "status" => StatusCommand.Create(terminal),
        "cancel" => CancelCommand.Create(terminal),
        "job" => JobCommand.Create(terminal),
        "calibrate" => CalibrateCommand.Create(terminal),
        "report" => ReportCommand.Create(terminal),
        "fit" => AnalysisCommands.Fit(terminal),
        "forecast" => AnalysisCommands.Forecast(terminal),
        "backtest" => BacktestCommand.Create(terminal),
        "advise" => AnalysisCommands.Advise(terminal),
        "select" => SelectCommand.Create(terminal),
        "allocate" => AllocateCommand.Create(terminal),
        "mix" => MixCommand.Create(terminal),
        "laws" => LawsCommand.Create(terminal),
        "align" => AlignCommand.Create(terminal),
        "score" => ScoreCommand.Create(terminal),
        "tokenizer" => TokenizerCommand.Create(terminal),
        "evaluate" => EvaluateCommand.Create(terminal),
        "generate" => GenerateCommand.Create(terminal),
        "schema" => SchemaCommand.Create(terminal),
        "doctor" => DoctorCommand.Create(terminal),
        "completion" => CompletionCommand.Create(terminal),
        "man" => ManCommand.Create(terminal),
        _ => throw new ArgumentException($"The command is \"{name}\"; expected one that CommandEntry.All lists.", nameof(name)),
    };
}
