using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Whether the scores of a series can be distinguished from random guessing. The mean of the last k of n scores is compared with chance for every k, one-sided, at
/// 5% over all of them (Bonferroni), so that a rise at the end shows and a steady small lead does too. All scores share their test items, and models
/// that guess tend to guess alike: a mean has the standard error of one score, not of many, or every answer key that is not balanced would pass for knowledge.
/// </summary>
/// <param name="IsAtChance">Whether no mean lies above chance.</param>
/// <param name="Chance">The score of random guessing.</param>
/// <param name="DetectableRise">The least rise of one score that would be seen four times in five.</param>
internal sealed record ChanceTest(bool IsAtChance, double Chance, double DetectableRise)
{
    private const double Level = 0.05;

    // The normal quantile of 0.8.
    private const double Power = 0.8416;

    /// <summary>The test; <c>null</c> where chance or the errors are not known.</summary>
    /// <param name="metric">The metric's name.</param>
    /// <param name="range">Its ends.</param>
    /// <param name="places">The scores, those of the largest scale last.</param>
    public static ChanceTest? Of(string metric, MetricRange range, ImmutableArray<MeasuredPoint> places)
    {
        if (places.Length < 2 || BinomialLinkRule.Of(metric, range, places, ScoreFloor.Chance).Link is not { Range: { } ends } answers)
        {
            return null;
        }

        double[] errors = answers.ErrorsAtChance();
        return new(!IsAbove([.. places.Select(place => place.Y - ends.Minimum)], errors), ends.Minimum, (LimitOf(places.Length) + Power) * errors[^1]);
    }

    /// <summary>Standard errors that one of several means has to lie above chance.</summary>
    public static double LimitOf(int means) => NormalQuantile.OfMiddle(1 - (2 * Level / Math.Max(1, means)));

    /// <summary>Whether the mean of the last k leads over chance is significant for some k.</summary>
    /// <param name="leads">Scores less chance, those of the largest scale last.</param>
    /// <param name="errors">Their standard errors.</param>
    public static bool IsAbove(ReadOnlySpan<double> leads, ReadOnlySpan<double> errors)
    {
        double limit = LimitOf(leads.Length);
        double lead = 0;
        double error = 0;
        for (int i = leads.Length - 1; i >= 0; i--)
        {
            lead += leads[i];
            error += errors[i];
            if (lead > limit * error)
            {
                return true;
            }
        }

        return false;
    }
}
