namespace Headwater.Models;

/// <summary>The small text file that Git LFS leaves in place of a large one that was not fetched (github git-lfs/git-lfs, docs/spec.md).</summary>
internal static class GitPointer
{
    private static ReadOnlySpan<byte> Beginning => "version https://git-lfs"u8;

    /// <summary>Whether a file begins as such a pointer. The stream is at its beginning afterwards plus what was read before.</summary>
    public static bool Is(FileStream stream)
    {
        long position = stream.Position;
        Span<byte> beginning = stackalloc byte[Beginning.Length];
        stream.Position = 0;
        int read = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Position = position;
        return beginning[..read].SequenceEqual(Beginning);
    }

    public static bool Is(string text) => System.Text.Encoding.UTF8.GetBytes(text).AsSpan().StartsWith(Beginning);

    public static InvalidDataException Fault(string path) => new(
        $"{path} is a Git LFS pointer, not the file itself: the repository was cloned without its large files.\nhint: run git lfs pull in the repository, or download the file.");
}
