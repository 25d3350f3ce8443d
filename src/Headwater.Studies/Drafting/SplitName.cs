using System.Text.RegularExpressions;

namespace Headwater.Studies;

/// <summary>The set of examples that a file belongs to, by its name or by its folder's: train, validation or test.</summary>
internal static partial class SplitName
{
    public const string Train = "train";
    public const string Validation = "validation";
    public const string Test = "test";

    /// <summary>The three.</summary>
    public static string[] All { get; } = [Train, Validation, Test];

    /// <summary>The set, and the folder that the three of them share; no set where neither name says one.</summary>
    /// <param name="path">A path relative to the surveyed folder, without ending and language.</param>
    public static (string? Split, string Folder) Of(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? "";
        return OfWord(Path.GetFileName(path)) is { } own ? (own, folder)
            : OfWord(Path.GetFileName(folder)) is { } parent ? (parent, Path.GetDirectoryName(folder) ?? "") : (null, folder);
    }

    private static string? OfWord(string name) => NotAlphanumeric().Split(name.ToLowerInvariant()).Select(word => word switch
    {
        "train" or "training" => Train,
        "val" or "valid" or "validation" or "dev" or "devel" => Validation,
        _ when word.StartsWith("test", StringComparison.Ordinal) && word.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0 => Test,
        _ => null,
    }).FirstOrDefault(split => split is not null);

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotAlphanumeric();
}
