using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Analyses a whole table: series by series, then mixture against mixture.</summary>
internal sealed class TableAnalyst(ObservationTable table, AnalysisOptions options)
{
    // Scores come before losses, then the metric of the most series, then the one that people report first; anything else follows by name.
    private static readonly string[] Preferred = ["bleu", "comet", "chrf", "rouge", "exact_match", "f1", "accuracy", "acc"];

    private readonly LawChoice choice = new(table, options);
    private readonly SeriesAnalyst analyst = new(table, options);
    private readonly SeriesAnalyst withoutFits = new(table, options with { WithFits = false });
    private readonly ILookup<string, Observation> scratch = table.Rows.Where(row => row.IsScratch).ToLookup(FinetuningOf);
    private readonly List<string> warnings = [];

    public Analysis Analyse()
    {
        AnalysedSeries[] analysed =
        [
            .. Plan().AsParallel().AsOrdered().Select(job => (IsWanted(job.Series.Metric) ? analyst : withoutFits).Analyse(job.Series, job.Traits, job.Law, job.Columns, ScratchOf(job.Series))),
        ];
        if (options.UsesAverage)
        {
            analysed = new AverageForecasts(table, options).AddTo(analysed);
        }

        analysed = [.. analysed.Where(series => IsWanted(series.Source.Metric))];

        if (options.Through is not null)
        {
            analysed = new ThroughForecasts(table, options).AddTo(analysed);
        }

        analysed = new ChanceJudge(table, options).Judge(analysed);
        foreach (AnalysedSeries series in analysed)
        {
            warnings.AddRange(series.Warnings);
        }

        WarnAboutMisalignment(analysed);

        // Draws of thousands of series would take most of the time and the memory of a command that only forecasts.
        CandidateGroup[] groups = !options.WithAdvice ? [] : [.. Groups(analysed)];
        Verdict verdict = new TableAdviser(table, options).Of(groups);
        Analysis? mean = verdict.TaskMean;
        MixtureValuation[] valuations = [.. Valuer.Value(groups, options)];
        return new()
        {
            Table = table,
            Options = options,
            Series = [.. analysed.OrderBy(series => series.Analysis.Key.Label, StringComparer.Ordinal).Select(series => series.Analysis)],
            Valuations = [.. valuations],
            TaskMean = mean,
            Deciding = mean?.Deciding ?? [.. valuations.Where(valuation => verdict.Group?.Members.Any(member => member.Score.Analysis.Key.Equals(valuation.Series)) ?? false)],
            Advice = verdict.Advice,
            Ranking = verdict.Ranking ?? mean?.Ranking,
            Outlooks = options.WithOutlooks ? OutlooksOf(groups, analysed) : [],
            Warnings = [.. table.Warnings, .. warnings.Distinct()],
            Reading = ReadingOf(analysed),
        };
    }

    private Reading ReadingOf(AnalysedSeries[] analysed) =>
        ReadingMaker.Of(table, [.. analysed.Select(series => (series.Source, series.Columns))], Counts()) with { Warnings = [.. table.Warnings, .. warnings.Distinct()] };

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

            int told = warnings.Count;
            MetricTraits traits = TraitsOf(metric);
            (LawFamily law, string[] columns) = choice.For(metric.Key, traits);
            Observation[] rows = RowsWithScale(metric.Key, columns);
            jobs.AddRange(SeriesRows.Cut(rows, columns, table.SeveralRuns).Select(series => (series, traits, law, columns)));
            if (!isWanted)
            {
                warnings.RemoveRange(told, warnings.Count - told);
            }
        }

        if (!jobs.Exists(job => IsWanted(job.Item1.Metric)))
        {
            warnings.Add(options.Metric is { } wanted && !table.Rows.Any(row => string.Equals(row.Metric, wanted, StringComparison.OrdinalIgnoreCase))
                ? $"No row has the metric {wanted}; found {(table.Rows.Length == 0 ? "no rows" : string.Join(", ", table.Rows.Select(row => row.Metric).Distinct().Order(StringComparer.Ordinal)))}."
                : $"There is nothing to fit: no row of a pretrained model has the scale asked for. {Columns()}");
        }

        return jobs;
    }

    private bool IsWanted(string metric) => options.Metric is null || string.Equals(metric, options.Metric, StringComparison.OrdinalIgnoreCase);

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
            warnings.Add($"{metric}: {rows.Length - kept.Length} of {rows.Length} rows have no {string.Join(" or no ", columns)} and are left out.{hint}");
        }

        return kept;
    }

    private MetricTraits TraitsOf(IGrouping<string, Observation> metric)
    {
        MetricTraits traits = MetricTraits.Of(metric.Key);
        bool?[] given = [.. metric.Select(row => row.HigherIsBetter).Where(flag => flag is not null).Distinct()];
        if (given.Length > 1)
        {
            warnings.Add($"{metric.Key}: higher_is_better is true in some rows and false in others; {(traits.HigherIsBetter is { } known ? $"taken as {(known ? "true" : "false")}" : "nothing is decided by it")}.");
        }
        else if (given.Length == 0 && traits.HigherIsBetter is null)
        {
            warnings.Add($"{metric.Key}: nothing says which way is better, so nothing is decided by it. Say it with --set higher_is_better=true (or false).");
        }

        return traits with { HigherIsBetter = given.Length == 1 ? given[0] : traits.HigherIsBetter };
    }

    // Finetuned in the same way, without pretraining. The model's name may differ, and so may anything said of pretraining.
    private Point? ScratchOf(SeriesRows series)
    {
        ImmutableArray<Point> points = Replication.PointsOf(scratch[FinetuningOf(series.Rows[0])], _ => 0);
        return points.Length == 0 ? null : points[0];
    }

    private static string FinetuningOf(Observation row) => string.Join('\u001f', row.Metric, row.Source, row.Task, row.Shots, row.FinetuningData, ObservationColumn.Text(row.FinetuningExamples), ObservationColumn.Text(row.FinetuningTokens), ObservationColumn.Text(row.Parameters));

    private IEnumerable<CandidateGroup> Groups(AnalysedSeries[] analysed) => Candidates(analysed)
        .Select(members => new CandidateGroup(members, options))
        .OrderBy(group => group.FinetuningSize).ThenBy(group => group.Members[0].FirstRow.Parameters ?? 0).ThenBy(group => group.Members[0].Score.Analysis.Key.Label, StringComparer.Ordinal);

    // The mixtures that compete, place by place.
    private IEnumerable<ImmutableArray<Candidate>> Candidates(AnalysedSeries[] analysed)
    {
        AnalysedSeries[] named = [.. analysed.Where(series => series.Analysis.DirectionKnown && series.Columns is [AnalysisOptions.DefaultScale] && series.Source.Rows.All(row => row.PretrainingData is not null))];
        string? metric = options.Metric ?? named.Where(series => series.Analysis.HigherIsBetter).Select(series => series.Analysis.Metric).Concat(named.Select(series => series.Analysis.Metric))
            .Distinct().MinBy(name => (named.Any(series => series.Analysis.Metric == name && series.Analysis.HigherIsBetter) ? 0 : 1, -named.Count(series => series.Analysis.Metric == name), RankOf(name), name));
        ILookup<string, AnalysedSeries> losses = analysed.Where(series => MeasuredLosses.IsCrossEntropy(series.Analysis.Metric)).ToLookup(MixtureAndPlaceOf);
        return named.Where(series => string.Equals(series.Analysis.Metric, metric, StringComparison.OrdinalIgnoreCase))
            .GroupBy(series => PlaceOf(series.Source), StringComparer.Ordinal)
            .Select(group => group.OrderBy(series => series.Source.Rows[0].PretrainingData, StringComparer.Ordinal)
                .Select(series => new Candidate(series, losses[MixtureAndPlaceOf(series)].FirstOrDefault(loss => loss.Analysis.Metric != series.Analysis.Metric), options)).ToImmutableArray());
    }

    private ImmutableArray<Outlook> OutlooksOf(CandidateGroup[] groups, AnalysedSeries[] analysed)
    {
        ILookup<string, AnalysedSeries> models = analysed.Where(series => series.Columns is [AnalysisOptions.DefaultScale]).ToLookup(MixtureAndPlaceOf);
        ImmutableArray<AnalysedSeries> Others(Candidate member) => [.. models[MixtureAndPlaceOf(member.Score)].Where(series => series.Analysis.Metric != member.Score.Analysis.Metric)];
        return [.. groups.AsParallel().AsOrdered().Select(group => OutlookMaker.Of(group, Others, options)).OfType<Outlook>()];
    }

    private static int RankOf(string metric)
    {
        int rank = MetricTraits.Of(metric).HigherIsBetter is null ? -1 : Array.FindIndex(Preferred, name => metric.StartsWith(name, StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Preferred.Length : rank;
    }

    private static string MixtureAndPlaceOf(AnalysedSeries series) => $"{series.Source.Rows[0].PretrainingData}\u001f{PlaceOf(series.Source)}";

    private static string PlaceOf(SeriesRows series) => series.Rows[0] is var row ? string.Join('\u001f', row.Source, row.Task, row.Shots, series.SettingsText, row.FinetuningData, row.Model, ObservationColumn.Text(row.Parameters), ObservationColumn.Text(row.FinetuningExamples), ObservationColumn.Text(row.FinetuningTokens)) : "";

    private void WarnAboutMisalignment(AnalysedSeries[] analysed)
    {
        foreach (Candidate member in Candidates(analysed).SelectMany(members => members).Where(AlignmentRule.IsHidden))
        {
            warnings.Add($"{member.Score.Analysis.Key.Name}: the {member.Loss!.Analysis.Metric} improves while the {member.Score.Analysis.Metric} does not. Judge this mixture by the {member.Score.Analysis.Metric} alone.");
        }
    }
}
