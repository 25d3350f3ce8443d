using System.Globalization;

namespace Headwater.Studies;

/// <summary>The files below a folder with their sizes and times: equal texts mean that nothing was written in between.</summary>
internal static class FolderState
{
    public static string Of(string folder) => !Directory.Exists(folder) ? "" : string.Join('\n', new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories)
        .Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")).Order(StringComparer.Ordinal));
}
