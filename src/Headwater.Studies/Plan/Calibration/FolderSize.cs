namespace Headwater.Studies;

/// <summary>Bytes of all files below a folder.</summary>
internal static class FolderSize
{
    public static long Of(string folder) => Directory.Exists(folder)
        ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;
}
