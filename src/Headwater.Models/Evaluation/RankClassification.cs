using System.Collections.Immutable;
using System.Text;
using Headwater.Data;

namespace Headwater.Models;

/// <summary>
/// Multiple choice without generation: every answer is scored by its log-likelihood after the input, and the likeliest is the model's
/// (Brown et al. 2020, arXiv:2005.14165, section 2.4; "rank classification" in Sanh et al. 2021, arXiv:2110.08207).
/// </summary>
public static class RankClassification
{
    /// <summary>The answers of each question, scored, in the order given.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">The tokenizer it was trained with.</param>
    /// <param name="questions">Inputs with at least one answer each.</param>
    /// <param name="prefix">Text put before every input.</param>
    /// <param name="cancellationToken">Looked at before each batch.</param>
    public static ImmutableArray<ImmutableArray<RankedChoice>> Of(
        T5Model model, TextTokenizer tokenizer, IReadOnlyList<ChoiceQuestion> questions, string prefix = "", CancellationToken cancellationToken = default)
    {
        IEnumerable<TextPair> pairs = questions.SelectMany(question => question.Choices.Select(choice => new TextPair(question.Input, choice)));
        ImmutableArray<EncodedPair> encoded = PairEncoder.Encode(pairs, tokenizer, prefix, maxInput: int.MaxValue, maxTarget: int.MaxValue);
        ImmutableArray<ExampleLoss> losses = CrossEntropy.Of(model, encoded, cancellationToken: cancellationToken);
        int next = 0;
        return [.. questions.Select(question => question.Choices
            .Select(choice => (Loss: losses[next++], Bytes: Encoding.UTF8.GetByteCount(choice)))
            .Select(scored => new RankedChoice(-scored.Loss.NegativeLogLikelihood, scored.Loss.Tokens, scored.Bytes)).ToImmutableArray())];
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
}
