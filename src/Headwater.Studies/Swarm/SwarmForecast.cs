using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Proposes a mixture from the finished swarm of a study, as <c>headwater mix</c> does, and chooses what is trained at the larger scale.</summary>
internal static class SwarmForecast
{
    // Sequences are whole, so the last of a corpus cannot all be read.
    private const double OneEpoch = 0.98;

    /// <param name="spec">A study with a swarm that is verified.</param>
    /// <param name="table">Its observations.</param>
    /// <param name="available">Tokens of its corpora, by name.</param>
    /// <exception cref="ArgumentException">The runs do not suffice for a surrogate, or the objective is the same in all.</exception>
    public static FrozenForecasts Of(StudySpec spec, ObservationTable table, ImmutableSortedDictionary<string, double> available)
    {
        SwarmVerifySpec verify = spec.Verify!.Swarm!;
        Observation[] measured = [.. table.Rows.Where(row => row.Metric == verify.Metric && row.Rates.Count > 0)];
        double tokens = measured.Max(row => row.PretrainingTokens) ?? 0;
        MixtureRuns runs = MixtureRuns.Of(new ObservationTable([.. measured.Where(row => row.PretrainingTokens == tokens)]), verify.Metric);
        MixtureAnalysis analysis = MixtureAnalysis.Of(runs, new MixtureOptions
        {
            Objective = verify.Objective,
            Surrogate = verify.Surrogate,
            Caps = verify.Caps.RemoveRange(verify.Caps.Keys.Except(runs.Design.Corpora)),
            Available = available.RemoveRange(available.Keys.Except(runs.Design.Corpora)),
            Tokens = verify.At.Max(),
            Epochs = spec.Pretraining!.Repeat ? new MixtureOptions().Epochs : OneEpoch,
            Natural = NaturalOf(runs),
            Seed = spec.Seed,
        });
        SwarmProposal proposal = Proposal(analysis, verify, tokens);
        return new FrozenForecasts
        {
            Observations = Fingerprint.Of(table.ToCsv()),
            At = verify.At,
            Proposal = proposal,
            Mixtures = proposal.Rates.IsEmpty ? [] : [SwarmProposal.Name, .. Verified(analysis, proposal, verify, run => spec.Pretraining.Repeat || HasText(analysis, run))],
            Forecasts = proposal.Rates.IsEmpty ? [] : [.. analysis.Fits.Select(fit => Forecast(fit, analysis, tokens)).OfType<FrozenForecast>()],
        };
    }

    // The swarm's own rates, whatever the corpora turned out to hold.
    private static ImmutableSortedDictionary<string, double> NaturalOf(MixtureRuns runs)
    {
        int natural = runs.Names.IndexOf(SwarmSpec.Centre);
        return natural < 0 ? ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal)
            : runs.Design.Corpora.Select((corpus, index) => (corpus, runs.Design[natural][index])).ToImmutableSortedDictionary(pair => pair.corpus, pair => pair.Item2, StringComparer.Ordinal);
    }

    private static SwarmProposal Proposal(MixtureAnalysis analysis, SwarmVerifySpec verify, double tokens) => new()
    {
        Objective = verify.Objective,
        Metric = verify.Metric,
        HigherIsBetter = analysis.Objective.Target.HigherIsBetter is true,
        Tokens = tokens,
        Rates = analysis.IsDistinguishable ? SwarmProposal.Rounded(analysis.Limits.Corpora, analysis.Proposal.Rates) : ImmutableSortedDictionary.Create<string, double>(StringComparer.Ordinal),
        Natural = SwarmSpec.Centre,
        BestTried = analysis.Runs.Names[analysis.Proposal.BestRun],
        Forecast = analysis.Proposal.Forecast,
        Gain = analysis.Proposal.Gain,
        GainOverBest = analysis.Proposal.GainOverBest,
        Level = analysis.Options.Level,
        RankCorrelation = analysis.Objective.CrossValidation.RankCorrelation,
        DecisionAccuracy = analysis.Objective.CrossValidation.DecisionAccuracy,
    };

    // The natural mixture, the best one, and more at even distances between the best and the worst; of those with text enough for the largest scale.
    private static IEnumerable<string> Verified(MixtureAnalysis analysis, SwarmProposal proposal, SwarmVerifySpec verify, Func<int, bool> hasText)
    {
        MixtureTarget target = analysis.Objective.Target;
        string[] ranked = [.. target.Measured.Where(run => analysis.Runs.Names[run] == proposal.Natural || hasText(run)).OrderBy(run => target.LossSign * target.Values[run]!.Value).Select(run => analysis.Runs.Names[run])];
        string[] others = [.. ranked.Where(name => name != proposal.Natural && name != proposal.BestTried)];
        int further = Math.Min(verify.Further, others.Length);
        return new[] { proposal.Natural, proposal.BestTried }.Where(ranked.Contains).Distinct().Concat(Enumerable.Range(1, further).Select(place => others[(place * others.Length / further) - 1]));
    }

    private static bool HasText(MixtureAnalysis analysis, int run) => analysis.Runs.Design.Corpora.Select((corpus, index) => analysis.Runs.Design[run][index] * analysis.Options.Tokens
        <= analysis.Options.Epochs * analysis.Options.Available.GetValueOrDefault(corpus, double.PositiveInfinity)).All(enough => enough);

    private static FrozenForecast Forecast(MixtureFit fit, MixtureAnalysis analysis, double tokens)
    {
        MixtureForecast forecast = fit.Forecast(analysis.Proposal.Rates.AsSpan());
        return new FrozenForecast
        {
            Metric = fit.Target.Metric, Task = fit.Target.Task, Mixture = SwarmProposal.Name, FinetuningExamples = fit.Target.Examples, Tokens = tokens, Law = SwarmProposal.Law,
            Value = forecast.Value, Low = forecast.Low, High = forecast.High, Level = analysis.Options.Level,
        };
    }
}
