using System.Collections.Immutable;
using System.Diagnostics;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Reads and scores a model's answers to a task other than translation.</summary>
internal sealed class AnswerEvaluation(JobContext context, TextTokenizer tokenizer, TaskSettings task, ulong seed, int longestOutput) : ITestEvaluation
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public double Seconds => _clock.Elapsed.TotalSeconds;

    public ImmutableArray<string> Warnings { get; private set; } = [];

    public OutputCounts? Outputs { get; private set; }

    public ImmutableArray<RunScore> Run(ChosenModels models)
    {
        ImmutableArray<TaskExample> examples = TaskData.Examples(task.Test);
        EncodedPairs encoded = TaskEncoder.Encode(examples, tokenizer, task.MaxSource, task.MaxTarget);
        Warnings = [.. task.Cuts(encoded, "test")];
        SortedDictionary<long, TaskScores> scored = [];
        foreach (long step in models.Steps)
        {
            TaskAnswers answers = TaskAnswers.Of(models.At(step), tokenizer, examples, encoded.Pairs, task.Answers!, DecodingSpec.Options(task.Decoding, longestOutput), context.Token);
            scored.Add(step, new TaskScores(answers, seed));
        }

        TaskScores losses = scored[models.StepOf(MetricNames.CrossEntropy)];
        ImmutableSortedDictionary<long, ImmutableArray<RunScore>> scores = scored.ToImmutableSortedDictionary(step => step.Key, step => step.Value.All());
        ImmutableArray<RunScore> own = [.. scores[models.StepOf(MetricNames.CrossEntropy)].Select(score => scores[models.StepOf(score.Metric)].First(other => other.Metric == score.Metric))];
        string first = TaskMetricNames.Scores.First(name => own.Any(score => score.Metric == name));
        TaskAnswers shown = scored[models.StepOf(first)].Answers;
        Outputs = shown.OutputTokens is { } tokens ? OutputCounts.Of(shown.Predictions, tokens, longestOutput, examples.Select(example => example.Target)) : null;
        AnswerFiles.Write(context.Run, shown, losses, metric => scored[models.StepOf(metric)]);
        return own;
    }
}
