namespace Headwater.Data;

/// <summary>
/// The alignment score of pretraining data with a translation task, from language shares (Isik et al. 2024, arXiv:2402.04177, equation 2):
/// A = P_source P_target + 0.7 P_source + 0.8 P_target, P the share of pretraining data in the language. From 0 to 1.0025, the latter at P_source = 0.45,
/// P_target = 0.55. Its weights were chosen, not estimated; no threshold is published.
/// </summary>
public static class TranslationAlignment
{
    private const double SourceWeight = 0.7;
    private const double TargetWeight = 0.8;
    private const double BestSourceShare = (1 + SourceWeight - TargetWeight) / 2;   // of data in the two languages alone

    /// <summary>The score of two shares, each 0 to 1.</summary>
    public static double Score(double source, double target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(source);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source + target, 1 + 1e-9);   // the sum of two shares may be rounded
        return source * target + SourceWeight * source + TargetWeight * target;
    }

    /// <summary>
    /// The score of language shares, with the ends it has where both shares are at the ends of theirs: at least as wide as an interval at their level. Of a task in
    /// one language, which the paper has none for, the share of that language.
    /// </summary>
    public static AlignmentMeasure Of(LanguageShares shares, string source, string target)
    {
        ArgumentNullException.ThrowIfNull(shares);
        LanguageShare from = shares[source], to = shares[target];
        if (source == target)
            return new AlignmentMeasure(AlignmentMeasure.PaperScore, null, from.Share) { Low = from.Low, High = from.High };
        return new AlignmentMeasure(AlignmentMeasure.PaperScore, null, Score(from.Share, to.Share)) { Low = Score(from.Low, to.Low), High = Highest(from.High, to.High) };
    }

    // The score rises with both shares. Where both cannot be at their upper ends, it is the best place with shares that sum to 1: p (1 − p) + 0.7 p + 0.8 (1 − p).
    private static double Highest(double source, double target)
    {
        if (source + target <= 1) return Score(source, target);
        double share = Math.Clamp(BestSourceShare, 1 - target, source);
        return Score(share, 1 - share);
    }
}
