using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headwater.Studies;

/// <summary>SHA-256 of everything that determines a result, as canonical JSON: keys in ordinal order, no white space.</summary>
internal static class Fingerprint
{
    /// <summary>Raised only when the same settings give other numbers than before, never for a refactoring.</summary>
    public const int ResultsVersion = 3;

    /// <summary>64 bits: an id decides whether a result is used again, so two jobs must not share one by chance, in any number of studies.</summary>
    private const int Digits = 16;

    public static string Of(JobSettings settings)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("results_version", ResultsVersion);
            writer.WritePropertyName("settings");
            Write(writer, JsonSerializer.SerializeToElement(settings, StudyJson.Identity));
            writer.WriteEndObject();
        }

        return Of(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    private static string Of(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text))[..Digits];

    /// <summary><c>pretrain-en+de-1a2b3c4d5e6f7a8b</c>.</summary>
    public static string Id(string verb, string label, JobSettings settings)
    {
        string safe = new([.. label.Select(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '.' or '_' ? c : '-')]);
        return $"{verb}-{safe}-{Of(settings)}";
    }

    // Keys in ordinal order, at every level.
    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty property in value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray())
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
