using System.Collections.Immutable;
using System.Diagnostics;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Finetunes and scores a model with the study's commands.</summary>
internal sealed class TrainerFinetuning(JobContext context, FinetuningSettings settings)
{
    private readonly TrainerCommand _command = settings.Trainer!;

    public FinetuningResult Run()
    {
        Stopwatch clock = Stopwatch.StartNew();
        TextTokenizer tokenizer = context.Store.OpenTokenizer(settings.Tokenizer);
        Dictionary<string, string> fields = TrainerFields.Of(context, settings.Model, settings.Tokenizer, settings.Seed, settings.Threads, settings.Device);
        fields[CommandTemplate.Checkpoint] = settings.Pretraining is { } run ? TrainerCheckpoints.PathOf(context.Folder.Run(run).Checkpoint(settings.Checkpoint)) : settings.Weights?.Path ?? "";
        fields[CommandTemplate.Examples] = TrainerFields.Text(settings.Examples ?? settings.Task.Train.Count);
        string data = Path.Combine(context.Run.ResumeFolder, "data");
        TrainerFields.AddTask(fields, _command, settings.Task, tokenizer, Subset, data);
        string folder = fields[CommandTemplate.Out] = Path.Combine(context.Run.ResumeFolder, CommandTemplate.Finetune);
        Directory.CreateDirectory(folder);
        TrainerProcess training = new(context, _command, CommandTemplate.Finetune);
        if (!Directory.Exists(context.Run.BestCheckpoint))
            Train(training, fields);
        (long all, long without) = TrainerShape.Count(Model(), settings.Model, tokenizer.VocabularySize);
        ImmutableArray<RunScore> scores = settings.Scorer is { } scorer
            ? TrainerEvaluation.Score(context, scorer, With(fields, tokenizer, scorer, data), settings.Task)
            : TrainerEvaluation.Scores(context, new TrainerScores(_command.Scores!, CommandTemplate.Finetune, settings.Task.Name), folder, training.LogFile, settings.Task);
        return new FinetuningResult
        {
            Parameters = all,
            ParametersWithoutEmbeddings = without,
            LearningRate = 0,
            Examples = settings.Examples ?? settings.Task.Train.Count,
            FinetuningTokens = settings.Task.Train.Count == 0 ? 0 : settings.Task.ForTraining(tokenizer, Subset).Pairs.Sum(pair => (long)pair.Input.Length + pair.Target.Length),
            BestStep = 0,
            ValidationLoss = 0,
            Scores = scores,
            Seconds = clock.Elapsed.TotalSeconds,
        };
    }

    // The scores beside the checkpoint are read before it is moved away, so a kill in between repeats no training that was scored.
    private void Train(TrainerProcess training, Dictionary<string, string> fields)
    {
        using RunMeter.Stretch time = context.Meter.Spend(WorkKind.Training);
        training.Run(fields, new TrainerCurve(context, _command.Progress, tokens => tokens, before: 0).Hear);
        if (_command.Checkpoint is null)
            return;
        int vocabulary = int.Parse(fields[CommandTemplate.Vocabulary], System.Globalization.CultureInfo.InvariantCulture);
        string found = TrainerShape.Find(fields[CommandTemplate.Out], CommandTemplate.Fill(_command.Checkpoint, fields), settings.Model, vocabulary, CommandTemplate.Finetune, context.Token);
        if (found == fields[CommandTemplate.Out])
            throw new TrainerException("trainer.finetune.checkpoint names {out} itself, where the scores are; expected a file or folder below it.\nhint: write the model to a folder below {out}.");
        TrainerCheckpoints.Keep(found, context.Run.BestCheckpoint);
    }

    // Of a finetuned model that is not kept, the one it began as.
    private string Model() => Directory.Exists(context.Run.BestCheckpoint) ? context.Run.BestCheckpoint
        : settings.Pretraining is { } run ? context.Folder.Run(run).Checkpoint(settings.Checkpoint) : settings.Weights?.Path ?? "";

    private Dictionary<string, string> With(Dictionary<string, string> fields, TextTokenizer tokenizer, TrainerCommand scorer, string data)
    {
        Dictionary<string, string> scoring = new(fields, StringComparer.Ordinal)
        {
            [CommandTemplate.Checkpoint] = TrainerCheckpoints.PathOf(context.Run.BestCheckpoint),
            [CommandTemplate.Shots] = "0",
            [CommandTemplate.Out] = Path.Combine(context.Run.ResumeFolder, CommandTemplate.Evaluate),
        };
        TrainerFields.AddTask(scoring, scorer, settings.Task, tokenizer, Subset, data);
        return scoring;
    }

    private IEnumerable<int> Subset(int count)
    {
        Permutation order = new(count, Seeds.Of(settings.Seed, Seeds.Subset));
        return Enumerable.Range(0, settings.Examples ?? count).Select(place => (int)order[place]);
    }
}
