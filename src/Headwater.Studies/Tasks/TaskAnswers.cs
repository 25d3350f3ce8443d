using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>What a model made of a task's examples: its answers, and how likely it finds the right ones.</summary>
internal sealed record TaskAnswers
{
    public required ImmutableArray<TaskExample> Examples { get; init; }

    /// <summary>The text generated, on one line, or the likeliest choice.</summary>
    public required ImmutableArray<string> Predictions { get; init; }

    /// <summary>Tokens of each generated text, its end mark left out; null where choices are ranked.</summary>
    public ImmutableArray<int>? OutputTokens { get; init; }

    /// <summary>Of the targets: whole where they are among the choices that were ranked, else cut to the longest allowed.</summary>
    public required ImmutableArray<ExampleLoss> Losses { get; init; }

    /// <summary>The probability of a right choice where one of the choices must be given; null where nothing was ranked.</summary>
    public ImmutableArray<double>? Probabilities { get; init; }

    /// <param name="model">A finetuned model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="examples">Examples.</param>
    /// <param name="encoded">The same, as token ids.</param>
    /// <param name="reading">How answers are read.</param>
    /// <param name="decoding">How text is generated, where it is.</param>
    /// <param name="token">Looked at between batches.</param>
    public static TaskAnswers Of(
        LanguageModel model, TextTokenizer tokenizer, ImmutableArray<TaskExample> examples, ImmutableArray<EncodedPair> encoded, AnswerSettings reading, GenerationOptions decoding, CancellationToken token)
    {
        if (reading.Reading == AnswerReading.Generate)
        {
            ImmutableArray<ExampleLoss> losses = CrossEntropy.Of(model, encoded, cancellationToken: token);
            int[][] outputs = Generation.Generate(model, [.. encoded.Select(pair => pair.Input)], decoding, progress: null, token);
            return new TaskAnswers { Examples = examples, Losses = losses, OutputTokens = [.. outputs.Select(ids => ids.Length)], Predictions = [.. outputs.Select(ids => tokenizer.Decode(ids).ReplaceLineEndings(" ").Trim())] };
        }

        ChoiceNormalisation normalisation = reading.Normalisation;
        EncodedQuestion[] questions = [.. examples.Zip(encoded, (example, pair) => new EncodedQuestion(pair.Input, example.Choices))];
        ImmutableArray<ImmutableArray<RankedChoice>> ranked = RankClassification.Of(model, tokenizer, questions, normalisation == ChoiceNormalisation.Unconditional, token);
        return OfChoices(examples, ranked, normalisation, () => CrossEntropy.Of(model, encoded, cancellationToken: token));
    }

    /// <param name="examples">Examples.</param>
    /// <param name="ranked">Their choices, scored.</param>
    /// <param name="normalisation">What scores are normalised by.</param>
    /// <param name="targetLosses">Measures the targets, where one is not among its choices.</param>
    public static TaskAnswers OfChoices(
        ImmutableArray<TaskExample> examples, ImmutableArray<ImmutableArray<RankedChoice>> ranked, ChoiceNormalisation normalisation, Func<ImmutableArray<ExampleLoss>> targetLosses) => new()
        {
            Examples = examples,
            Losses = examples.All(example => example.Choices.Contains(example.Target))
            ? [.. examples.Zip(ranked, (example, choices) => LossOf(choices[example.Choices.IndexOf(example.Target)]))]
            : targetLosses(),
            Predictions = [.. examples.Zip(ranked, (example, choices) => example.Choices[RankClassification.Best(choices, normalisation)])],
            Probabilities = [.. examples.Zip(ranked, (example, choices) => RightProbability(example, RankClassification.Probabilities(choices, normalisation)))],
        };

    private static ExampleLoss LossOf(RankedChoice choice) => new(-choice.LogLikelihood, choice.Tokens);

    private static double RightProbability(TaskExample example, ImmutableArray<double> probabilities) =>
        example.Choices.Select((choice, k) => example.IsRight(choice) ? probabilities[k] : 0).Sum();
}

/// <summary>How a model's answer is read.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerReading>))]
public enum AnswerReading
{
    /// <summary>The text it generates.</summary>
    [JsonStringEnumMemberName("generate")] Generate,

    /// <summary>The choice it finds likeliest.</summary>
    [JsonStringEnumMemberName("rank")] Rank,
}
