using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>
/// Tells rows that stand in a table twice from replicates. Rows with a seed are the same measurement where all that identifies them and the value
/// agree; rows without one only where every cell agrees. A repeated row counts once. One seed with two values is a contradiction; any other row in
/// the same place is a replicate.
/// </summary>
/// <param name="Kept">The rows without repetitions, in their order.</param>
/// <param name="Clashes">Pairs of rows, by index, that contradict each other.</param>
/// <param name="Warnings">What was repeated, as sentences.</param>
internal sealed record DuplicateRows(ImmutableArray<Observation> Kept, ImmutableArray<(int First, int Second)> Clashes, ImmutableArray<string> Warnings)
{
    private const int PairsShown = 5;

    public static DuplicateRows Of(IReadOnlyList<Observation> rows, IReadOnlyList<RowPlace> places)
    {
        Dictionary<Observation, int> seeded = new(RowComparer.InPlace);
        Dictionary<Observation, int> unseeded = new(RowComparer.InEveryCell);
        ImmutableArray<Observation>.Builder kept = ImmutableArray.CreateBuilder<Observation>(rows.Count);
        ImmutableArray<(int, int)>.Builder clashes = ImmutableArray.CreateBuilder<(int, int)>();
        List<(int First, int Second)> repeated = [];
        for (int index = 0; index < rows.Count; index++)
        {
            Observation row = rows[index];
            Dictionary<Observation, int> seen = row.Seed is null ? unseeded : seeded;
            if (seen.TryAdd(row, index))
            {
                kept.Add(row);
            }
            else if (rows[seen[row]].Value == row.Value)
            {
                repeated.Add((seen[row], index));
            }
            else
            {
                clashes.Add((seen[row], index));
            }
        }

        return new(kept.DrainToImmutable(), clashes.ToImmutable(), repeated.Count == 0 ? [] : [Describe(repeated, places)]);
    }

    private static string Describe(List<(int First, int Second)> repeated, IReadOnlyList<RowPlace> places)
    {
        string pairs = string.Join(", ", repeated.Take(PairsShown).Select(pair => $"{places[pair.Second]} repeats {places[pair.First].From(places[pair.Second])}"));
        string rest = repeated.Count > PairsShown ? $", and {repeated.Count - PairsShown} more" : "";
        return $"{(repeated.Count == 1 ? "A row repeats" : $"{repeated.Count} rows repeat")} an earlier row and {(repeated.Count == 1 ? "counts" : "count")} once: {pairs}{rest}. If these are replicates, give each its seed.";
    }
}

/// <summary>Where a row stands, for a message.</summary>
internal readonly record struct RowPlace(string File, int Line)
{
    /// <summary>The place as read from another one: the line alone where the file is the same.</summary>
    public string From(RowPlace other) => File == other.File ? $"line {Line}" : $"{File}({Line})";

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line})";
}
