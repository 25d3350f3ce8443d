namespace Headwater.Laws;

/// <summary>Which law a metric of a table is fitted with, and over which columns.</summary>
internal sealed class LawChoice(ObservationTable table, AnalysisOptions options)
{
    // Chinchilla has five coefficients.
    private const int FewestPlaces = 6;

    private static readonly string[] Both = ["parameters", "pretraining_tokens"];

    /// <summary>The law for a metric, and the columns its variables are read from.</summary>
    /// <exception cref="ArgumentException">The law goes over no scale, or cannot be forecast where it is asked to.</exception>
    public (LawFamily Law, string[] Columns) For(string metric, MetricTraits traits)
    {
        LawFamily fallback = LawCatalogue.Find(traits.HigherIsBetter is not false ? "bleu-log" : IsOverBoth(metric) ? "chinchilla" : "power");
        LawFamily law = options.Law is null ? fallback : Chosen(options.Law);

        // A law for losses says nothing about scores: where no metric was chosen, it serves the metrics of its own direction.
        bool? direction = MetricTraits.Of(law.Target).HigherIsBetter;
        bool isFallback = options.Metric is null && direction is not null && traits.HigherIsBetter is not null && direction != traits.HigherIsBetter;
        law = isFallback ? fallback : law;

        // A law in one variable goes over whatever scale was asked for; D is only its name there.
        bool isElsewhere = law.Symbols.Length == 1 && options.Scale != AnalysisOptions.DefaultScale;
        string[] columns = isElsewhere ? [options.Scale] : ScaleColumns.ColumnsOf(law, table);
        string[] faults = isFallback ? [] : [.. ForecastPlaces.Faults(options, law, columns, table)];
        return faults.Length == 0 ? (law, columns) : throw new ArgumentException(string.Join('\n', faults));
    }

    // A loss of runs that differ in size and in tokens is a law of both: power would go through the tokens of each size alone.
    private bool IsOverBoth(string metric)
    {
        if (!options.PreferBothScales || options.Scale != AnalysisOptions.DefaultScale)
        {
            return false;
        }

        Observation[] rows = [.. table.Rows.Where(row => row.Metric == metric && row.Parameters > 0 && row.PretrainingTokens > 0 && row.Value > 0)];
        return SeriesRows.Cut(rows, Both, table.SeveralRuns).Any(series => series.Rows.Select(row => (row.Parameters, row.PretrainingTokens)).Distinct().Count() >= FewestPlaces
            && series.Rows.DistinctBy(row => row.Parameters).Skip(1).Any() && series.Rows.DistinctBy(row => row.PretrainingTokens).Skip(1).Any());
    }

    private LawFamily Chosen(string nameOrEquation)
    {
        LawFamily law = LawCatalogue.Find(nameOrEquation, table.UnknownColumns).ForCorpora(table.Rows.SelectMany(row => row.Rates.Keys).Distinct().Order(StringComparer.Ordinal));
        return law.Symbols.Length > 0 ? law : throw new ArgumentException(
            $"{law.Name} goes over no scale: {string.Join(", ", law.Coefficients.Select(coefficient => coefficient.Name))} {(law.Coefficients.Length == 1 ? "is a coefficient" : "are coefficients")}, so its value is the same everywhere. "
            + $"Expected D (pretraining_tokens), N (parameters), F (finetuning size), C (compute), U (unique_tokens), L (the cross-entropy), a mixing rate{(table.UnknownColumns.IsEmpty ? "" : $", or a column of the table: {string.Join(", ", table.UnknownColumns)}")}.");
    }
}
