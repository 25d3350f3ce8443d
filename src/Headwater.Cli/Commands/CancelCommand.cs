using System.CommandLine;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater cancel</c>: stops what runs of a study, here and on Slurm. Runs save themselves; nothing is lost.</summary>
internal static class CancelCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.FileOrFolder();
        Option<string?> output = StudyInput.Out();
        Command command = new("cancel", "Stop what runs of a study, on this machine and on Slurm. Runs save themselves, and headwater run goes on from there.") { study, output };
        command.SetAction(parse =>
        {
            StudyFolder folder = StudyFolder.Find(parse.GetValue(study)!, parse.GetValue(output));
            int here = StudyRunner.Cancel(folder);
            int there = SlurmRunner.Cancel(folder);
            terminal.Error.WriteLine(here + there == 0
                ? $"headwater: nothing of {folder.Root} runs on this machine or waits in Slurm's queue."
                : string.Create(CultureInfo.InvariantCulture, $"headwater: {here} commands on this machine were asked to stop, and {there} jobs of Slurm were cancelled. headwater run goes on from there."));
            return ExitCode.Success;
        });
        return command;
    }
}
