using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Rows that differ in their seed alone, or have none, are replicates of one measurement. Two rows with the same seed and different values
/// contradict each other.
/// </summary>
internal static class Replicates
{
    /// <summary>Pairs of rows, by index, that agree in all that identifies them and in their seed, and differ in their value.</summary>
    public static IEnumerable<(int First, int Second)> Clashes(IReadOnlyList<Observation> rows)
    {
        Dictionary<Observation, int> first = new(RowComparer.InPlace);
        for (int index = 0; index < rows.Count; index++)
        {
            Observation row = rows[index];
            if (row.Seed is not null && !first.TryAdd(row, index) && first[row] is int known && rows[known].Value != row.Value)
            {
                yield return (known, index);
            }
        }
    }

    /// <summary>The pairs of a table that contradict each other, as sentences.</summary>
    public static IEnumerable<string> Faults(ObservationTable table) => table.Checked == table.Rows ? []
        : Clashes(table.Rows).Select(clash => $"Rows {clash.First + 1} and {clash.Second + 1}: {Describe(table.Rows[clash.First], table.Rows[clash.Second])}. Delete one of the two.");

    /// <summary>What a message says about a pair.</summary>
    public static string Describe(Observation first, Observation second) =>
        string.Create(CultureInfo.InvariantCulture, $"the same {second.Metric} with seed {second.Seed} has two values, {first.Value:R} and {second.Value:R}");

    /// <summary>Whether a column tells which measurement a row is of, and not what came of it.</summary>
    public static bool IsIdentity(string column) =>
        column is not ("value" or "stderr" or "higher_is_better" or "chance" or "ceiling" or "items" or "run" or "unique_tokens" or "compute" or "parameters_without_embeddings"
            or "finetuning_step" or "converged");
}

/// <summary>What counts where several runs without a seed were measured at one place.</summary>
public enum SeveralRuns
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The best value: the best of a search over settings.</summary>
    Best,

    /// <summary>The row that comes last in the table.</summary>
    Last,
}
