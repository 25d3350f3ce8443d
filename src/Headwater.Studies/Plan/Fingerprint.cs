using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Headwater.Studies;

/// <summary>SHA-256 of everything that determines a result, as canonical JSON: keys in ordinal order, no white space.</summary>
internal static class Fingerprint
{
    /// <summary>Raised only when the same settings give other numbers than before, never for a refactoring.</summary>
    public const int ResultsVersion = 2;

    /// <summary>Eight hexadecimal digits tell a study's few hundred jobs apart.</summary>
    private const int Digits = 8;

    public static string Of(JobSettings settings)
    {
        JsonObject identity = new()
        {
            ["results_version"] = ResultsVersion,
            ["settings"] = JsonSerializer.SerializeToNode(settings, StudyJson.Identity),
        };
        return Of(Canonical(identity));
    }

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..Digits];

    /// <summary><c>pretrain-en+de-1a2b3c4d</c>.</summary>
    public static string Id(string verb, string label, JobSettings settings)
    {
        string safe = new([.. label.Select(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '.' or '_' ? c : '-')]);
        return $"{verb}-{safe}-{Of(settings)}";
    }

    private static string Canonical(JsonNode? node)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
            Write(writer, node);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                writer.WriteStartObject();
                foreach ((string key, JsonNode? value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(key);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (JsonNode? item in list)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
