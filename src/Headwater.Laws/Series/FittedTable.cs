using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A table whose series are fitted and forecast, ready to decide between its mixtures.</summary>
internal sealed record FittedTable(ObservationTable Table, AnalysisOptions Options, FittedSeries[] Series, CompetingMixtures Mixtures)
{
    /// <summary>How the table was understood.</summary>
    public required Reading Reading { get; init; }

    /// <summary>What a reader should know before trusting the numbers, as sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>The fits and forecasts alone.</summary>
    public Analysis WithoutAdvice() => new()
    {
        Table = Table,
        Options = Options,
        Series = [.. Series.OrderBy(series => series.Result.Key.Label, StringComparer.Ordinal).Select(series => series.Result)],
        Valuations = [],
        Warnings = Warnings,
        Reading = Reading,
    };

    /// <summary>Values the mixtures and advises on them. Draws of thousands of series take time and memory, so commands that only forecast leave this out.</summary>
    public Analysis Decide()
    {
        CandidateGroup[] groups = [.. Mixtures.Groups(Options)];
        Verdict verdict = new TableAdviser(Table, Options).Of(groups);
        Analysis? mean = verdict.TaskMean;
        MixtureValuation[] valuations = [.. Valuer.Value(groups, Options)];
        return WithoutAdvice() with
        {
            Valuations = [.. valuations],
            TaskMean = mean,
            Deciding = mean?.Deciding ?? [.. valuations.Where(valuation => verdict.Group?.Members.Any(member => member.Score.Result.Key.Equals(valuation.Series)) ?? false)],
            Advice = verdict.Advice,
            Ranking = verdict.Ranking ?? mean?.Ranking,
            Outlooks = Options.WithOutlooks ? OutlooksOf(groups) : [],
        };
    }

    private ImmutableArray<Outlook> OutlooksOf(CandidateGroup[] groups)
    {
        ILookup<string, FittedSeries> models = Series.Where(series => series.Columns is [AnalysisOptions.DefaultScale]).ToLookup(CompetingMixtures.MixtureAndPlaceOf);
        ImmutableArray<FittedSeries> Others(Candidate member) => [.. models[CompetingMixtures.MixtureAndPlaceOf(member.Score)].Where(series => series.Result.Metric != member.Score.Result.Metric)];
        return [.. groups.AsParallel().AsOrdered().Select(group => OutlookMaker.Of(group, Others, Options)).OfType<Outlook>()];
    }
}
