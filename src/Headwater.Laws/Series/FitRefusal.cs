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
    public static string? Of(LawFamily law, FitData data, IReadOnlyList<string> columns)
    {
        int missing = law.Coefficients.Length + 1 - data.Count;
        return missing > 0 ? $"{law.Name} needs at least {law.Coefficients.Length + 1} distinct {string.Join(" and ", columns)} with a value above 0 to fit {law.Coefficients.Length} coefficients; got {Found(data)}. Add {missing} more{Suggestion(data, columns, missing)}, or use a law with fewer coefficients."
            : Constant(data, columns) is { } index ? $"{law.Name} goes over {string.Join(" and ", columns)}, and {columns[index]} is {Numerals.Size(data.Scales[0][index])} at all {data.Count} points: nothing shows what it does. Add points where {columns[index]} differs, or use a law without {law.Symbols[index]}."
            : null;
    }

    private static string Found(FitData data) =>
        data.Count == 0 ? "0" : $"{data.Count} ({string.Join(", ", data.Scales.Select(scales => string.Join("/", scales.Select(Numerals.Size))))})";

    // The next scales at the ratio of those there are; what is measured cannot be chosen, and several variables leave too many ways.
    private static string Suggestion(FitData data, IReadOnlyList<string> columns, int missing)
    {
        if (columns is not [var column] || column == ScaleColumns.MeasuredLoss || data.Count == 0)
        {
            return "";
        }

        double largest = data.Scales[^1][0];
        double ratio = data.Count > 1 ? Math.Pow(largest / data.Scales[0][0], 1.0 / (data.Count - 1)) : UsualRatio;
        string[] next = [.. Enumerable.Range(1, Math.Min(missing, MostSuggested)).Select(step => Numerals.Size(largest * Math.Pow(ratio, step)))];
        return $", such as {(next.Length == 1 ? next[0] : $"{string.Join(", ", next[..^1])} and {next[^1]}")}";
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
