using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Metrics;

/// <summary>
/// Extractive question answering scored as by the evaluation scripts of SQuAD 1.1 and 2.0: exact match, and F1 over words, of the normalised answer,
/// each against the answer that fits best. Thread-safe.
/// </summary>
public static class Squad
{
    /// <summary>
    /// The score of <paramref name="predictions"/>, answers by question id. Throws when there are no questions, an id stands twice, or version 1.1 meets
    /// a question without answers or version 2.0 one without a prediction or a probability.
    /// </summary>
    public static SquadScore Score(
        IReadOnlyList<SquadQuestion> questions, IReadOnlyDictionary<string, string> predictions, SquadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(predictions);
        options ??= SquadOptions.Default;
        options.Validate();
        Check(questions, predictions, options);

        QuestionScore[] raw = [.. questions.Select(question => ScoreOf(question, predictions, options.Version))];
        QuestionScore[] scores = [.. raw.Select(score => WithThreshold(score, options))];
        bool mayLackAnswers = options.Version == SquadVersion.V20;
        return new SquadScore
        {
            All = PartOf(scores)!.Value,
            HasAnswer = mayLackAnswers ? PartOf([.. scores.Where(score => score.HasAnswer)]) : null,
            NoAnswer = mayLackAnswers ? PartOf([.. scores.Where(score => !score.HasAnswer)]) : null,
            BestExactMatch = BestOf(raw, score => score.ExactMatch, options),
            BestF1 = BestOf(raw, score => score.F1, options),
            Unanswered = [.. questions.Select(question => question.Id).Where(id => !predictions.ContainsKey(id))],
            Signature = SignatureOf(questions, options),
        };
    }

    /// <summary>1 where the prediction equals an answer after normalisation, else 0. Without answers an empty prediction is right.</summary>
    public static double ExactMatch(string prediction, IReadOnlyList<string> answers, SquadVersion version = SquadVersion.V11)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        string predicted = AnswerText.Normalise(prediction);
        return Accepted(answers, version).Any(answer => AnswerText.Normalise(answer) == predicted) ? 1 : 0;
    }

    /// <summary>
    /// F1 of the prediction's words against the answer with the best, 0 to 1. Where either side has no words, version 2.0 gives 1 if both have none and
    /// version 1.1 gives 0.
    /// </summary>
    public static double F1(string prediction, IReadOnlyList<string> answers, SquadVersion version = SquadVersion.V11)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        string[] predicted = AnswerText.Words(prediction);
        return Accepted(answers, version).Max(answer => F1(predicted, AnswerText.Words(answer), version));
    }

    private static double F1(string[] predicted, string[] answer, SquadVersion version)
    {
        if (predicted.Length == 0 || answer.Length == 0)
            return version == SquadVersion.V20 && predicted.Length == answer.Length ? 1 : 0;

        Dictionary<string, int> left = answer.CountBy(word => word, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        int shared = predicted.Count(word => left.TryGetValue(word, out int count) && (left[word] = count - 1) >= 0);
        if (shared == 0)
            return 0;
        double precision = (double)shared / predicted.Length;
        double recall = (double)shared / answer.Length;
        return 2 * precision * recall / (precision + recall);
    }

    // Version 2.0 leaves out answers that normalise to nothing; where none is left, the empty one is right.
    private static IReadOnlyList<string> Accepted(IReadOnlyList<string> answers, SquadVersion version)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (version == SquadVersion.V11)
            return answers.Count > 0 ? answers : throw new ArgumentException("There are 0 answers; version 1.1 expects at least one.", nameof(answers));
        string[] kept = [.. answers.Where(answer => AnswerText.Normalise(answer).Length > 0)];
        return kept.Length > 0 ? kept : [""];
    }

    private sealed record QuestionScore(string Id, bool HasAnswer, bool PredictsAnswer, double ExactMatch, double F1);

    private static QuestionScore ScoreOf(SquadQuestion question, IReadOnlyDictionary<string, string> predictions, SquadVersion version)
    {
        bool hasAnswer = question.Answers.Length > 0;
        return predictions.TryGetValue(question.Id, out string? prediction)
            ? new(question.Id, hasAnswer, prediction.Length > 0, ExactMatch(prediction, question.Answers, version), F1(prediction, question.Answers, version))
            : new(question.Id, hasAnswer, PredictsAnswer: false, ExactMatch: 0, F1: 0);
    }

    private static QuestionScore WithThreshold(QuestionScore score, SquadOptions options)
    {
        if (options.NoAnswerProbabilities is not { } probabilities || !(probabilities[score.Id] > options.NoAnswerThreshold))
            return score;
        double right = score.HasAnswer ? 0 : 1;
        return score with { ExactMatch = right, F1 = right };
    }

    private static SquadPart? PartOf(QuestionScore[] scores) => scores.Length == 0
        ? null
        : new SquadPart(100 * scores.Sum(score => score.ExactMatch) / scores.Length, 100 * scores.Sum(score => score.F1) / scores.Length, scores.Length);

    // The threshold rises from below every probability, where each question counts as unanswerable, past one question after another.
    private static SquadThreshold? BestOf(QuestionScore[] raw, Func<QuestionScore, double> scoreOf, SquadOptions options)
    {
        if (options.NoAnswerProbabilities is not { } probabilities)
            return null;

        Dictionary<string, QuestionScore> byId = raw.ToDictionary(score => score.Id, StringComparer.Ordinal);
        double current = raw.Count(score => !score.HasAnswer);
        SquadThreshold best = new(current, 0);
        foreach ((string id, double probability) in probabilities.OrderBy(entry => entry.Value))
        {
            if (!byId.TryGetValue(id, out QuestionScore? score))
                continue;
            current += score.HasAnswer ? scoreOf(score) : score.PredictsAnswer ? -1 : 0;
            if (current > best.Score)
                best = new SquadThreshold(current, probability);
        }
        return best with { Score = 100 * best.Score / raw.Length };
    }

    private static void Check(IReadOnlyList<SquadQuestion> questions, IReadOnlyDictionary<string, string> predictions, SquadOptions options)
    {
        if (questions.Count == 0)
            throw new ArgumentException("There are 0 questions; expected at least one.", nameof(questions));
        if (questions.CountBy(question => question.Id, StringComparer.Ordinal).FirstOrDefault(count => count.Value > 1) is { Key: { } twice })
            throw new ArgumentException($"Question \"{twice}\" stands more than once; expected each id once.", nameof(questions));

        if (options.Version == SquadVersion.V11)
        {
            if (questions.FirstOrDefault(question => question.Answers.Length == 0) is { } unanswerable)
                throw new ArgumentException($"Question \"{unanswerable.Id}\" has no answer; SQuAD 1.1 expects at least one.\nhint: choose version 2.0.", nameof(questions));
            return;
        }
        RequireAll(questions, predictions.ContainsKey, "prediction");
        if (options.NoAnswerProbabilities is { } probabilities)
            RequireAll(questions, probabilities.ContainsKey, "probability of no answer");
    }

    private static void RequireAll(IReadOnlyList<SquadQuestion> questions, Func<string, bool> has, string what)
    {
        SquadQuestion[] missing = [.. questions.Where(question => !has(question.Id))];
        if (missing.Length > 0)
            throw new ArgumentException(
                $"{missing.Length} of {questions.Count} questions have no {what}, the first of them \"{missing[0].Id}\"; SQuAD 2.0 expects one for each. " +
                "Add them; an empty prediction says that there is no answer.", nameof(questions));
    }

    private static string SignatureOf(IReadOnlyList<SquadQuestion> questions, SquadOptions options)
    {
        int answers = questions[0].Answers.Length;
        Signature signature = new Signature(questions.All(question => question.Answers.Length == answers) ? answers : null)
            .Add("case", "c", "lc")
            .Add("punct", "p", "no")
            .Add("articles", "a", "no")
            .Add("refs", "r", "best");
        if (options.Version == SquadVersion.V11)
            return signature.Add("noans", "na", "no").AddVersion("squad-1.1").ToLong();

        string threshold = options.NoAnswerProbabilities is null ? "yes" : $"above-{options.NoAnswerThreshold.ToString("R", CultureInfo.InvariantCulture)}";
        return signature.Add("noans", "na", threshold).AddVersion("squad-2.0").ToLong();
    }
}
