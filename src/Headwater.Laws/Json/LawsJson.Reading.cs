using System.Text.Json;

namespace Headwater.Laws;

internal static partial class LawsJson
{
    /// <summary>Writes the property <c>"reading"</c> of the object being written; nothing where there is no reading.</summary>
    public static void WriteReading(Utf8JsonWriter writer, Reading? reading)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (reading is null)
        {
            return;
        }

        writer.WriteStartObject("reading");
        writer.WriteNumber("rows", reading.Rows);
        writer.WriteNumber("used", reading.Used);
        writer.WriteNumber("series", reading.Series);
        writer.WriteNumber("scales", reading.Scales);
        WriteTexts(writer, "scale_columns", reading.ScaleColumns);

        // One metric stands by its name; of several none is the one.
        MetricReading? only = reading.Metrics is [var single] ? single : null;
        writer.WriteString("metric", only?.Metric);
        WriteFlag(writer, "higher_is_better", only?.HigherIsBetter);
        writer.WriteStartArray("metrics");
        foreach (MetricReading metric in reading.Metrics)
        {
            writer.WriteStartObject();
            writer.WriteString("metric", metric.Metric);
            WriteFlag(writer, "higher_is_better", metric.HigherIsBetter);
            writer.WriteNumber("series", metric.Series);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteTexts(writer, "averaged", reading.Averaged);
        WriteTexts(writer, "ignored", reading.Ignored);
        WriteTexts(writer, "assumed", reading.Assumed);
        WriteTexts(writer, "warnings", reading.Warnings);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteFlag(Utf8JsonWriter writer, string name, bool? flag)
    {
        if (flag is { } known)
        {
            writer.WriteBoolean(name, known);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
