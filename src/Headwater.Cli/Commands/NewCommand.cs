using System.CommandLine;
using System.Globalization;
using System.Text;
using Headwater.Data;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary><c>headwater new</c>: a commented study file from what a folder has.</summary>
internal static class NewCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string?> folder = new("folder") { Description = "The folder with the corpora and the task's files. The study file is written into it. Default: the current folder.", Arity = ArgumentArity.ZeroOrOne };
        Option<string> name = new("--name") { Description = "The study's name. Default: the name of the folder." };
        Option<string> file = new("--file") { Description = "The name of the study file.", DefaultValueFactory = _ => "study.yaml" };
        Command command = new("new")
        {
            folder, name, file,
        };
        command.SetAction(parse =>
        {
            string root = parse.GetValue(folder) ?? ".";
            string path = Path.Combine(root, parse.GetValue(file)!);
            if (File.Exists(path))
            {
                throw new ArgumentException($"{path} exists already, and is left as it is.\nhint: write another file: --file study-2.yaml");
            }

            FolderSurvey survey = FolderSurvey.Of(root);
            ReportFindings(terminal, survey);
            Check(survey, root);
            StudyDraft draft = StudyDraft.Of(survey, parse.GetValue(name) ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))));
            StudySpec spec = Written(draft, path);
            foreach (string assumption in draft.Assumptions)
            {
                Prose.WriteRemark(terminal, $"assumed: {assumption}");
            }

            ReportCost(terminal, spec, path);
            terminal.Output.WriteLine(path);
            return ExitCode.Success;
        });
        return command;
    }

    private static void ReportFindings(Terminal terminal, FolderSurvey survey)
    {
        foreach (FoundCorpus corpus in survey.Corpora)
        {
            Prose.WriteRemark(terminal, string.Create(CultureInfo.InvariantCulture, $"found: corpus {corpus.Name} in {corpus.Path}: {(corpus.IsCounted ? "" : "at least ")}{PlanOutput.Bytes(corpus.Bytes)}, {corpus.Documents:N0} documents, {(corpus.Language is { } language ? $"language {language}" : "language not recognised")}"));
        }

        foreach (FoundTask task in survey.Tasks)
        {
            Prose.WriteRemark(terminal, $"found: task {task.Name}: {task.Description}");
        }

        foreach (UnusedText unused in survey.Unused)
        {
            Prose.WriteRemark(terminal, $"not used: {unused.Path}: {unused.Why}");
        }
    }

    // A study needs text to pretrain on and a task to finetune on.
    private static void Check(FolderSurvey survey, string root)
    {
        const string expected = "expected at least one corpus (.txt, .jsonl or .parquet, plain, .gz or .zst) and a task (train, validation and test as aligned files such as train.en and train.de, as records, or a task file)";
        string? missing = survey switch
        {
            { Files: 0 } => "is empty",
            { Corpora.IsEmpty: true, Tasks.IsEmpty: true } => "has neither corpora nor a task",
            { Corpora.IsEmpty: true } => "has a task, but no corpus to pretrain on",
            { Tasks.IsEmpty: true } => $"has {(survey.Corpora.Length == 1 ? "a corpus" : $"{survey.Corpora.Length} corpora")}, but no task to finetune on",
            _ => null,
        };
        if (missing is not null)
        {
            throw new ArgumentException($"{root} {missing}; {expected}.\nhint: put the files there and run headwater new again, or copy examples/quickstart/study.yaml, which needs no data.");
        }
    }

    // Read as a study before it has its name, so that a faulty draft leaves nothing.
    private static StudySpec Written(StudyDraft draft, string path)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            AtomicFile.Write(temporary, Encoding.UTF8.GetBytes(draft.Text));
            _ = StudyPlanner.Plan(StudyReader.Read(temporary));
            File.Move(temporary, path, overwrite: false);
            return StudyReader.Read(path);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void ReportCost(Terminal terminal, StudySpec spec, string path)
    {
        StudyFolder folder = StudyFolder.For(spec);
        StudyPlan plan = StudyPlanner.Plan(spec);
        EstimateOptions options = EstimateOptions.Known(plan, folder, new RunOptions().JobsFor(spec));
        PlanEstimate estimate = PlanEstimate.Of(plan, folder, options.Counted(plan, folder));
        string atATime = estimate.JobsAtATime == 1 ? "one run at a time" : string.Create(CultureInfo.InvariantCulture, $"{estimate.JobsAtATime} runs at a time");
        Prose.WriteRemark(terminal, string.Create(CultureInfo.InvariantCulture, $"cost: {plan.Jobs.Length} jobs, about {Durations.Text(TimeSpan.FromSeconds(estimate.WallSeconds))} with {atATime}, and {PlanOutput.Bytes(estimate.Total.DiskBytes)} of disk. Speed: {estimate.Source}."));
        terminal.Error.WriteLine($"next: headwater plan {path}   # measures this machine, and says whether the study can answer");
        terminal.Error.WriteLine($"next: headwater run {path}");
    }
}
