namespace Headwater.Laws;

/// <summary>
/// Advice on a log that counts training steps and says nothing of tokens, parameters or compute: its steps are the scale, since steps of equal batches are equal amounts of
/// data. Fits and forecasts of such a table still have to be asked for by <c>--x</c>, because a scale such as 100B would be read as steps.
/// </summary>
internal static class StepScale
{
    private const int FewestSteps = 3;

    /// <summary>The table and the options with steps as the scale, where nothing else is one; both as they were elsewhere.</summary>
    public static (ObservationTable Table, AnalysisOptions Options) Choose(ObservationTable table, AnalysisOptions options)
    {
        if (!options.WithAdvice || options.Scale != AnalysisOptions.DefaultScale || table.Rows.Any(row => row.PretrainingTokens > 0 || row.Compute > 0) || StepsOf(table) is not { } steps)
        {
            return (table, options);
        }

        return (table with { Assumed = [.. table.Assumed, $"{steps} is the scale, as the table has no pretraining tokens; all runs have the same batch size (--tokens-per-step 2M gives tokens)"] }, options with { Scale = steps });
    }

    /// <summary>Whether a column can be the scale along which mixtures are compared, because a run can be continued along it: not sizes of models and of finetuning sets, nor mixing rates.</summary>
    public static bool IsOfProgress(string column) => column is AnalysisOptions.DefaultScale or "compute" || !(ScaleColumns.Names.Contains(column) || ScaleColumns.IsRate(column));

    // The column in which the rows of one recipe have several values.
    private static string? StepsOf(ObservationTable table)
    {
        string[] columns = [.. table.UnknownColumns.Where(SideColumns.IsStep)];
        return Array.Find(columns, column => table.Rows.Where(row => row.PretrainingData is not null).GroupBy(row => (row.PretrainingData, row.Metric, row.Task))
            .Any(recipe => recipe.Select(row => ScaleColumns.Read(row, column)).Where(step => step > 0).Distinct().Take(FewestSteps).Count() == FewestSteps));
    }
}
