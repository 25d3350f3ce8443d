using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Models;

/// <summary>
/// The ids that end what a decoder-only model writes: those of <c>eos_token_id</c> in its config.json and, where there is one, its generation_config.json; each may be a list. Llama 3 ends a text with one id and a turn of a
/// conversation with another.
/// </summary>
internal static class EndTokens
{
    private const string GenerationFile = "generation_config.json";
    private const string Key = "eos_token_id";

    /// <exception cref="InvalidDataException">generation_config.json is no JSON object.</exception>
    public static ImmutableArray<int> Of(string directory, string configFile) => [.. new[] { configFile, GenerationFile }.Select(name => Path.Combine(directory, name)).Where(File.Exists).SelectMany(Read).Distinct()];

    private static IEnumerable<int> Read(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
            return document.RootElement.TryGetProperty(Key, out JsonElement ids) ? [.. Ids(ids)] : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file}: {exception.Message}\nhint: copy {Path.GetFileName(file)} again from where the model was published.", exception);
        }
    }

    private static IEnumerable<int> Ids(JsonElement ids) => (ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray() : new[] { ids }.AsEnumerable()).Where(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out _)).Select(id => id.GetInt32());
}
