namespace Headwater.Laws;

/// <summary>Several names in a sentence.</summary>
internal static class Listing
{
    /// <summary>One name by itself, or several with "and" before the last: a, b and c.</summary>
    public static string And(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
}
