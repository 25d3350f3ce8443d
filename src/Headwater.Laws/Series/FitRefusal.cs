namespace Headwater.Laws;

/// <summary>Says why points do not support a fit: how many are missing, and where they would help.</summary>
internal static class FitRefusal
{
    // Doublings are what most studies are made of.
    private const double UsualRatio = 2;
    private const int MostSuggested = 3;

    /// <summary>The refusal as a sentence; <c>null</c> where the points are enough.</summary>
    /// <param name="law">The law.</param>
    /// <param name="data">Its points, ordered by their first scale.</param>
    /// <param name="columns">The columns of its variables.</param>
    public static string? Of(LawFamily law, FitData data, IReadOnlyList<string> columns) =>
        TooFew(law.Name, law.Coefficients.Length + 1, $" to fit {law.Coefficients.Length} coefficients", data.Scales, columns) is { } few ? $"{few}, or use a law with fewer coefficients."
        : Constant(data, columns) is { } index ? $"{law.Name} goes over {string.Join(" and ", columns)}, and {columns[index]} is {Numerals.Size(data.Scales[0][index])} at all {data.Count} points: nothing shows what it does. Add points where {columns[index]} differs, or use a law without {law.Symbols[index]}."
        : null;

    /// <summary>The refusal of <c>auto</c>; <c>null</c> where the points, ordered by scale, are enough.</summary>
    public static string? OfAverage(int needed, IReadOnlyList<MeasuredPoint> points, string column) =>
        TooFew(LawCatalogue.Auto, needed, "", [.. points.Select(point => new[] { point.X })], [column]) is { } few ? $"{few}." : null;

    private static string? TooFew(string name, int needed, string purpose, double[][] scales, IReadOnlyList<string> columns) => scales.Length >= needed ? null
        : $"{name} needs at least {needed} distinct {string.Join(" and ", columns)} with a value above 0{purpose}; got {Found(scales)}. Add {needed - scales.Length} more{Suggestion(scales, columns, needed - scales.Length)}";

    private static string Found(double[][] scales) =>
        scales.Length == 0 ? "0" : $"{scales.Length} ({string.Join(", ", scales.Select(place => string.Join("/", place.Select(Numerals.Size))))})";

    // The next scales at the ratio of those there are; what is measured cannot be chosen, and several variables leave too many ways.
    private static string Suggestion(double[][] scales, IReadOnlyList<string> columns, int missing)
    {
        if (columns is not [var column] || column == ScaleColumns.MeasuredLoss || scales.Length == 0)
        {
            return "";
        }

        double largest = scales[^1][0];
        double ratio = scales.Length > 1 ? Math.Pow(largest / scales[0][0], 1.0 / (scales.Length - 1)) : UsualRatio;
        string[] next = [.. Enumerable.Range(1, Math.Min(missing, MostSuggested)).Select(step => Numerals.Size(largest * Math.Pow(ratio, step)))];
        return $", such as {Listing.And(next)}";
    }

    private static int? Constant(FitData data, IReadOnlyList<string> columns)
    {
        for (int index = 0; index < columns.Count; index++)
        {
            if (data.Scales.All(scales => scales[index] == data.Scales[0][index]))
            {
                return index;
            }
        }

        return null;
    }
}
