using System.CommandLine;
using System.Globalization;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater status</c>: where a study stands. Exits 1 where a run failed.</summary>
internal static class StatusCommand
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    public static Command Create(Terminal terminal)
    {
        Argument<string> study = StudyInput.FileOrFolder();
        Option<string?> output = StudyInput.Out();
        Option<bool> json = StudyInput.Json();
        Option<bool> follow = new("--follow") { Description = "Show it again whenever something changes, until every run is done or nothing runs the study any more." };

        Command command = new("status") { study, output, json, follow };
        command.SetAction(parse =>
        {
            StudyFolder folder = StudyFolder.Find(parse.GetValue(study)!, parse.GetValue(output));
            StudyStatus status = StudyStatus.Of(folder);
            if (parse.GetValue(follow))
            {
                if (parse.GetValue(json))
                    throw new ArgumentException("--follow and --json were both given; expected one of them.\nhint: call status --json again and again, or read /state.json of headwater watch.");
                status = Follow(terminal, folder, status);
            }

            StudyVerification? verification = StudyVerification.Of(folder);
            if (parse.GetValue(json))
            {
                WriteJson(terminal, status, verification);
            }
            else
            {
                WriteText(terminal, status);
                StatusFinetunings.Write(terminal, status);
                StatusActuals.Write(terminal, status.Actuals);
                VerificationOutput.Write(terminal, verification);
            }

            return status.Stages.Any(stage => stage.Failed > 0) ? ExitCode.Failed : ExitCode.Success;
        });
        return command;
    }

    // Counts change seldom and steps all the time: a line for each change, and the whole picture at the end.
    private static StudyStatus Follow(Terminal terminal, StudyFolder folder, StudyStatus status)
    {
        using Interruption interruption = new(terminal.Error, message: "headwater: no longer following; the study continues.");
        string last = "";
        while (true)
        {
            string line = LineOf(status);
            if (line != last)
                terminal.Error.WriteLine(line);
            last = line;
            bool isOver = status.Jobs.All(job => job.State == JobState.Done) || !(StudyRunner.IsRunning(folder) || status.Jobs.Any(job => job.State is JobState.Running or JobState.Queued));
            if (isOver || interruption.Token.WaitHandle.WaitOne(BetweenLooks))
                return status;
            status = StudyStatus.Of(folder);
        }
    }

    private static string LineOf(StudyStatus status)
    {
        IEnumerable<string> running = status.Jobs.Where(job => job.State == JobState.Running)
            .Select(job => job.Progress is { Steps: > 0 } progress ? FormattableString.Invariant($"{job.Job.Label} {100 * progress.Fraction:0}%{(progress.Loss is { } loss ? FormattableString.Invariant($", loss {loss:F3}") : "")}") : job.Job.Label);
        int failed = status.Jobs.Count(job => job.State == JobState.Failed);
        return string.Join(" · ", [FormattableString.Invariant($"{status.Jobs.Count(job => job.State == JobState.Done)} of {status.Jobs.Length} done"), .. failed > 0 ? [FormattableString.Invariant($"{failed} failed")] : (string[])[], .. running]);
    }

    private static void WriteText(Terminal terminal, StudyStatus status)
    {
        TablePrinter.Write(
            terminal,
            status.Study,
            ["stage", "done", "running", "queued", "failed", "to do"],
            status.Stages.Select(stage => (IReadOnlyList<string>)
                [stage.Stage.ToString().ToLowerInvariant(), Number(stage.Done), Number(stage.Running), Number(stage.Queued), Number(stage.Failed), Number(stage.ToDo)]));

        JobStatus[] active = [.. status.Jobs.Where(job => job.Stopped is not null || job.State is JobState.Running or JobState.Failed || (job.State != JobState.Done && job.Reason is not null))];
        if (active.Length > 0)
        {
            TablePrinter.Write(
                terminal,
                "Running, failed, stopped and blocked",
                ["run", "state", "slurm", "step", "loss", "reason"],
                active.Select(job => (IReadOnlyList<string>)
                [
                    job.Job.Id,
                    job.Word,
                    job.SlurmJob ?? "",
                    job.Progress is { } progress ? $"{Number(progress.Step)}/{Number(progress.Steps)}" : "",
                    job.Progress?.Loss?.ToString("F3", CultureInfo.InvariantCulture) ?? "",
                    job.Reason?.ReplaceLineEndings(" ") ?? "",
                ]));
        }
    }

    private static void WriteJson(Terminal terminal, StudyStatus status, StudyVerification? verification) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteString("study", status.Study);
        json.WriteStartObject("stages");
        foreach (StageStatus stage in status.Stages)
        {
            json.WriteStartObject(stage.Stage.ToString().ToLowerInvariant());
            json.WriteNumber("done", stage.Done);
            json.WriteNumber("running", stage.Running);
            json.WriteNumber("queued", stage.Queued);
            json.WriteNumber("failed", stage.Failed);
            json.WriteNumber("to_do", stage.ToDo);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("jobs");
        foreach (JobStatus job in status.Jobs)
        {
            json.WriteStartObject();
            json.WriteString("id", job.Job.Id);
            json.WriteString("stage", job.Job.Stage.ToString().ToLowerInvariant());
            json.WriteString("label", job.Job.Label);
            json.WriteString("state", job.State == JobState.ToDo ? "to_do" : job.State.ToString().ToLowerInvariant());
            if (job.Progress is { } progress)
            {
                json.WriteNumber("step", progress.Step);
                json.WriteNumber("steps", progress.Steps);
            }

            StatusFinetunings.WriteJson(json, job.End);
            json.WriteString("reason", job.Reason);
            json.WriteString("slurm_job", job.SlurmJob);
            if (job.Stopped is { } stopped)
            {
                json.WritePropertyName("stopped");
                StoppedOutput.WriteJson(json, stopped);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        StatusActuals.WriteJson(json, status.Actuals);
        VerificationOutput.WriteJson(json, verification);
        json.WriteEndObject();
    });

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
