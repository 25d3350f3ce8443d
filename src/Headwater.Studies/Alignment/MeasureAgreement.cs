using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Whether a measure of alignment puts the mixtures into the order of the benefit that was measured.</summary>
/// <param name="Measure">The measure's full name: words.de.</param>
/// <param name="Benefit">What it is compared with.</param>
/// <param name="Tau">Kendall's τ over the mixtures, closer against better: 1 where the orders are the same, −1 where they are reversed.</param>
/// <param name="Mixtures">How many mixtures are compared.</param>
/// <param name="PValue">How often mixtures in random order agree as much or more: what chance explains.</param>
public sealed record MeasureAgreement(string Measure, TransferBenefit Benefit, double Tau, int Mixtures, double PValue)
{
    /// <summary>Every measure against every benefit of the task, over the mixtures that have both; none where these are fewer than three.</summary>
    public static ImmutableArray<MeasureAgreement> Of(string task, TaskAlignment alignment, IEnumerable<TransferBenefit> benefits)
    {
        ArgumentNullException.ThrowIfNull(alignment);
        ArgumentNullException.ThrowIfNull(benefits);
        return [.. benefits.Where(benefit => benefit.Task == task).SelectMany(benefit => Of(alignment, benefit))];
    }

    private static IEnumerable<MeasureAgreement> Of(TaskAlignment alignment, TransferBenefit benefit)
    {
        MixtureAlignment[] mixtures = [.. alignment.Mixtures.Where(mixture => benefit.Gains.ContainsKey(mixture.Mixture))];
        if (mixtures.Length < 3) yield break;
        double[] gains = [.. mixtures.Select(mixture => benefit.Gains[mixture.Mixture])];
        for (int place = 0; place < mixtures[0].Measures.Length; place++)
        {
            AlignmentMeasure measure = mixtures[0].Measures[place];
            int at = place;
            double[] closeness = [.. mixtures.Select(mixture => mixture.Measures[at].Value * (measure.HigherIsCloser ? 1 : -1))];
            RankAgreement agreement = RankAgreement.Of(closeness, gains);
            yield return new MeasureAgreement(measure.FullName, benefit, agreement.Tau, mixtures.Length, agreement.PValue);
        }
    }
}
