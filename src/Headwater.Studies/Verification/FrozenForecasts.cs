using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>
/// Forecasts of a study as they were before what they forecast was trained: <c>forecasts.json</c>. Written once and never again, so that nothing learned later can
/// change them.
/// </summary>
public sealed record FrozenForecasts
{
    /// <summary>SHA-256 of the observations they were made from, 16 hexadecimal digits.</summary>
    public required string Observations { get; init; }

    /// <summary>The mixtures that are trained further, the leading one first.</summary>
    public required ImmutableArray<string> Mixtures { get; init; }

    /// <summary>Pretraining tokens that they are trained to, ascending.</summary>
    public required ImmutableArray<long> At { get; init; }

    public required ImmutableArray<FrozenForecast> Forecasts { get; init; }

    /// <summary>The larger runs of a study whose token counts follow from sizes; empty in others.</summary>
    public ImmutableArray<LargerRun> Larger { get; init; } = [];

    /// <summary>What a swarm proposes; null in a study whose swarm is not verified.</summary>
    public SwarmProposal? Proposal { get; init; }

    /// <summary>What was written down; null where nothing was yet.</summary>
    public static FrozenForecasts? Read(StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(folder.ForecastsFile) ? RecordFile.ReadJson<FrozenForecasts>(folder.ForecastsFile) : null;
    }

    /// <summary>Before the decision: as many mixtures as will be trained further, in the order of the study file, to tell what that takes. Null where a study verifies nothing.</summary>
    public static FrozenForecasts? StandIn(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string[] mixtures = [.. (spec.Pretraining?.Mixtures ?? []).Select(mixture => mixture.Name)];
        return spec.Verify switch
        {
            null => null,
            { Larger: { } larger } => new FrozenForecasts
            {
                Observations = "", Forecasts = [], Larger = spec.Pretraining!.AboutLarger, At = spec.Pretraining.AboutLargerTokens, Mixtures = larger.Names.IsEmpty ? [.. mixtures.Take(larger.Mixtures)] : larger.Names,
            },
            { Swarm: { } swarm } => new FrozenForecasts
            {
                Observations = "", Forecasts = [], At = swarm.At, Proposal = SwarmProposal.StandIn(spec),
                Mixtures = [SwarmProposal.Name, SwarmSpec.Centre, .. mixtures.Where(name => name != SwarmSpec.Centre).Take(swarm.Mixtures - 2)],
            },
            { } verify => new FrozenForecasts
            {
                Observations = "", Forecasts = [], At = [.. spec.Forecast!.At.Select(at => (long)at).Order()], Mixtures = verify.Names.IsEmpty ? [.. mixtures.Take(verify.Mixtures)] : verify.Names,
            },
        };
    }

    /// <summary>The study with the trajectories of these mixtures continued, and with what a swarm proposes among its mixtures.</summary>
    public StudySpec Continue(StudySpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!Larger.IsEmpty)
            return LargerRun.AddTo(spec, Larger, Mixtures);
        spec = Proposal is { Rates.IsEmpty: false } ? Proposal.AddTo(spec, Mixtures) : spec;
        string[] mixtures = [.. spec.Pretraining!.Mixtures.Select(mixture => mixture.Name).Where(Mixtures.Contains)];
        ImmutableArray<long> further = [.. At.Where(tokens => tokens > spec.Pretraining.Tokens.Max())];
        return further.IsEmpty ? spec : spec with
        {
            Pretraining = spec.Pretraining with { Continued = mixtures.ToImmutableSortedDictionary(name => name, _ => further, StringComparer.Ordinal) },
        };
    }

    /// <summary>
    /// What the study's observations forecast: by the metric's own law (bleu-log or power) and by auto, for every mixture and size. The leading mixtures are those that the metric
    /// that advice rests on finds most likely to be the best at the largest scale, at the largest finetuning size.
    /// </summary>
    public static FrozenForecasts Of(StudySpec spec, ObservationTable table)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(table);
        AnalysisOptions options = new() { At = spec.Forecast!.At, Seed = spec.Seed, WithBands = false };
        Analysis byLaw = Analysis.Of(table, options with { Average = false });
        Analysis byAverage = Analysis.Of(table, options);
        return new FrozenForecasts
        {
            Observations = Fingerprint.Of(table.ToCsv()),
            Mixtures = Leading(spec, byAverage),
            At = [.. spec.Forecast.At.Select(at => (long)at).Order()],
            Forecasts = [.. byLaw.Series.Concat(byAverage.Series).SelectMany(series => Of(series, table)).OrderBy(row => row.Metric, StringComparer.Ordinal)
                .ThenBy(row => row.Mixture, StringComparer.Ordinal).ThenBy(row => row.FinetuningExamples).ThenBy(row => row.Law, StringComparer.Ordinal).ThenBy(row => row.Tokens)],
        };
    }

    private static ImmutableArray<string> Leading(StudySpec spec, Analysis analysis)
    {
        if (!spec.Verify!.Names.IsEmpty)
            return spec.Verify.Names;
        double? largest = analysis.Valuations.Max(mixture => mixture.FinetuningExamples);
        return [.. analysis.Valuations.Where(mixture => mixture.FinetuningExamples == largest)
            .OrderByDescending(mixture => mixture.ProbabilityBest ?? 0).ThenBy(mixture => mixture.Mixture, StringComparer.Ordinal)
            .Select(mixture => mixture.Mixture).Distinct().Take(spec.Verify.Mixtures)];
    }

    // A key leaves out what all series agree in.
    internal static IEnumerable<FrozenForecast> Of(SeriesResult series, ObservationTable table)
    {
        string mixture = series.Key["pretraining_data"] ?? table.Rows.First(row => !row.IsScratch && row.PretrainingData is not null).PretrainingData!;
        double? examples = series.Key["finetuning_examples"] is { } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : table.Rows.First(row => row.Metric == series.Metric).FinetuningExamples;
        return series.Forecasts.Select(forecast => new FrozenForecast
        {
            Metric = series.Metric, Task = series.Key["task"], Mixture = mixture, FinetuningExamples = examples, Tokens = forecast.At.GetValueOrDefault(AnalysisOptions.DefaultScale, forecast.At.Values.First()), Law = forecast.Law,
            Value = forecast.Value, Low = forecast.Low, High = forecast.High, Level = forecast.Level,
        });
    }
}

/// <summary>One forecast, with its interval at <see cref="Level"/>, 0–1.</summary>
public sealed record FrozenForecast
{
    public required string Metric { get; init; }

    /// <summary>Null where the study has one.</summary>
    public string? Task { get; init; }

    public required string Mixture { get; init; }

    public double? FinetuningExamples { get; init; }

    /// <summary>Pretraining tokens.</summary>
    public required double Tokens { get; init; }

    /// <summary>Parameters of the larger model; null where the size is not extrapolated.</summary>
    public double? Parameters { get; init; }

    /// <summary>The law's name, or auto.</summary>
    public required string Law { get; init; }

    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    public required double Level { get; init; }
}
