namespace Headwater.Laws;

/// <summary>
/// The column that identifies recipes: pretraining data, model or series, whichever has enough recipes to compare. A name has to be the same at
/// every scale; sizes that vary within both scales alike are part of it.
/// </summary>
/// <param name="Name">The column or columns, for a message.</param>
/// <param name="Of">The recipe of a row; <c>null</c> where the row names none.</param>
internal sealed record RecipeIdentity(string Name, Func<Observation, string?> Of)
{
    /// <summary>Fewer recipes than this cannot be ranked.</summary>
    public const int Fewest = 3;

    private static readonly char[] Separators = ['|', '@', ':', '/', ' ', '_', '-', ','];

    private static readonly RecipeIdentity[] All =
    [
        new("pretraining_data", row => row.PretrainingData),
        new("mixing rates", row => row.PretrainingData is null && row.Rates.Count > 0 ? string.Join(" ", row.Rates.Select(rate => $"{rate.Key} {ObservationColumn.Text(rate.Value)}")) : null),
        new("model", row => row.Model),
        new("pretraining_data and parameters", row => row.PretrainingData is { } data && (row.Parameters ?? row.ParametersWithoutEmbeddings) is { } size ? $"{data}, {Numerals.Size(size)}" : null),
        new("series", row => row.Series is { } series ? Without(series, row) : null),
    ];

    /// <summary>The identity with the most recipes present on all sides; the first of the list that has at least <see cref="Fewest"/>.</summary>
    /// <param name="sides">The rows of each side that a recipe has to be measured on.</param>
    /// <param name="column">The column to take instead; <c>null</c> to choose.</param>
    public static RecipeIdentity Choose(IReadOnlyList<IReadOnlyCollection<Observation>> sides, string? column)
    {
        RecipeIdentity[] candidates = column is null ? All : [Named(column)];
        return candidates.FirstOrDefault(candidate => candidate.Common(sides).Count >= Fewest) ?? candidates.MaxBy(candidate => candidate.Common(sides).Count)!;
    }

    /// <summary>The recipes that every side has, ordered by name.</summary>
    public List<string> Common(IReadOnlyList<IReadOnlyCollection<Observation>> sides)
    {
        IEnumerable<string> common = NamesOf(sides[0]);
        foreach (IReadOnlyCollection<Observation> side in sides.Skip(1))
        {
            common = common.Intersect(NamesOf(side), StringComparer.Ordinal);
        }

        return [.. common.Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> NamesOf(IEnumerable<Observation> rows) => rows.Where(row => !row.IsScratch).Select(Of).OfType<string>().Distinct(StringComparer.Ordinal);

    private static RecipeIdentity Named(string column) => ObservationColumn.All.FirstOrDefault(known => known.Name.Equals(column, StringComparison.OrdinalIgnoreCase)) is { } found
        ? new(found.Name, found.Write)
        : throw new ArgumentException($"--recipe is \"{column}\"; expected a column of the table that names recipes.\nhint: use one of pretraining_data, model, series, run.");

    // What a series name says of its task and metric is not the recipe's.
    private static string Without(string series, Observation row)
    {
        foreach (string? part in new[] { row.Task, row.Metric, row.FinetuningData })
        {
            int at = string.IsNullOrEmpty(part) ? -1 : series.LastIndexOf(part, StringComparison.Ordinal);
            if (at > 0)
            {
                series = series.Remove(at, part!.Length).Trim(Separators);
            }
        }

        return series.TrimEnd(Separators);
    }
}
