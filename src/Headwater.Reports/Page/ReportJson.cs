using System.Text.Encodings.Web;
using System.Text.Json;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>The report for programs: the command's own JSON shapes, side by side, with every point, comparison and run.</summary>
internal static class ReportJson
{
    /// <summary>Version of this file's layout.</summary>
    private const int Format = 1;

    private static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Render(ReportInput input, IEnumerable<string> files)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Layout))
        {
            Analysis analysis = input.Analysis;
            json.WriteStartObject();
            json.WriteNumber("format", Format);
            json.WriteString("title", input.Title);
            json.WriteString("standard_errors", AdviceText.ErrorNote(analysis));
            json.WritePropertyName("advise");
            LawsJson.WriteAdvice(json, analysis.Advice, analysis.Valuations);
            json.WritePropertyName("fit");
            LawsJson.WriteFits(json, analysis.Series.Select(s => s.Fit).OfType<LawFit>());
            json.WritePropertyName("forecast");
            LawsJson.WriteForecasts(json, analysis.Series.SelectMany(s => s.Forecasts));
            json.WritePropertyName("backtest");
            LawsJson.WriteBacktests(json, analysis.Series.Select(s => s.Backtest).OfType<Backtest>());
            LawsJson.WriteReading(json, analysis.Reading);
            WriteSeries(json, analysis);
            if (input.Study is { } study)
            {
                json.WritePropertyName("study");
                study.WriteJson(json);
            }

            WriteStrings(json, "warnings", analysis.Warnings.Concat(input.Study?.Notes ?? []));
            WriteStrings(json, "files", files);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteSeries(Utf8JsonWriter json, Analysis analysis)
    {
        json.WriteStartArray("series");
        foreach (SeriesResult series in analysis.Series)
        {
            json.WriteStartObject();
            json.WriteStartObject("series");
            foreach ((string column, string value) in series.Key.Parts) json.WriteString(column, value);
            json.WriteEndObject();
            json.WriteBoolean("higher_is_better", series.HigherIsBetter);
            if (series.Trend is { } trend) json.WriteString("trend", trend.Trend.ToString().ToLowerInvariant());
            if (series.Refusal is { } refusal) json.WriteString("refusal", refusal);
            json.WriteStartArray("points");
            foreach (MeasuredPoint point in series.Points) WritePoint(json, point);
            json.WriteEndArray();
            if (series.Scratch is { } scratch)
            {
                json.WritePropertyName("scratch");
                WritePoint(json, scratch);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePoint(Utf8JsonWriter json, MeasuredPoint point)
    {
        json.WriteStartObject();
        WriteNumber(json, "x", point.X);
        WriteNumber(json, "value", point.Y);
        WriteNumber(json, "stderr", point.StandardError);
        json.WriteNumber("replicates", point.Replicates);
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    // JSON has no infinity and no NaN; what is not known is left out.
    internal static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is not { } number) return;
        if (double.IsFinite(number)) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }
}
