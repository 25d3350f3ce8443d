namespace Headwater.Laws;

/// <summary>
/// Seeds that are far from the other seeds of their series. Averages of few seeds cannot leave one out by themselves, because a median of three is noisy, so they are named.
/// </summary>
internal static class DivergedSeeds
{
    private const int FewestSeeds = 3;

    // How far off a seed is named: times the range of the other seeds, and as a share of their median.
    private const double TimesRange = 5, LeastShare = 0.1;

    /// <summary>A sentence for each seed that is far from all others at one scale or more.</summary>
    public static IEnumerable<string> Warnings(SeriesRows series, string[] columns)
    {
        Dictionary<string, List<(double Scale, double Value, double Others)>> far = new(StringComparer.Ordinal);
        foreach (IGrouping<double, Observation> place in series.Rows.Where(row => row.Seed is not null && ScaleColumns.Read(row, columns[0]) is not null).GroupBy(row => ScaleColumns.Read(row, columns[0])!.Value).OrderBy(group => group.Key))
        {
            Observation[] rows = [.. place.OrderBy(row => row.Value)];
            if (rows.Select(row => row.Seed).Distinct().Count() < FewestSeeds || columns.Skip(1).Any(column => rows.Select(row => ScaleColumns.Read(row, column)).Distinct().Count() > 1))
            {
                continue;
            }

            foreach (Observation outer in new[] { rows[0], rows[^1] })
            {
                Observation[] others = [.. rows.Where(row => row != outer)];
                double middle = others[others.Length / 2].Value, range = others[^1].Value - others[0].Value, distance = Math.Min(Math.Abs(outer.Value - others[0].Value), Math.Abs(outer.Value - others[^1].Value));
                if (distance > TimesRange * range && distance > LeastShare * Math.Abs(middle))
                {
                    far.TryAdd(outer.Seed!, []);
                    far[outer.Seed!].Add((place.Key, outer.Value, middle));
                }
            }
        }

        foreach ((string seed, List<(double Scale, double Value, double Others)> places) in far.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            (double scale, double value, double others) = places[0];
            yield return $"{series.Key.Name}: seed {seed} is far from the other seeds at {(places.Count == 1 ? "1 scale" : $"{places.Count} scales")} (first: {Numerals.Short(value)} at {Numerals.Size(scale)}, where the others are near {Numerals.Short(others)}). "
                + $"It is averaged with them.\nhint: --where \"seed <> '{seed}'\" leaves it out, if the run diverged";
        }
    }
}
