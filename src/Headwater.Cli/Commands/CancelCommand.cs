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
        Command command = new("cancel") { study, output };
        command.SetAction(parse =>
        {
            StudyFolder folder = StudyFolder.Find(parse.GetValue(study)!, parse.GetValue(output));
            int here = StudyRunner.Cancel(folder);
            int there = SlurmRunner.Cancel(folder);
            terminal.Error.WriteLine(here + there == 0
                ? $"headwater: {folder.Root} has no running jobs on this machine and none in the Slurm queue."
                : string.Create(CultureInfo.InvariantCulture, $"headwater: asked {here} commands on this machine to stop and cancelled {there} Slurm jobs.\nhint: headwater run resumes the study."));
            return ExitCode.Success;
        });
        return command;
    }
}
