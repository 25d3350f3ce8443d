using System.CommandLine;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater run</c>: runs a study, or goes on with it, and ends with the report.</summary>
internal static class RunCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.File();
        Option<string?> output = StudyInput.Out();
        Option<int?> jobs = StudyInput.Jobs();
        Option<string> device = StudyInput.Device();
        Option<bool> dryRun = new("--dry-run") { Description = "Show the plan and stop." };
        Option<bool> tensorBoard = new("--tensorboard") { Description = "Write event files for TensorBoard below runs/ID, as the key tensorboard of a study does." };
        Option<bool> json = StudyInput.Json();

        Command command = new("run", "Run a study, or resume it, and write its report. Exits 75 when it was asked to stop and can go on.") { study, output, jobs, device, dryRun, tensorBoard, json };
        command.SetAction(parse =>
        {
            StudySpec spec = StudyReader.Read(parse.GetValue(study)!);
            StudyFolder folder = StudyFolder.For(spec, parse.GetValue(output));
            RunOptions options = new() { Jobs = parse.GetValue(jobs), Command = StudyInput.Self(), TensorBoard = parse.GetValue(tensorBoard) };
            if (parse.GetValue(dryRun))
            {
                PlanOutput.Write(terminal, StudyPlanner.Plan(spec, parse.GetValue(device)!), folder, options.Jobs, parse.GetValue(json));
                return ExitCode.Success;
            }

            using Interruption interruption = new(terminal.Error, terminated: ExitCode.RunAgain);
            using ProgressPrinter progress = new(terminal);
            StudyResult result = StudyRunner.Run(spec, folder, parse.GetValue(device)!, options, progress, interruption.Token);
            progress.Finish();
            return Conclude(terminal, result, interruption, parse.GetValue(json));
        });
        return command;
    }

    private static int Conclude(Terminal terminal, StudyResult result, Interruption interruption, bool json)
    {
        WriteFailures(terminal, result);
        if (result.Cancelled)
        {
            terminal.Error.WriteLine("headwater: stopped; the same command goes on from here.");
            return interruption.ExitCode ?? ExitCode.Interrupted;
        }

        ReportInput report = StudyReport.Of(result.Folder, StudyReport.OptionsOf(result.Plan.Spec));
        string page = HtmlReport.Write(report, result.Folder.ReportFolder);
        Analysis analysis = report.Analysis;
        if (json)
        {
            JsonOutput.Write(terminal, writer => LawsJson.WriteAdvice(writer, analysis.Advice, analysis.Valuations));
        }
        else
        {
            AnalysisOutput.WriteAdvice(terminal, analysis);
        }

        AnalysisOutput.WriteRemarks(terminal, analysis);
        foreach (string caution in report.Study!.Cautions)
        {
            terminal.Error.WriteLine($"warning: {caution}");
        }

        if (TaskMean.Rule(result.Plan.Spec) is { } rule)
        {
            terminal.Error.WriteLine(rule);
        }

        foreach (RunSummary run in report.Study.Runs.Where(run => run.Stage == Stage.Corpus))
        {
            foreach (string note in run.Warnings)
            {
                terminal.Error.WriteLine($"corpus {run.Label}: {note}");
            }
        }

        terminal.Error.WriteLine($"observations: {result.Folder.ObservationsFile}");
        terminal.Error.WriteLine($"report: {page}");
        return result.Succeeded ? ExitCode.Success : ExitCode.Failed;
    }

    private static void WriteFailures(Terminal terminal, StudyResult result)
    {
        foreach (JobFailure failure in result.Failures.Where(failure => !failure.Blocked))
        {
            terminal.Error.WriteLine($"failed: {failure.Job.Stage.ToString().ToLowerInvariant()} {failure.Job.Label}: {failure.Reason}");
        }

        int blocked = result.Failures.Count(failure => failure.Blocked);
        if (blocked > 0)
        {
            terminal.Error.WriteLine($"{blocked} jobs were not started because they need a failed one. The same command tries what failed again.");
        }
    }
}
