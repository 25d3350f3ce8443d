using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Headwater.Laws;

/// <summary>One line of a ledger as JSON, written and read.</summary>
internal static class LedgerLine
{
    /// <summary>The version of the format, which every line carries.</summary>
    public const int Format = 1;

    private const string Day = "yyyy-MM-dd";

    // Names of data stay readable: the file is no HTML.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line, without its end.</summary>
    public static string Write(RegisteredForecast forecast)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Plain))
        {
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            if (forecast.Date is { } date)
            {
                json.WriteString("date", date.ToString(Day, CultureInfo.InvariantCulture));
            }

            WriteQuestion(json, forecast);
            json.WriteString("rows", forecast.Rows);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>Writes the properties that say what was asked and what the answer was, into an open object.</summary>
    public static void WriteQuestion(Utf8JsonWriter json, RegisteredForecast forecast)
    {
        json.WriteStartObject("series");
        foreach ((string column, string text) in forecast.Series.Parts)
        {
            json.WriteString(column, text);
        }

        json.WriteEndObject();
        json.WriteString("metric", forecast.Metric);
        json.WriteStartObject("at");
        foreach ((string column, double scale) in forecast.At)
        {
            json.WriteNumber(column, scale);
        }

        json.WriteEndObject();
        json.WriteNumber("value", forecast.Value);
        json.WriteNumber("low", forecast.Low);
        json.WriteNumber("high", forecast.High);
        json.WriteNumber("level", forecast.Level);
        json.WriteString("law", forecast.Law);
    }

    /// <summary>Understands a line. Properties that this version does not know are ignored.</summary>
    /// <exception cref="InvalidDataException">The line is no registered forecast; the message begins with <paramref name="where"/>.</exception>
    public static RegisteredForecast Read(string line, string where)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return Of(document.RootElement, where);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            string found = line.Length <= 60 ? line : line[..60] + "…";
            throw new InvalidDataException($"{where} is \"{found}\"; expected one registered forecast as a JSON object with format, series, metric, at, value, low, high, level, law and rows.\nhint: restore the line from a copy, or register into another file.", fault);
        }
    }

    private static RegisteredForecast Of(JsonElement json, string where)
    {
        int format = json.GetProperty("format").GetInt32();
        if (format != Format)
        {
            throw new InvalidDataException($"{where} has format {format}; expected format {Format}.\nhint: read the ledger with the version of Headwater that wrote it.");
        }

        RegisteredForecast forecast = new()
        {
            Series = new([.. json.GetProperty("series").EnumerateObject().Select(part => KeyValuePair.Create(part.Name, Text(part.Value)))]),
            Metric = Text(json.GetProperty("metric")),
            At = ImmutableSortedDictionary<string, double>.Empty.WithComparers(StringComparer.Ordinal)
                .AddRange(json.GetProperty("at").EnumerateObject().Select(scale => KeyValuePair.Create(scale.Name, scale.Value.GetDouble()))),
            Value = json.GetProperty("value").GetDouble(),
            Low = json.GetProperty("low").GetDouble(),
            High = json.GetProperty("high").GetDouble(),
            Level = json.GetProperty("level").GetDouble(),
            Law = Text(json.GetProperty("law")),
            Rows = Text(json.GetProperty("rows")),
            Date = json.TryGetProperty("date", out JsonElement date) ? DateOnly.ParseExact(Text(date), Day, CultureInfo.InvariantCulture) : null,
        };
        return forecast is { At.Count: > 0, Level: > 0 and < 1 } && forecast.Low <= forecast.High
            ? forecast
            : throw new FormatException("No scale, no level between 0 and 1, or an interval that ends before it begins.");
    }

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("A text is null.");
}
