using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Finetuning sizes in tokens that follow from the seed: each seed draws other examples, and so another number of tokens. Runs that differ in their seed and in such a size are
/// replicates, and all of them get the mean size.
/// </summary>
internal static class SeedSizes
{
    // Draws of as many examples differ by a few percent in their tokens; more is another size.
    private const double MostSpread = 1.1;

    /// <summary>The rows with their sizes made alike, and what was assumed; the same rows where no size follows from a seed.</summary>
    public static (List<Observation> Rows, ImmutableArray<string> Assumed) Of(List<Observation> rows)
    {
        Dictionary<double, SortedSet<double>> together = [];
        foreach (Observation[] place in rows.Where(row => row is { Seed: not null, FinetuningTokens: > 0 }).GroupBy(row => row, RowComparer.InPlaceWithout("seed", "finetuning_tokens")).Select(group => group.ToArray()))
        {
            double[] sizes = [.. place.Select(row => row.FinetuningTokens!.Value).Distinct()];
            bool isOneASeed = place.Select(row => row.Seed).Distinct().Count() == place.Length;
            if (sizes.Length < 2 || !isOneASeed || sizes.Max() > MostSpread * sizes.Min())
            {
                continue;
            }

            SortedSet<double> all = [.. sizes.SelectMany(size => together.TryGetValue(size, out SortedSet<double>? known) ? known : [size])];
            foreach (double size in all)
            {
                together[size] = all;
            }
        }

        SortedSet<double>[] alike = [.. together.Values.Distinct().Where(sizes => sizes.Max <= MostSpread * sizes.Min).OrderBy(sizes => sizes.Min)];
        if (alike.Length == 0)
        {
            return (rows, []);
        }

        Dictionary<double, double> means = alike.SelectMany(sizes => sizes.Select(size => (size, Mean: Math.Round(sizes.Average())))).ToDictionary(pair => pair.size, pair => pair.Mean);
        string shown = string.Create(CultureInfo.InvariantCulture, $"{alike[0].Min} to {alike[0].Max} is {means[alike[0].Min]}");
        return ([.. rows.Select(row => row.FinetuningTokens is { } size && means.TryGetValue(size, out double mean) ? row with { FinetuningTokens = mean } : row)],
            [$"finetuning_tokens follows from the seed and counts as its mean ({shown}{(alike.Length > 1 ? $"; and {alike.Length - 1} more {(alike.Length == 2 ? "size" : "sizes")}" : "")})"]);
    }
}
