using System.Text;
using System.Text.Json;

namespace Headwater.Studies;

/// <summary>Writes a file whole or not at all: under a temporary name in the same folder, flushed to the disk, then renamed.</summary>
internal static class AtomicFile
{
    public static void WriteText(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    public static void WriteJson<T>(string path, T value) => WriteText(path, JsonSerializer.Serialize(value, StudyJson.Indented) + "\n");

    /// <exception cref="InvalidDataException">The file is not what its name says.</exception>
    public static T ReadJson<T>(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<T>(stream, StudyJson.Indented) ?? throw new InvalidDataException($"{path} is empty. Delete it and run the study again.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not a file of this version of Headwater: {exception.Message} Delete it and run the study again.", exception);
        }
    }
}
