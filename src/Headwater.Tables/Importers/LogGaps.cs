using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>What the logs and results of runs do not tell, and how to give it.</summary>
internal static class LogGaps
{
    public static IEnumerable<string> Of(RawTable table)
    {
        if (LacksAny(table, "pretraining_tokens"))
        {
            yield return Has(table, RowCompletion.Step)
                ? "The logs count steps, not tokens. Give the tokens of one step (batch times sequence length) with --tokens-per-step 2M, or use steps as the scale with --x step."
                : "The results do not contain pretraining tokens. Give them with --set pretraining_tokens=300B, or use another column as the scale with --x COLUMN.";
        }

        if (LacksAny(table, "pretraining_data"))
        {
            yield return $"The files do not name the pretraining data: give it with --set pretraining_data=en{(Has(table, "run") ? ", or take the run's name with --set 'pretraining_data={run}'" : "")}.";
        }
    }

    /// <summary>What a log is read without, where it holds values that are no numbers.</summary>
    public static IEnumerable<string> NotFinite(string path, int count)
    {
        if (count > 0)
        {
            yield return $"{path}: {count} {(count == 1 ? "value is" : "values are")} not finite and {(count == 1 ? "was" : "were")} skipped.";
        }
    }

    private static bool Has(RawTable table, string column) => table.Columns.IndexOf(column) is var index && table.Rows.Any(row => row[index] is not null);

    private static bool LacksAny(RawTable table, string column)
    {
        int index = table.Columns.ToList().FindIndex(name => TableColumns.Find(name) == column);
        return table.Rows.Any(row => row[index] is null);
    }
}
