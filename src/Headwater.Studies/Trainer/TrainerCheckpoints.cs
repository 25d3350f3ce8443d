using System.Globalization;
using System.Text.RegularExpressions;

namespace Headwater.Studies;

/// <summary>The checkpoint that a command left, found by its pattern, and how it is kept: as a folder, whole or not at all.</summary>
internal static partial class TrainerCheckpoints
{
    /// <summary>The file or folder that a pattern finds below a folder; of several, the one with the largest numbers in its name.</summary>
    /// <exception cref="TrainerException">There is none, or an empty one.</exception>
    public static string Find(string folder, string pattern, string stage)
    {
        string[] found = [.. Matches(folder, pattern.Split('/', StringSplitOptions.RemoveEmptyEntries)).Where(path => File.Exists(path) || Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Any())];
        if (found.Length == 0)
        {
            string[] there = Directory.Exists(folder) ? [.. Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal).Take(5)] : [];
            string missing = $"the {stage} command of the trainer ended with exit code 0, but left no checkpoint: nothing in {folder} matches \"{pattern}\" ({(there.Length == 0 ? "it is empty" : $"it has {string.Join(", ", there)}")}).\n"
                + $"hint: write the model below {{out}}, or correct trainer.{stage}.checkpoint.";
            throw new TrainerException(missing) { MayBeLate = true };
        }

        return found.MaxBy(path => path, Comparer<string>.Create(ByNumbers))!;
    }

    /// <summary>Moves a checkpoint to its place. A single file gets a folder of its own.</summary>
    public static void Keep(string found, string place)
    {
        string half = $"{place}.tmp-trainer";
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        if (Directory.Exists(found))
        {
            Directory.Move(found, place);
            return;
        }

        Directory.CreateDirectory(half);
        File.Move(found, Path.Combine(half, Path.GetFileName(found)));
        Directory.Move(half, place);
    }

    /// <summary>What a command is given of a kept checkpoint: the folder, or the one file that it holds.</summary>
    public static string PathOf(string place) => Directory.GetFileSystemEntries(place) is [var only] && File.Exists(only) ? only : place;

    private static IEnumerable<string> Matches(string folder, string[] parts)
    {
        parts = [.. parts.Where(part => part != ".")];
        if (parts.Length == 0)
            return Directory.Exists(folder) ? [folder] : [];
        if (!Directory.Exists(folder))
            return [];
        IEnumerable<string> here = Directory.EnumerateFileSystemEntries(folder, parts[0]);
        return parts.Length == 1 ? here : here.Where(Directory.Exists).SelectMany(inner => Matches(inner, parts[1..]));
    }

    // checkpoint-900 comes before checkpoint-1000.
    private static int ByNumbers(string left, string right)
    {
        string[] lefts = Number().Split(left), rights = Number().Split(right);
        for (int i = 0; i < Math.Min(lefts.Length, rights.Length); i++)
        {
            int order = decimal.TryParse(lefts[i], NumberStyles.None, CultureInfo.InvariantCulture, out decimal first) && decimal.TryParse(rights[i], NumberStyles.None, CultureInfo.InvariantCulture, out decimal second) ? first.CompareTo(second) : string.CompareOrdinal(lefts[i], rights[i]);
            if (order != 0)
                return order;
        }

        return lefts.Length.CompareTo(rights.Length);
    }

    [GeneratedRegex(@"(\d{1,28})")]
    private static partial Regex Number();
}
