using System.Collections.Immutable;
using System.Text;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>
/// Multiple choice without generation: every answer is scored by its log-likelihood after the input, and the likeliest is the model's
/// (Brown et al. 2020, arXiv:2005.14165, section 2.4; "rank classification" in Sanh et al. 2021, arXiv:2110.08207). An input is encoded once for all its
/// answers: see <see cref="SharedInput"/>.
/// </summary>
public static class RankClassification
{
    /// <summary>The answers of each question, scored, in the order given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">The tokenizer it was trained with.</param>
    /// <param name="questions">Inputs with at least one answer each.</param>
    /// <param name="prefix">Text put before every input.</param>
    /// <param name="unconditional">Whether to score each answer after an empty input too.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    public static ImmutableArray<ImmutableArray<RankedChoice>> Of(
        LanguageModel model, TextTokenizer tokenizer, IReadOnlyList<ChoiceQuestion> questions, string prefix = "", bool unconditional = false,
        CancellationToken cancellationToken = default)
    {
        EncodedQuestion[] encoded = [.. questions.Select(question => new EncodedQuestion(Encode(tokenizer, prefix + question.Input), question.Choices))];
        return Of(model, tokenizer, encoded, unconditional, cancellationToken);
    }

    /// <summary>As for questions of text, with inputs that are encoded already.</summary>
    public static ImmutableArray<ImmutableArray<RankedChoice>> Of(
        LanguageModel model, TextTokenizer tokenizer, IReadOnlyList<EncodedQuestion> questions, bool unconditional = false, CancellationToken cancellationToken = default)
    {
        Dictionary<string, int[]> targets = questions.SelectMany(question => question.Choices).Distinct(StringComparer.Ordinal)
            .ToDictionary(choice => choice, choice => Encode(tokenizer, choice), StringComparer.Ordinal);
        ExampleLoss[][] losses = SharedInput.Losses(model, [.. questions.Select(question => (question.Input, question.Choices.Select(choice => targets[choice]).ToArray()))], cancellationToken);
        Dictionary<string, double>? alone = unconditional ? Alone(model, targets, cancellationToken) : null;
        return [.. questions.Select((question, i) => question.Choices.Select((choice, k) =>
            new RankedChoice(-losses[i][k].NegativeLogLikelihood, losses[i][k].Tokens, Encoding.UTF8.GetByteCount(choice)) { Unconditional = alone?[choice] }).ToImmutableArray())];
    }

    /// <summary>The place of the likeliest answer; of equals, the first.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static int Best(ImmutableArray<RankedChoice> choices, ChoiceNormalisation normalisation)
    {
        if (choices.IsDefaultOrEmpty)
        {
            throw new ArgumentException("There is no answer to choose from.", nameof(choices));
        }

        int best = 0;
        for (int i = 1; i < choices.Length; i++)
        {
            best = choices[i].Score(normalisation) > choices[best].Score(normalisation) ? i : best;
        }

        return best;
    }

    /// <summary>
    /// The probability of each answer where one of them must be given, p_k = exp(s_k) / Σ exp(s), with s the scores that answers are ranked by.
    /// </summary>
    public static ImmutableArray<double> Probabilities(ImmutableArray<RankedChoice> choices, ChoiceNormalisation normalisation)
    {
        double largest = choices[Best(choices, normalisation)].Score(normalisation);     // shifted, so that no exponential overflows
        double[] weights = [.. choices.Select(choice => Math.Exp(choice.Score(normalisation) - largest))];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    private static Dictionary<string, double> Alone(LanguageModel model, Dictionary<string, int[]> targets, CancellationToken cancellationToken)
    {
        string[] choices = [.. targets.Keys];
        ExampleLoss[] losses = SharedInput.Losses(model, [([TextTokenizer.EndOfSequence], [.. choices.Select(choice => targets[choice])])], cancellationToken)[0];
        return choices.Select((choice, i) => (choice, -losses[i].NegativeLogLikelihood)).ToDictionary(pair => pair.choice, pair => pair.Item2, StringComparer.Ordinal);
    }

    private static int[] Encode(TextTokenizer tokenizer, string text) => [.. tokenizer.Encode(text), TextTokenizer.EndOfSequence];
}

/// <summary>An input with the answers a model has to choose from.</summary>
public sealed record ChoiceQuestion(string Input, ImmutableArray<string> Choices);

/// <summary>An input as token ids, the end mark last, with the answers a model has to choose from.</summary>
public sealed record EncodedQuestion(int[] Input, ImmutableArray<string> Choices);

/// <summary>How likely a model finds one answer: its log-likelihood in nats, its tokens with the end mark, and its UTF-8 bytes.</summary>
public readonly record struct RankedChoice(double LogLikelihood, int Tokens, int Bytes)
{
    /// <summary>Its log-likelihood after an empty input; null where that was not asked for.</summary>
    public double? Unconditional { get; init; }

    /// <summary>What answers are ranked by, larger first. An empty answer counts as one byte.</summary>
    /// <exception cref="InvalidOperationException">The unconditional log-likelihood was not measured.</exception>
    public double Score(ChoiceNormalisation normalisation) => normalisation switch
    {
        ChoiceNormalisation.Tokens => LogLikelihood / Tokens,
        ChoiceNormalisation.Bytes => LogLikelihood / Math.Max(1, Bytes),
        ChoiceNormalisation.Unconditional => LogLikelihood - (Unconditional
            ?? throw new InvalidOperationException("The unconditional log-likelihood was not measured. Ask RankClassification.Of for it.")),
        _ => LogLikelihood,
    };
}
