using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>How a swarm's proposal came out: at the scale of the swarm and at every larger one, beside the natural mixture and the best one tried.</summary>
public sealed record SwarmOutcome
{
    /// <summary>What was proposed, before it was trained.</summary>
    public required SwarmProposal Proposal { get; init; }

    /// <summary>What was measured at each scale, ascending; the first is the swarm's.</summary>
    public required ImmutableArray<SwarmScale> Scales { get; init; }

    /// <summary>The measured improvement over the natural mixture at the scale of the swarm; null where one of the two is not measured.</summary>
    public MeasuredGain? Gain => Scales[0].GainOver(Proposal.Natural);

    /// <summary>Whether that improvement is within the interval of the forecast; null where it is not measured.</summary>
    public bool? IsGainInside => Gain is { } gain ? gain.Value >= Proposal.Gain.Low && gain.Value <= Proposal.Gain.High : null;

    /// <summary>What the table of a study tells; null while the proposal is not measured.</summary>
    internal static SwarmOutcome? Of(FrozenForecasts frozen, ObservationTable table)
    {
        if (frozen.Proposal is not { Rates.IsEmpty: false } proposal)
            return null;
        Observation[] rows = [.. table.Rows.Where(row => row.Metric == proposal.Metric && row.Rates.Count > 0 && (proposal.Objective == MixtureOptions.Mean || row.Task == proposal.Objective))];
        SwarmScale? small = SwarmScale.Of(proposal, rows, proposal.Tokens, null);
        SwarmScale[] larger = [.. frozen.At.Where(at => at > proposal.Tokens * (1 + StudyVerification.SameScale)).Select(at => SwarmScale.Of(proposal, rows, at, small)).OfType<SwarmScale>()];
        return small is null ? null : new SwarmOutcome { Proposal = proposal, Scales = [small, .. larger] };
    }
}

/// <summary>The objective of every mixture that was trained to one scale.</summary>
public sealed record SwarmScale
{
    private bool _higherIsBetter;

    /// <summary>Pretraining tokens.</summary>
    public required double Tokens { get; init; }

    /// <summary>The proposal, the natural mixture, the best one tried, then the others by name.</summary>
    public required ImmutableArray<SwarmMeasurement> Mixtures { get; init; }

    /// <summary>Pairs of the swarm's mixtures that the scale of the swarm has in the same order; null at that scale itself.</summary>
    public double? Right { get; private init; }

    /// <summary>Pairs of the swarm's mixtures that are measured at both scales.</summary>
    public int Pairs { get; private init; }

    /// <summary>How much worse the proposal is than the best mixture measured here, in the unit of the metric; 0 is best.</summary>
    public required double Regret { get; init; }

    /// <summary>A mixture; null where it is not measured.</summary>
    public SwarmMeasurement? Find(string mixture) => Mixtures.FirstOrDefault(measured => measured.Mixture == mixture);

    /// <summary>The improvement of the proposal over another mixture; null where that is not measured.</summary>
    public MeasuredGain? GainOver(string mixture)
    {
        if (Find(SwarmProposal.Name) is not { } proposal || Find(mixture) is not { } other)
            return null;
        double difference = proposal.Value - other.Value;
        return new MeasuredGain(_higherIsBetter ? difference : -difference, proposal.StandardError is { } own && other.StandardError is { } its ? Math.Sqrt((own * own) + (its * its)) : null);
    }

    internal static SwarmScale? Of(SwarmProposal proposal, Observation[] rows, double tokens, SwarmScale? small)
    {
        string[] first = [SwarmProposal.Name, proposal.Natural, proposal.BestTried];
        SwarmMeasurement[] measured = [.. rows.Where(row => row.PretrainingTokens is { } seen && Math.Abs(seen / tokens - 1) < StudyVerification.SameScale).GroupBy(row => row.PretrainingData!)
            .Select(mixture => SwarmMeasurement.Of(mixture.Key, [.. mixture]))
            .OrderBy(mixture => Array.IndexOf(first, mixture.Mixture) is >= 0 and var place ? place : first.Length).ThenBy(mixture => mixture.Mixture, StringComparer.Ordinal)];
        if (measured.FirstOrDefault()?.Mixture != SwarmProposal.Name)
            return null;

        int sign = proposal.HigherIsBetter ? -1 : 1;
        SwarmMeasurement[] ofSwarm = [.. measured.Where(mixture => mixture.Mixture != SwarmProposal.Name && small?.Find(mixture.Mixture) is not null)];
        double[] before = [.. ofSwarm.Select(mixture => small!.Find(mixture.Mixture)!.Value)];
        double[] here = [.. ofSwarm.Select(mixture => mixture.Value)];
        int[] places = [.. Enumerable.Range(0, here.Length)];
        int pairs = here.Length * (here.Length - 1) / 2;
        return new SwarmScale
        {
            Tokens = tokens,
            Mixtures = [.. measured],
            Right = pairs > 0 && PairOrder.Accuracy(before, here, places) is >= 0 and var share ? share * pairs : null,
            Pairs = pairs,
            Regret = (sign * measured[0].Value) - measured.Min(mixture => sign * mixture.Value),
            _higherIsBetter = proposal.HigherIsBetter,
        };
    }
}

/// <summary>The objective of one mixture at one scale: the mean over seeds.</summary>
/// <param name="Mixture">The mixture.</param>
/// <param name="Value">The mean, in the unit of the metric.</param>
/// <param name="StandardError">Standard error of the mean over seeds; null with one seed.</param>
/// <param name="Seeds">Seeds measured.</param>
public sealed record SwarmMeasurement(string Mixture, double Value, double? StandardError, int Seeds)
{
    // Of several tasks the mean, seed by seed.
    internal static SwarmMeasurement Of(string mixture, Observation[] rows)
    {
        double[] values = [.. rows.GroupBy(row => row.Seed).Select(seed => seed.Average(row => row.Value))];
        double mean = values.Average();
        double? error = values.Length < 2 ? null : Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1) / values.Length);
        return new SwarmMeasurement(mixture, mean, error, values.Length);
    }
}

/// <summary>A measured improvement, positive where the proposal is better, with the standard error over seeds; null with one seed.</summary>
public sealed record MeasuredGain(double Value, double? StandardError);
