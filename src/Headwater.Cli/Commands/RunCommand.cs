using System.CommandLine;
using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater run</c>: runs a study, or continues with it, and ends with the report.</summary>
internal static class RunCommand
{
    private const string Leaving = "headwater: stopped watching; the Slurm jobs continue.";

    public static Command Create(Terminal terminal)
    {
        RunInput input = new();
        Command command = new("run");
        input.AddTo(command);
        command.SetAction(parse => Run(terminal, input, parse));
        return command;
    }

    private static int Run(Terminal terminal, RunInput input, ParseResult parse)
    {
        StudySpec spec = input.Spec(parse);
        StudyFolder folder = input.Folder(parse, spec);
        string device = parse.GetValue(input.Device)!;
        bool json = parse.GetValue(input.Json);
        if (parse.GetValue(input.DryRun))
        {
            PlanCommand.Show(terminal, spec, folder, device, new RunOptions { Jobs = parse.GetValue(input.Jobs), Only = input.Only(parse) }, json);
            return ExitCode.Success;
        }

        bool slurm = input.IsSlurm(parse);
        using Interruption interruption = slurm ? new(terminal.Error, message: Leaving) : new(terminal.Error, terminated: ExitCode.RunAgain);
        using StudyDisplay display = StudyDisplay.On(terminal);
        RunOptions options = input.Options(parse) with { Notice = display.Tell, AtOnce = interruption.AtOnce };
        StudyResult Train(StudySpec study) => slurm
            ? SlurmRunner.Run(study, folder, device, options, display, interruption.Token)
            : StudyRunner.Run(study, folder, device, options, display, interruption.Token);
        StudyResult result = input.Adaptive(parse, spec) is { } adaptive
            ? AdaptiveOutput.Run(terminal, spec, folder, device, options, adaptive, display, interruption.Token)
            : spec.Verify is null ? Train(spec) : StudyVerifier.Run(spec, folder, options.Notice, Train);
        display.Finish();
        return result.Detached ? Leave(terminal, result, interruption) : Conclude(terminal, result, interruption, json);
    }

    private static int Leave(Terminal terminal, StudyResult result, Interruption interruption)
    {
        string folder = result.Folder.Root;
        terminal.Error.WriteLine($"headwater: the Slurm jobs continue.\nhint: headwater status {folder} shows them, headwater cancel {folder} stops them, and the same command waits for them and ends with the report.");
        return interruption.ExitCode ?? ExitCode.Success;
    }

    private static int Conclude(Terminal terminal, StudyResult result, Interruption interruption, bool json)
    {
        WriteFailures(terminal, result);
        if (result.Cancelled)
        {
            terminal.Error.WriteLine("headwater: stopped.\nhint: the same command resumes.");
            return interruption.ExitCode ?? ExitCode.Interrupted;
        }

        WritePart(terminal, result);
        if (result.LeftResults)
        {
            return ExitCode.Failed;
        }

        StudySummary study = StudySummary.Of(result.Folder);
        ReportInput report = StudyReport.Of(study, result.Folder, StudyReport.OptionsOf(result.Plan.Spec));
        string page = HtmlReport.Write(report, result.Folder.ReportFolder);
        Analysis analysis = report.Analysis;
        if (json)
        {
            JsonOutput.Write(terminal, writer => LawsJson.WriteAdvice(writer, analysis.Advice, analysis.Valuations, more: json => StoppedOutput.WriteJson(json, study.Stopped)));
        }
        else
        {
            StudyVerification? verification = StudyVerification.Of(result.Folder);
            VerificationOutput.WriteProposal(terminal, verification);
            AnalysisOutput.WriteAdvice(terminal, analysis, isWhole: false);
            VerificationOutput.WriteForecasts(terminal, verification);
        }

        WriteRemarks(terminal, report.Analysis, study);
        StoppedOutput.Write(terminal, study.Stopped);
        terminal.Error.WriteLine($"observations: {result.Folder.ObservationsFile}");
        terminal.Error.WriteLine($"report: {page}");
        return result.Succeeded ? ExitCode.Success : ExitCode.Failed;
    }

    private static void WriteRemarks(Terminal terminal, Analysis analysis, StudySummary study)
    {
        AnalysisOutput.WriteRemarks(new ReadingOutput(terminal), analysis, isAboutFits: false);
        foreach (string caution in study.Cautions)
        {
            Prose.WriteRemark(terminal, $"warning: {caution}");
        }

        if (TaskMean.Rule(study.Plan.Spec) is { } rule)
        {
            terminal.Error.WriteLine(rule);
        }

        foreach (RunSummary run in study.Runs.Where(run => run.Stage == Stage.Corpus))
        {
            foreach (string note in run.Warnings)
            {
                terminal.Error.WriteLine($"corpus {run.Label}: {note}");
            }
        }
    }

    private static void WritePart(Terminal terminal, StudyResult result)
    {
        if (result.JobsAsked < result.Plan.Jobs.Length)
        {
            StudyStatus status = StudyStatus.Of(result.Folder);
            int left = status.Stages.Sum(stage => stage.Total - stage.Done);
            terminal.Error.WriteLine(left == 0
                ? "headwater: the study is complete; some rows were kept from earlier runs."
                : string.Create(CultureInfo.InvariantCulture, $"headwater: this part of the study is done; {left} of {result.Plan.Jobs.Length} jobs remain.\nhint: run the same command without --only."));
        }
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
            terminal.Error.WriteLine($"{blocked} jobs were not started because they depend on a failed job.\nhint: the same command retries failed jobs.");
        }
    }
}
