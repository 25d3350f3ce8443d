using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Writes a model's answers to a test set, and what each is worth, into the run's folder.</summary>
internal static class AnswerFiles
{
    /// <param name="run">The folder.</param>
    /// <param name="shown">The answers that are shown as text.</param>
    /// <param name="losses">The scores of the model that losses are read from.</param>
    /// <param name="scoredBy">The scores of the model that a metric is read from.</param>
    public static void Write(RunFolder run, TaskAnswers shown, TaskScores losses, Func<string, TaskScores> scoredBy)
    {
        RecordFile.WriteText(run.HypothesesFile, string.Concat(shown.Predictions.Select(line => line.ReplaceLineEndings(" ") + "\n")));
        TestExample.Write(run.ExamplesFile, losses.Answers.Examples.Select((_, i) => new TestExample
        {
            Id = i, Nll = losses.Answers.Losses[i].NegativeLogLikelihood, Tokens = losses.Answers.Losses[i].Tokens, Probability = losses.Answers.Probabilities?[i],
            Scores = losses.PerExample.Keys.ToImmutableSortedDictionary(metric => metric, metric => scoredBy(metric).PerExample[metric][i], StringComparer.Ordinal),
        }));
    }
}
