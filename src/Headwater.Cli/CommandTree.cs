using System.CommandLine;
using System.Globalization;

namespace Headwater.Cli;

/// <summary>The <c>headwater</c> command: its subcommands, and how a call of one ends.</summary>
internal static class CommandTree
{
    public static RootCommand Create(Terminal terminal) => new(
        "Predicts how much a pretrained model will help on a task, and recommends which data to pretrain on.")
    {
        RunCommand.Create(terminal),
        PlanCommand.Create(terminal),
        StatusCommand.Create(terminal),
        CancelCommand.Create(terminal),
        JobCommand.Create(terminal),
        CalibrateCommand.Create(terminal),
        ReportCommand.Create(terminal),
        AnalysisCommands.Fit(terminal),
        AnalysisCommands.Forecast(terminal),
        BacktestCommand.Create(terminal),
        AnalysisCommands.Advise(terminal),
        SelectCommand.Create(terminal),
        AllocateCommand.Create(terminal),
        MixCommand.Create(terminal),
        LawsCommand.Create(terminal),
        AlignCommand.Create(terminal),
        ScoreCommand.Create(terminal),
        TokenizerCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
        GenerateCommand.Create(terminal),
        DoctorCommand.Create(terminal),
    };

    /// <summary>Runs one command line and returns the exit code of the process; no exception leaves it.</summary>
    public static int Invoke(string[] args, Terminal terminal)
    {
        // Headwater's numbers look the same on every machine.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        ParseResult parse = Create(terminal).Parse(args);
        if (parse.Errors.Count > 0)
        {
            foreach (string message in parse.Errors.Select(error => error.Message).Distinct())
            {
                terminal.Error.WriteLine($"headwater: {message}");
            }

            terminal.Error.WriteLine($"headwater: see headwater {CommandPath(parse)}--help");
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

    private static string CommandPath(ParseResult parse)
    {
        string name = parse.CommandResult.Command.Name;
        return parse.CommandResult == parse.RootCommandResult ? "" : name + " ";
    }
}
