using System.IO.Enumeration;

namespace Headwater.Data;

/// <summary>
/// Files behind a path or a pattern: <c>*</c> stands for any text inside a name, <c>?</c> for one character, <c>**</c> for folders of any depth.
/// The files come in the ordinal order of their paths, so that a corpus of many files reads the same everywhere.
/// </summary>
public static class FileGlob
{
    /// <summary>Whether a path is a pattern: no file has its name, and it holds <c>*</c> or <c>?</c>.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0 && !File.Exists(path);

    /// <summary>The files; none where nothing matches. A path that is no pattern stands for itself.</summary>
    public static IReadOnlyList<string> Expand(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!IsPattern(path)) return [path];
        string[] parts = path.Split('/');
        int first = Array.FindIndex(parts, part => part.AsSpan().IndexOfAny('*', '?') >= 0);
        string root = string.Join('/', parts[..first]);
        if (root.Length == 0) root = first == 0 ? "." : "/";
        List<string> found = [.. Directory.Exists(root) ? Match(root, parts.AsMemory(first)) : []];
        string[] files = [.. found.Select(file => first == 0 ? file[2..] : file).Distinct()];
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static IEnumerable<string> Match(string folder, ReadOnlyMemory<string> parts)
    {
        string part = parts.Span[0];
        ReadOnlyMemory<string> rest = parts[1..];
        if (part == "**")
        {
            IEnumerable<string> inside = Directory.EnumerateDirectories(folder).SelectMany(inner => Match(Path.Combine(folder, Path.GetFileName(inner)), parts));
            return (rest.IsEmpty ? Directory.EnumerateFiles(folder) : Match(folder, rest)).Concat(inside);
        }

        return rest.IsEmpty
            ? Directory.EnumerateFiles(folder).Where(file => Fits(part, file)).Select(file => Path.Combine(folder, Path.GetFileName(file)))
            : Directory.EnumerateDirectories(folder).Where(inner => Fits(part, inner)).SelectMany(inner => Match(Path.Combine(folder, Path.GetFileName(inner)), rest));
    }

    private static bool Fits(string part, string path) => FileSystemName.MatchesSimpleExpression(part, Path.GetFileName(path), ignoreCase: false);
}
