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
        string checkpoint = context.Folder.Run(settings.Pretraining).Checkpoint(settings.Checkpoint);
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
        return new TrainerScores(command.Scores!, CommandTemplate.Evaluate, task.Name).Read(fields[CommandTemplate.Out], process.LogFile, task.Test.Count);
    }
}
