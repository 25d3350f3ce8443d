using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Fits a whole table, series by series.</summary>
internal sealed class TableFitter(ObservationTable table, AnalysisOptions options)
{
    private readonly LawChoice _choice = new(table, options);
    private readonly SeriesFitter _fitter = new(table, options);
    private readonly SeriesFitter _withoutFits = new(table, options with { WithFits = false });
    private readonly ILookup<string, Observation> _scratch = table.Rows.Where(row => row.IsScratch).ToLookup(FinetuningOf);
    private readonly List<string> _warnings = [];

    /// <summary>Cuts the table into series, fits each by its law, and forecasts it at the scales asked for.</summary>
    public FittedTable Fit()
    {
        FittedSeries[] fitted =
        [
            .. Plan().AsParallel().AsOrdered().Select(job => (IsWanted(job.Series.Metric) ? _fitter : _withoutFits).Fit(job.Series, job.Traits, job.Law, job.Columns, ScratchOf(job.Series))),
        ];
        if (options.UsesAverage)
        {
            fitted = new AverageForecasts(table, options).AddTo(fitted);
        }

        fitted = [.. fitted.Where(series => IsWanted(series.Source.Metric))];

        if (options.Through is not null)
        {
            fitted = new ThroughForecasts(table, options).AddTo(fitted);
        }

        fitted = [.. new ChanceJudge(table, options).Judge(fitted).Select(WithWideIntervals)];
        CompetingMixtures mixtures = CompetingMixtures.Of(fitted, options);
        string[] said = [.. _warnings.Concat(fitted.SelectMany(series => series.Warnings)).Concat(mixtures.Warnings).Distinct()];
        return new(table, options, fitted, mixtures) { Reading = ReadingOf(fitted, said), Warnings = [.. table.Warnings, .. said] };
    }

    // An interval that spans decades is said in words too.
    private FittedSeries WithWideIntervals(FittedSeries series)
    {
        MetricRange range = MetricRange.Of(MetricTraits.Of(series.Result.Metric), series.Source.Rows);
        Forecast[] forecasts = [.. series.Result.Forecasts.Select(forecast => WideIntervals.Of(forecast, range) is { } wide ? forecast with { Warnings = [.. forecast.Warnings, wide] } : forecast)];
        return series with
        {
            Result = series.Result with { Forecasts = [.. forecasts] },
            Warnings = [.. series.Warnings, .. series.Result.Fit is { } fit && options.WithFits ? WideIntervals.Of(fit) : []],
        };
    }

    private Reading ReadingOf(FittedSeries[] fitted, string[] said) =>
        ReadingMaker.Of(table, [.. fitted.Select(series => (series.Source, series.Columns))], Counts()) with { Warnings = [.. table.Warnings, .. said] };

    // Which parameters a law that does not count embeddings got.
    private IEnumerable<string> Counts()
    {
        if (options.Law is { } name && LawCatalogue.All.FirstOrDefault(law => law.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { CountsWithoutEmbeddings: true } law)
        {
            yield return ScaleColumns.ColumnsOf(law, table).Contains("parameters_without_embeddings")
                ? $"N of {law.Name} is parameters_without_embeddings"
                : $"N of {law.Name}, which counts no embeddings, is parameters";
        }
    }

    private List<(SeriesRows Series, MetricTraits Traits, LawFamily Law, string[] Columns)> Plan()
    {
        List<(SeriesRows, MetricTraits, LawFamily, string[])> jobs = [];
        bool hasWanted = table.Rows.Any(row => IsWanted(row.Metric));
        foreach (IGrouping<string, Observation> metric in table.Rows.GroupBy(row => row.Metric, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            // auto learns from every metric of the table, so that a forecast does not depend on which of them is shown.
            bool isWanted = IsWanted(metric.Key);
            if (!isWanted && !(options.UsesAverage && hasWanted))
            {
                continue;
            }

            int warned = _warnings.Count;
            MetricTraits traits = TraitsOf(metric);
            (LawFamily law, string[] columns) = _choice.For(metric.Key, traits);
            Observation[] rows = RowsWithScale(metric.Key, columns);
            jobs.AddRange(SeriesRows.Cut(rows, columns, table.SeveralRuns).Select(series => (series, traits, law, columns)));
            if (!isWanted)
            {
                _warnings.RemoveRange(warned, _warnings.Count - warned);
            }
        }

        if (!jobs.Exists(job => IsWanted(job.Item1.Metric)))
        {
            _warnings.Add(options.Metric is { } wanted && !table.Rows.Any(row => LogLikelihoods.IsMetric(row.Metric, wanted))
                ? $"No row has the metric {wanted}; found {(table.Rows.Length == 0 ? "no rows" : string.Join(", ", table.Rows.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal)))}."
                : $"There is nothing to fit: no row of a pretrained model has the scale asked for. {Columns()}");
        }

        return jobs;
    }

    private bool IsWanted(string metric) => options.Metric is null || LogLikelihoods.IsMetric(metric, options.Metric);

    // Every column with numbers can be a scale, known or not.
    private string Columns()
    {
        string[] known = [.. ScaleColumns.Names.Where(name => table.Rows.Any(row => ScaleColumns.Read(row, name) > 0))];
        string[] strangers = [.. table.UnknownColumns.Where(name => table.Rows.Any(row => row.Extra.ContainsKey(name)))];
        return known.Length + strangers.Length == 0 ? "No column has numbers that could be one." : $"Columns with numbers: {string.Join(", ", known.Concat(strangers))}.\nhint: {Remedy(known, strangers)}";
    }

    private static string Remedy(string[] known, string[] strangers) => strangers.Length == 0 ? $"--x {known[0]}"
        : $"--x {known.Concat(strangers).First()}, or --set \"{AnalysisOptions.DefaultScale}={{{strangers[0]}}}\" where a column holds them under another name";

    private Observation[] RowsWithScale(string metric, string[] columns)
    {
        IEnumerable<Observation> source = columns.Contains(ScaleColumns.MeasuredLoss) ? MeasuredLosses.Join(table.Rows) : table.Rows;
        Observation[] rows = [.. source.Where(row => row.Metric == metric && !(row.IsScratch && columns.Any(column => column == "pretraining_tokens" || ScaleColumns.IsRate(column))))];
        Observation[] kept = [.. rows.Where(row => columns.All(column => ScaleColumns.Read(row, column) is not null))];
        if (kept.Length < rows.Length)
        {
            string[] missing = [.. columns.Where(column => rows.Any(row => ScaleColumns.Read(row, column) is null))];
            string[] strangers = [.. table.UnknownColumns.Where(name => table.Rows.Any(row => row.Extra.ContainsKey(name)))];
            string hint = kept.Length > 0 || strangers.Length == 0 ? "" : $" Columns with numbers: {string.Join(", ", strangers)}.\nhint: --set \"{missing[0]}={{{strangers[0]}}}\"";
            _warnings.Add($"{metric}: {rows.Length - kept.Length} of {rows.Length} rows have no {string.Join(" or no ", columns)} and are left out.{hint}");
        }

        return kept;
    }

    private MetricTraits TraitsOf(IGrouping<string, Observation> metric)
    {
        MetricTraits traits = MetricTraits.Of(metric.Key);
        bool?[] given = [.. metric.Select(row => row.HigherIsBetter).Where(flag => flag is not null).Distinct()];
        if (given.Length > 1)
        {
            _warnings.Add($"{metric.Key}: higher_is_better is true in some rows and false in others; {(traits.HigherIsBetter is { } known ? $"taken as {(known ? "true" : "false")}" : "nothing is decided by it")}.");
        }
        else if (given.Length == 0 && traits.HigherIsBetter is null && !SweepOptima.IsLaw(options.Law))
        {
            _warnings.Add($"{metric.Key}: its direction is unknown, so it is not used for decisions. Set it with --set higher_is_better=true (or false).");
        }

        return traits with { HigherIsBetter = given.Length == 1 ? given[0] : traits.HigherIsBetter };
    }

    // Finetuned in the same way, without pretraining. The model's name may differ, and so may anything said of pretraining.
    private MeasuredPoint? ScratchOf(SeriesRows series)
    {
        ImmutableArray<MeasuredPoint> points = Replication.PointsOf(_scratch[FinetuningOf(series.Rows[0])], _ => 0);
        return points.Length == 0 ? null : points[0];
    }

    private static string FinetuningOf(Observation row) => string.Join('\u001f', row.Metric, row.Source, row.Task, row.Shots, row.FinetuningData, ObservationColumn.Text(row.FinetuningExamples), ObservationColumn.Text(row.FinetuningTokens), ObservationColumn.Text(row.Parameters));
}
