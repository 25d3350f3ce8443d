namespace Headwater.Models;

/// <summary>How likely a model finds one answer: its log-likelihood in nats, its tokens with the end mark, and its UTF-8 bytes.</summary>
public readonly record struct RankedChoice(double LogLikelihood, int Tokens, int Bytes)
{
    /// <summary>What answers are ranked by, larger first. An empty answer counts as one byte.</summary>
    public double Score(ChoiceNormalisation normalisation) => normalisation switch
    {
        ChoiceNormalisation.Tokens => LogLikelihood / Tokens,
        ChoiceNormalisation.Bytes => LogLikelihood / Math.Max(1, Bytes),
        _ => LogLikelihood,
    };
}
