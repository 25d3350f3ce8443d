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
        Analysis fits = groups.Length == 0 && verdict.Ranking is not null ? WithoutSeries(verdict.Ranking) : WithoutAdvice();
        return fits with
        {
            Reading = fits.Reading is { } reading ? reading with { Warnings = [.. reading.Warnings, .. verdict.LeftOut] } : null,
            Warnings = [.. fits.Warnings, .. verdict.LeftOut],
            Valuations = [.. valuations],
            TaskMean = mean,
            Deciding = mean?.Deciding ?? [.. valuations.Where(valuation => verdict.Group?.Members.Any(member => member.Score.Result.Key.Equals(valuation.Series)) ?? false)],
            Advice = verdict is { Advice: { } advice, Group: { } group } ? OtherMetrics.AddTo(advice, group, Series, isOfOneTask: mean is null) : verdict.Advice,
            Ranking = verdict.Ranking ?? mean?.Ranking,
            Outlooks = Options.WithOutlooks ? OutlooksOf(groups) : [],
        };
    }

    // Recipes that are ranked at one model size form no series over tokens, and what is said of those does not concern the ranking.
    private Analysis WithoutSeries(RecipeRanking ranking)
    {
        string[] sizes = ["parameters", "parameters_without_embeddings", "compute"];
        Reading reading = Array.Find(sizes, size => Table.Rows.Any(row => ScaleColumns.Read(row, size) > 0)) is { } size ? Reading.Over(Table, [size], ranking.Metric) : Reading;
        return WithoutAdvice() with { Reading = reading, Warnings = Series.Length == 0 ? Table.Warnings : Warnings };
    }

    private ImmutableArray<Outlook> OutlooksOf(CandidateGroup[] groups)
    {
        ILookup<string, FittedSeries> models = Series.Where(series => series.Columns is [var scale] && scale == Options.Scale).ToLookup(series => CompetingMixtures.MixtureAndPlaceOf(series));
        ImmutableArray<FittedSeries> Others(Candidate member) => [.. models[CompetingMixtures.MixtureAndPlaceOf(member.Score)].Where(series => series.Result.Metric != member.Score.Result.Metric)];
        return [.. groups.AsParallel().AsOrdered().Select(group => OutlookMaker.Of(group, Others, Options)).OfType<Outlook>()];
    }
}
