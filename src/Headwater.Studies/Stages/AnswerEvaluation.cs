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

    public ImmutableArray<RunScore> Run(T5Model model)
    {
        ImmutableArray<TaskExample> examples = TaskData.Examples(task.Test);
        EncodedPairs encoded = TaskEncoder.Encode(examples, tokenizer, task.MaxSource, task.MaxTarget);
        Warnings = [.. task.Cuts(encoded, "test")];
        TaskAnswers answers = TaskAnswers.Of(model, tokenizer, examples, encoded.Pairs, task.Answers!, DecodingSpec.Options(task.Decoding, longestOutput), context.Token);
        TaskScores scores = new(answers, seed);
        RecordFile.WriteText(context.Run.HypothesesFile, string.Concat(answers.Predictions.Select(line => line.ReplaceLineEndings(" ") + "\n")));
        TestExample.Write(context.Run.ExamplesFile, examples.Select((_, i) => new TestExample
        {
            Id = i, Nll = answers.Losses[i].NegativeLogLikelihood, Tokens = answers.Losses[i].Tokens, Probability = answers.Probabilities?[i],
            Scores = scores.PerExample.ToImmutableSortedDictionary(metric => metric.Key, metric => metric.Value[i], StringComparer.Ordinal),
        }));
        return scores.All();
    }
}
