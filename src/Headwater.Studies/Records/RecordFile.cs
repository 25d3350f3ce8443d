using System.Text;
using System.Text.Json;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>The small text files of a study: written whole or not at all, and read back with what to do about a damaged one.</summary>
internal static class RecordFile
{
    public static void WriteText(string path, string text) => AtomicFile.Write(path, Encoding.UTF8.GetBytes(text));

    public static void WriteJson<T>(string path, T value) => WriteText(path, JsonSerializer.Serialize(value, StudyJson.Indented) + "\n");

    /// <exception cref="InvalidDataException">The file is not what its name says.</exception>
    public static T ReadJson<T>(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), StudyJson.Indented) ?? throw new InvalidDataException($"{path} is empty. Delete it and run the study again.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} was not written by this version of Headwater: {exception.Message}\nhint: delete it and run the study again.", exception);
        }
    }
}
