namespace Headwater.Data;

/// <summary>The small text file that Git LFS leaves in place of a large one that was not fetched (github git-lfs/git-lfs, docs/spec.md).</summary>
public static class GitPointer
{
    private static ReadOnlySpan<byte> Beginning => "version https://git-lfs"u8;

    /// <summary>Whether a file begins as such a pointer. The stream's position stays as it is.</summary>
    public static bool Is(FileStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek) return false;                  // a pipe
        long position = stream.Position;
        Span<byte> beginning = stackalloc byte[Beginning.Length];
        stream.Position = 0;
        int read = stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false);
        stream.Position = position;
        return beginning[..read].SequenceEqual(Beginning);
    }

    /// <summary>Whether the text of a file is such a pointer.</summary>
    public static bool Is(string text) => System.Text.Encoding.UTF8.GetBytes(text).AsSpan().StartsWith(Beginning);

    /// <summary>What is said of a file that is one.</summary>
    public static InvalidDataException Fault(string path) => new(
        $"{path} is a Git LFS pointer, not the file itself: the repository was cloned without its large files.\nhint: run git lfs pull in the repository, or download the file.");
}
