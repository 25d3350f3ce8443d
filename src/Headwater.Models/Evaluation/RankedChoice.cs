namespace Headwater.Models;

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
