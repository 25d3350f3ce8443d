using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Metrics;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>
/// Scores a model while it is finetuned, on validation examples spread evenly over the set: outputs are searched for greedily and cut at the longest target
/// among the examples, whatever the test does, because what is compared here is one model's steps.
/// </summary>
internal sealed class ValidationScoring(TextTokenizer tokenizer, TaskSettings task, ImmutableArray<EncodedPair> encoded, int most, CancellationToken token)
{
    private readonly int[] _places = Places(encoded.Length, most);

    private ImmutableArray<EncodedPair> Pairs => [.. _places.Select(place => encoded[place])];

    /// <summary>The function to call, for a model that trains in float32 or, <paramref name="narrow"/>, in fewer bits, which evaluation never does.</summary>
    public Func<LanguageModel, IReadOnlyList<ValidationScore>> Function(bool narrow)
    {
        Func<LanguageModel, IReadOnlyList<ValidationScore>> score = Function();
        return !narrow ? score : model =>
        {
            using LanguageModel wide = model.InFloat32();
            return score(wide);
        };
    }

    private Func<LanguageModel, IReadOnlyList<ValidationScore>> Function()
    {
        ImmutableArray<EncodedPair> pairs = Pairs;
        GenerationOptions options = new() { MaxLength = pairs.Max(pair => pair.Target.Length) };
        if (task.Answers is { } reading)
        {
            IReadOnlyList<TaskExample> all = TaskData.Examples(task.Validation);
            ImmutableArray<TaskExample> examples = [.. _places.Select(place => all[place])];
            return model => OfAnswers(model, examples, pairs, reading, options);
        }

        IReadOnlyList<TextPair> texts = StudyData.Read(task.Validation);
        string[] references = [.. _places.Select(place => texts[place].Target)];
        int[][] inputs = [.. pairs.Select(pair => pair.Input)];
        return model => OfTranslations(model, inputs, references, options);
    }

    private ValidationScore[] OfTranslations(LanguageModel model, int[][] inputs, string[] references, GenerationOptions options)
    {
        string[] outputs = [.. Generation.Generate(model, inputs, options, progress: null, token).Select(ids => tokenizer.Decode(ids).ReplaceLineEndings(" "))];
        BleuStatistics bleu = Bleu.Segments(outputs, [references]).Aggregate((sum, segment) => sum + segment);
        ChrfStatistics chrf = Chrf.Segments(outputs, [references]).Aggregate((sum, segment) => sum + segment);
        return [new ValidationScore(MetricNames.Bleu, Bleu.FromStatistics(bleu).Score), new ValidationScore(MetricNames.Chrf, Chrf.FromStatistics(chrf).Score)];
    }

    private ValidationScore[] OfAnswers(LanguageModel model, ImmutableArray<TaskExample> examples, ImmutableArray<EncodedPair> pairs, AnswerSettings reading, GenerationOptions options)
    {
        TaskAnswers answers = TaskAnswers.Of(model, tokenizer, examples, pairs, reading, options, token);
        return [.. new TaskScores(answers, seed: 0).All().Where(score => TaskMetricNames.Scores.Contains(score.Metric)).Select(score => new ValidationScore(score.Metric, score.Value))];
    }

    private static int[] Places(int count, int most)
    {
        int taken = Math.Min(count, most);
        return [.. Enumerable.Range(0, taken).Select(i => (int)((long)i * count / taken))];
    }
}
