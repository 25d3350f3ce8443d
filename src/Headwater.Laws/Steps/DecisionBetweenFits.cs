using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Advice on mixtures that were fitted one by one.</summary>
internal static class DecisionBetweenFits
{
    public static Advice Of(IReadOnlyCollection<FittedLaw> fits, double at)
    {
        ArgumentNullException.ThrowIfNull(fits);
        if (fits.Count == 0)
        {
            throw new ArgumentException("There is no fit to decide between; expected one for each mixture.", nameof(fits));
        }

        FittedLaw first = fits.First();
        foreach (FittedLaw fit in fits)
        {
            if (fit.Series.Source.Rows.Any(row => row.PretrainingData is null))
            {
                throw new ArgumentException($"{fit.Series.Key} names no mixture; expected a series of a table with pretraining_data.", nameof(fits));
            }

            if (fit.Series.Scale != AnalysisOptions.DefaultScale || fit.Series.Metric != first.Series.Metric || fit.Fit.Law.Equation != first.Fit.Law.Equation || fit.Settings != first.Settings)
            {
                throw new ArgumentException($"{fit.Series.Key} and {first.Series.Key} differ in metric, law, scale or settings; expected fits that differ in the mixture alone.", nameof(fits));
            }
        }

        AnalysisOptions options = first.Settings.For(first.Fit.Law, AnalysisOptions.DefaultScale) with { At = [at] };
        ImmutableArray<Candidate> members = [.. fits.OrderBy(fit => fit.Series.Source.Rows[0].PretrainingData, StringComparer.Ordinal).Select(fit => new Candidate(fit.Fitted, loss: null, options))];
        return new Adviser(CandidateGroup.Of(members, options), options).AdviseWithRuns();
    }
}
