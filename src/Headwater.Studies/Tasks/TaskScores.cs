using System.Collections.Immutable;
using System.Text;
using Headwater.Data;
using Headwater.Metrics;

namespace Headwater.Studies;

/// <summary>
/// All the metrics that apply to a task, from a model's answers. The standard error of a share is that of a binomial, √(p(1 − p)/n); of another mean,
/// that of its examples' spread; of the rest, from resampling.
/// </summary>
internal sealed class TaskScores(TaskAnswers answers, ulong seed)
{
    private static readonly RougeOptions RougeWithStems = new() { Stemmer = true };      // as T5 and most published summaries are scored

    private readonly ImmutableArray<TaskExample> _examples = answers.Examples;

    /// <summary>What is scored.</summary>
    public TaskAnswers Answers => answers;

    private bool IsChoice => !_examples[0].Choices.IsEmpty;

    private bool IsGrouped => _examples[0].Group is not null && _examples.All(example => example.Choices.Length == 2);

    // Labels: the same choices everywhere.
    private bool IsLabelled => IsChoice && _examples.All(example => example.Answers.Length == 1 && example.Choices.SequenceEqual(_examples[0].Choices, StringComparer.Ordinal));

    /// <summary>What the score of the test set is the mean of, by metric, one value per example.</summary>
    public ImmutableSortedDictionary<string, double[]> PerExample => _perExample ??= Measure();

    private ImmutableSortedDictionary<string, double[]>? _perExample;

    public ImmutableArray<RunScore> All() =>
    [
        .. PerExample.Select(metric => Mean(metric.Key, metric.Value)),
        .. IsLabelled ? Labelled() : [],
        .. IsGrouped ? Grouped() : [],
        .. IsChoice ? [] : Overlap(),
        .. Smooth(),
    ];

    private ImmutableSortedDictionary<string, double[]> Measure()
    {
        ImmutableSortedDictionary<string, double[]>.Builder values = ImmutableSortedDictionary.CreateBuilder<string, double[]>(StringComparer.Ordinal);
        if (IsChoice)
            values[TaskMetricNames.Accuracy] = Each((example, prediction) => example.IsRight(prediction) ? 1 : 0);
        if (!IsGrouped)
        {
            values[TaskMetricNames.ExactMatch] = Each((example, prediction) => 100 * Squad.ExactMatch(prediction, example.Answers));
            values[TaskMetricNames.F1] = Each((example, prediction) => 100 * Squad.F1(prediction, example.Answers));
        }

        if (!IsChoice)
        {
            RougeDocument[] documents = Rouge.Documents(answers.Predictions, References(), RougeWithStems);
            for (int type = 0; type < RougeWithStems.Types.Length; type++)
                values[RougeWithStems.Types[type].Name] = [.. documents.Select(document => 100 * document.Measures[type].F1)];
        }

        return values.ToImmutable();
    }

    private double[] Each(Func<TaskExample, string, double> score) => [.. _examples.Zip(answers.Predictions, score)];

    // Stream k holds the k-th answer of every example; the shorter lists end in null.
    private List<IReadOnlyList<string?>> References() =>
        [.. Enumerable.Range(0, _examples.Max(example => example.Answers.Length)).Select(k => (IReadOnlyList<string?>)[.. _examples.Select(example => example.Answers.ElementAtOrDefault(k))])];

    private RunScore Mean(string metric, double[] values)
    {
        double limit = TaskMetricNames.Limit(metric)!.Value;
        double share = values.Average() / limit;
        bool counts = values.All(value => value == 0 || value == limit);
        return new RunScore
        {
            Metric = metric, Value = values.Average(), Items = values.Length, Ceiling = limit,
            StandardError = counts ? limit * Math.Sqrt(share * (1 - share) / values.Length) : SpreadError(values),
            Chance = IsChoice && metric is TaskMetricNames.Accuracy or TaskMetricNames.ExactMatch ? Guessing(limit) : null,
            Signature = SignatureOf(metric),
        };
    }

    private double? Guessing(double limit) => IsChoice ? limit * _examples.Average(example => (double)example.Choices.Count(example.IsRight) / example.Choices.Length) : null;

    private IEnumerable<RunScore> Labelled()
    {
        string[] targets = [.. _examples.Select(example => example.Answers[0])];
        ImmutableArray<string> labels = _examples[0].Choices;
        ClassificationScore score = Classification.Score(answers.Predictions, targets, labels);
        yield return Whole(TaskMetricNames.MacroF1, score.MacroF1, score.Signature, drawn => Drawn(drawn).MacroF1);
        yield return Whole(TaskMetricNames.Matthews, score.Matthews / 100, score.Signature, drawn => Drawn(drawn).Matthews / 100) with { Chance = 0 };

        ClassificationScore Drawn(int[] drawn) => Classification.Score([.. drawn.Select(i => answers.Predictions[i])], [.. drawn.Select(i => targets[i])], labels);
    }

    private RunScore Whole(string metric, double value, string? signature, Func<int[], double> drawn) => new()
    {
        Metric = metric, Value = value, Items = _examples.Length, Ceiling = TaskMetricNames.Limit(metric), Signature = signature,
        StandardError = ResampledError.Of(_examples.Length, seed, drawn),
    };

    // The second choice says that an answer is right; guessing says so of every other one.
    private IEnumerable<RunScore> Grouped()
    {
        MultiRcAnswer[][] groups = [.. _examples.Select((example, i) => new MultiRcAnswer
        {
            Question = example.Group!,
            IsRight = example.IsRight(example.Choices[1]),
            Judged = example.Choices.IndexOf(answers.Predictions[i]) switch { 0 => false, 1 => true, _ => null },
        }).GroupBy(answer => answer.Question, StringComparer.Ordinal).Select(group => group.ToArray())];
        MultiRcScore score = MultiRc.Score([.. groups.SelectMany(group => group)]);
        double right = _examples.Average(example => example.IsRight(example.Choices[1]) ? 1.0 : 0);
        yield return Of(TaskMetricNames.AnswerF1, score.AnswerF1, 100 * right / (right + 0.5), drawn => drawn.AnswerF1, _examples.Length);
        yield return Of(TaskMetricNames.ExactMatch, score.ExactMatch, 100 * groups.Average(group => Math.Pow(0.5, group.Length)), drawn => drawn.ExactMatch, groups.Length);

        RunScore Of(string metric, double value, double chance, Func<MultiRcScore, double> read, int items) => new()
        {
            Metric = metric, Value = value, Items = items, Chance = chance, Ceiling = 100, Signature = score.Signature,
            StandardError = ResampledError.Of(groups.Length, seed, drawn => read(MultiRc.Score([.. drawn.SelectMany((group, place) => Renamed(groups[group], place))]))),
        };
    }

    // A group that is drawn twice is two groups.
    private static IEnumerable<MultiRcAnswer> Renamed(MultiRcAnswer[] group, int place) => group.Select(answer => answer with { Question = $"{place}" });

    private IEnumerable<RunScore> Overlap()
    {
        string[] targets = [.. _examples.Select(example => example.Answers[0])];
        yield return OverlapScores.Bleu(Bleu.Segments(answers.Predictions, [targets]), seed) with { Ceiling = 100 };
        yield return OverlapScores.Chrf(Chrf.Segments(answers.Predictions, [targets]), seed) with { Ceiling = 100 };
    }

    private IEnumerable<RunScore> Smooth()
    {
        double[] nats = [.. answers.Losses.Select(loss => loss.NegativeLogLikelihood)];
        yield return Ratio(MetricNames.CrossEntropy, nats, [.. answers.Losses.Select(loss => (double)loss.Tokens)]);
        yield return Ratio(TaskMetricNames.BitsPerByte, [.. nats.Select(value => value / Math.Log(2))], [.. _examples.Select(example => (double)Encoding.UTF8.GetByteCount(example.Target))]);
        yield return Ratio(TaskMetricNames.NatsPerAnswer, nats, [.. nats.Select(_ => 1.0)]);
        if (answers.Probabilities is { } probabilities)
        {
            yield return Ratio(TaskMetricNames.ChoiceProbability, [.. probabilities], [.. probabilities.Select(_ => 1.0)]) with { Chance = Guessing(1), Ceiling = 1 };
        }
    }

    private static RunScore Ratio(string metric, double[] numerators, double[] denominators) => new()
    {
        Metric = metric, Value = numerators.Sum() / denominators.Sum(), StandardError = RatioError.Of(numerators, denominators), Items = numerators.Length,
    };

    private static double? SpreadError(double[] values) => RatioError.Of(values, [.. values.Select(_ => 1.0)]);

    private static string? SignatureOf(string metric) => metric switch
    {
        TaskMetricNames.ExactMatch or TaskMetricNames.F1 => "nrefs:var|case:lc|punct:no|articles:no|refs:best|version:squad-1.1",
        _ when metric.StartsWith("rouge", StringComparison.Ordinal) => "nrefs:var|case:lc|tok:a-z0-9|stem:porter-nltk|sents:newline|refs:best-f1|version:rouge_score-0.1.2",
        _ => null,
    };
}
