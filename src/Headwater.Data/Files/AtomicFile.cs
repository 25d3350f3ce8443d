namespace Headwater.Data;

/// <summary>Writes a file so that its name only ever shows complete content: temporary name, flush to disk, rename, flush of the folder.</summary>
public static class AtomicFile
{
    /// <summary>Writes the file in place of what was there, and its folder where there is none.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        if (!TryWrite(path, content) && !TryWrite(path, content))
            throw new IOException($"{path} could not be written: another process removes the temporary files beside it.");
    }

    // False where the temporary file is gone: another process that tidied up took it for one of a killed process.
    private static bool TryWrite(string path, ReadOnlySpan<byte> content)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (FileStream file = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
            FolderEntries.Flush(folder);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
