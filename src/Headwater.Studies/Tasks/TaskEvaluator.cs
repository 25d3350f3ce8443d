using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>Scores any checkpoint on a task's test set, as a study scores its own.</summary>
public static class TaskEvaluator
{
    /// <summary>The task's metrics, in the order that it names them.</summary>
    /// <exception cref="StudySpecException">The task is a translation: evaluate pairs of text.</exception>
    /// <exception cref="InvalidDataException">The test set does not fit the task.</exception>
    public static TaskEvaluation Of(LanguageModel model, TextTokenizer tokenizer, TaskSpec task, ulong seed = 1, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Text is not { } text)
            throw new ArgumentException($"{task.Name} is a translation; expected another task. Evaluate its pairs with --source and --target.", nameof(task));
        ImmutableArray<TaskExample> examples = TaskData.Examples(new PairsSource
        {
            Path = task.Test.Path, Source = task.Source, Target = task.Target, Count = task.Test.Count, Form = text.Form, Generated = text.Generated, Split = nameof(ClozeSplit.Test),
            Seed = Seeds.Of(seed, Seeds.TaskPairs), Fingerprint = "",
        });
        EncodedPairs encoded = TaskEncoder.Encode(examples, tokenizer, task.MaxSource, task.MaxTarget);
        int longest = DecodingSpec.LongestOutput(task.MaxTarget, encoded);
        TaskAnswers answers = TaskAnswers.Of(model, tokenizer, examples, encoded.Pairs, AnswerSettings.Of(text), DecodingSpec.Options(task.Decoding, longest), token);
        ImmutableArray<RunScore> all = new TaskScores(answers, Seeds.Of(seed, Seeds.Bootstrap)).All();
        return new TaskEvaluation
        {
            Task = task.Name,
            Scores = [.. text.Metrics.Select(name => all.FirstOrDefault(score => score.Metric == name)).OfType<RunScore>().Select(score => score.At(text.Chance, text.Ceiling))],
            Predictions = answers.Predictions,
            ShortenedInputs = encoded.TruncatedInputs,
        };
    }
}

/// <summary>How a checkpoint does on a task.</summary>
public sealed record TaskEvaluation
{
    public required string Task { get; init; }

    public required ImmutableArray<RunScore> Scores { get; init; }

    /// <summary>One for each example: generated text, or the likeliest choice.</summary>
    public required ImmutableArray<string> Predictions { get; init; }

    /// <summary>Inputs whose longest value lost its end because they were longer than max-source.</summary>
    public required int ShortenedInputs { get; init; }
}
