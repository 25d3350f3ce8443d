using System.CommandLine;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>
/// <c>headwater job</c>: one job of a planned study, or those named on standard input, as executors call it. Exits 75 when it was asked to stop and
/// can continue.
/// </summary>
internal static class JobCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.FileOrFolder();
        Argument<string?> id = new("id")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The job's id in plan.json. Without it, ids are read from standard input, one per line, and each is answered with \"ended ID\".",
        };

        Option<string?> slurm = new("--slurm") { Description = "The folder of a submitted Slurm array; the array index selects the job." };

        Command command = new("job") { study, id, slurm };
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error) { EndsAtOnce = !Interruption.IsWatched && parse.GetValue(slurm) is null };
            try
            {
                StudyFolder folder = StudyFolder.Find(parse.GetValue(study)!);
                RunOptions options = new() { Jobs = 1 };
                if (parse.GetValue(slurm) is { } array)
                {
                    RunOptions member = options with { Command = StudyInput.Self(), AtOnce = interruption.AtOnce, Notice = terminal.Error.WriteLine };
                    SlurmMember.Run(folder, array, member, () => interruption.IsOutOfTime, interruption.Token);
                }
                else if (parse.GetValue(id) is { } one)
                {
                    StudyRunner.RunJob(folder, one, options, token: interruption.Token);
                }
                else
                {
                    StudyRunner.RunJobs(folder, terminal.Input, terminal.Output, options, Interruption.IsWatched, interruption.Token);
                }

                return ExitCode.Success;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.RunAgain;
            }
            catch (JobFailedException exception)
            {
                terminal.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"headwater: {exception.Message}"));
                return ExitCode.Failed;
            }
        });
        return command;
    }
}
