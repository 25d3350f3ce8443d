using System.Collections.Immutable;
using System.Diagnostics;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Scores a checkpoint with the study's command.</summary>
internal static class TrainerEvaluation
{
    public static EvaluationResult Run(JobContext context, EvaluationSettings settings)
    {
        Stopwatch clock = Stopwatch.StartNew();
        TextTokenizer tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);
        string checkpoint = settings.Weights?.Path ?? context.Folder.Run(settings.Pretraining!).Checkpoint(settings.Checkpoint);
        Dictionary<string, string> fields = TrainerFields.Of(context, settings.Model, settings.Tokenizer, settings.Seed, settings.Threads, settings.Device);
        fields[CommandTemplate.Checkpoint] = TrainerCheckpoints.PathOf(checkpoint);
        fields[CommandTemplate.Shots] = TrainerFields.Text(settings.Shots);
        fields[CommandTemplate.Out] = Path.Combine(context.Run.ResumeFolder, CommandTemplate.Evaluate);
        TrainerFields.AddTask(fields, settings.Trainer!, settings.Task, tokenizer, count => Enumerable.Range(0, count), Path.Combine(context.Run.ResumeFolder, "data"));
        ImmutableArray<RunScore> scores = Score(context, settings.Trainer!, fields, settings.Task);
        (long all, long without) = TrainerShape.Count(checkpoint, settings.Model, tokenizer.VocabularySize);
        return new EvaluationResult { Parameters = all, ParametersWithoutEmbeddings = without, Scores = scores, Seconds = clock.Elapsed.TotalSeconds };
    }

    /// <summary>Runs the scoring command and reads what it left.</summary>
    public static ImmutableArray<RunScore> Score(JobContext context, TrainerCommand command, Dictionary<string, string> fields, TaskSettings task)
    {
        using RunMeter.Stretch evaluating = context.Meter.Spend(WorkKind.Evaluation);
        Directory.CreateDirectory(fields[CommandTemplate.Out]);
        TrainerProcess process = new(context, command, CommandTemplate.Evaluate);
        process.Run(fields, _ => { });
        return Scores(context, new TrainerScores(command.Scores!, CommandTemplate.Evaluate, task.Name), fields[CommandTemplate.Out], process.LogFile, task);
    }

    /// <summary>The scores that a command left; those of the examples are kept with the run.</summary>
    public static ImmutableArray<RunScore> Scores(JobContext context, TrainerScores source, string folder, string log, TaskSettings task)
    {
        ImmutableArray<RunScore> scores = LateFiles.Await(() => source.Read(folder, log, task.Test.Count), context.Token);
        ImmutableArray<TestExample> examples = LateFiles.Await(() => source.ReadExamples(folder), context.Token);
        if (task.Test.Count > 0 && !examples.IsEmpty && examples.Length != task.Test.Count)
            throw new TrainerException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"the file of scores by example has {examples.Length} lines, and the test set of {task.Name} has {task.Test.Count} examples; expected a line for each, in their order."));
        if (!examples.IsEmpty)
            TestExample.Write(context.Run.ExamplesFile, examples);
        return scores;
    }
}
