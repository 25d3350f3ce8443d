namespace Headwater.Laws;

/// <summary>Several names in a sentence.</summary>
internal static class Listing
{
    /// <summary>One name by itself, or several with "and" before the last: a, b and c.</summary>
    public static string And(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";

    /// <summary>The first of many names, and how many more there are: a, b and 3 more columns.</summary>
    /// <param name="names">The names.</param>
    /// <param name="most">How many are named.</param>
    /// <param name="noun">What the others are, in the plural.</param>
    public static string And(IReadOnlyList<string> names, int most, string noun) => And(names.Count <= most ? names : [.. names.Take(most), $"{names.Count - most} more {noun}"]);
}
