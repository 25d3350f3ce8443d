using System.CommandLine;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater plan</c>: the jobs of a study before anything runs.</summary>
internal static class PlanCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.File();
        Option<string?> output = StudyInput.Out();
        Option<int?> jobs = StudyInput.Jobs();
        Option<string> device = StudyInput.Device();
        Option<bool> json = StudyInput.Json();

        Command command = new("plan", "Show what a study will do: jobs, tokens, FLOPs, memory and time. Nothing runs.") { study, output, jobs, device, json };
        command.SetAction(parse =>
        {
            StudySpec spec = StudyReader.Read(parse.GetValue(study)!);
            StudyPlan plan = StudyPlanner.Plan(spec, parse.GetValue(device)!);
            PlanOutput.Write(terminal, plan, StudyFolder.For(spec, parse.GetValue(output)), parse.GetValue(jobs), parse.GetValue(json));
            return ExitCode.Success;
        });
        return command;
    }
}
