using System.CommandLine;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater job</c>: one job of a planned study, as executors call it. Exits 75 when it was asked to stop and can go on.</summary>
internal static class JobCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.FileOrFolder();
        Argument<string> id = new("id") { Description = "The job's id in plan.json." };

        Command command = new("job", "Run one job of a planned study, as executors do. Exits 75 when it was stopped and can go on.") { study, id };
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            using ParentWatch parent = new(interruption.Token);
            try
            {
                StudyRunner.RunJob(StudyFolder.Find(parse.GetValue(study)!), parse.GetValue(id)!, new RunOptions { Jobs = 1 }, token: parent.Token);
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
