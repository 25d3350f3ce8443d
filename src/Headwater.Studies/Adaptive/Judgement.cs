using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>How likely each mixture is the best at the target, by what was measured so far, and what further runs would likely do to that.</summary>
internal sealed class Judgement
{
    private readonly ImmutableSortedDictionary<string, double> _probabilities;
    private readonly ImmutableArray<FurtherRuns> _further;

    private Judgement(ImmutableSortedDictionary<string, double> probabilities, ImmutableArray<FurtherRuns> further) => (_probabilities, _further) = (probabilities, further);

    /// <summary>The most likely one; the first in name among equals.</summary>
    public string? Leader => Order().FirstOrDefault();

    public double? Probability => Leader is { } leader ? _probabilities[leader] : null;

    public static Judgement Of(ObservationTable measured, AdaptiveOptions options)
    {
        Analysis analysis = Analysis.Of(measured, new AnalysisOptions
        {
            At = [options.Target], Seed = options.Seed, Resamples = options.Resamples, Metric = options.Metric, Level = options.Threshold, WithBands = false,
        });
        return new Judgement(
            analysis.Valuations.ToImmutableSortedDictionary(mixture => mixture.Mixture, mixture => mixture.ProbabilityBest ?? 1, StringComparer.Ordinal),
            analysis.Advice?.FurtherRuns ?? []);
    }

    /// <summary>The mixtures, the most likely first.</summary>
    public IEnumerable<string> Order() => _probabilities.OrderByDescending(mixture => mixture.Value).ThenBy(mixture => mixture.Key, StringComparer.Ordinal).Select(mixture => mixture.Key);

    public double ProbabilityOf(string mixture) => _probabilities.GetValueOrDefault(mixture);

    /// <summary>The probability that some next checkpoints settle the matter; 0 where the advice does not name them.</summary>
    public double Settling(IReadOnlyCollection<GridPoint> points)
    {
        HashSet<string> mixtures = [.. points.Select(point => point.Mixture)];
        return _further.Where(set => set.Runs.All(run => !run.IsRepeat) && mixtures.SetEquals(set.Runs.Select(run => run.Mixture)))
            .Select(set => set.ProbabilitySettles).DefaultIfEmpty(0).Max();
    }
}
