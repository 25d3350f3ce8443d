using System.Globalization;
using System.Text.Json;

namespace Headwater.Laws;

internal static partial class LawsJson
{
    /// <summary>Writes <c>{"score":{…},"measured":[…],"open":[…]}</c>: how registered forecasts turned out.</summary>
    public static void WriteLedgerScore(Utf8JsonWriter writer, LedgerScore score)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(score);
        writer.WriteStartObject();
        writer.WriteStartObject("score");
        writer.WriteNumber("registered", score.Measured.Length + score.Open.Length);
        writer.WriteNumber("measured", score.Measured.Length);
        writer.WriteNumber("open", score.Open.Length);
        writer.WriteNumber("inside", score.Measured.Count(one => one.IsInside));
        WriteNumber(writer, "coverage", score.Coverage);
        WriteNumber(writer, "expected_coverage", score.ExpectedCoverage);
        WriteNumber(writer, "mean_absolute_error", score.MeanAbsoluteError);
        WriteNumber(writer, "mean_interval_score", score.MeanIntervalScore);
        writer.WriteStartObject("order");
        writer.WriteNumber("pairs", score.Pairs);
        writer.WriteNumber("right", score.PairsInOrder);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("measured");
        foreach (ScoredForecast one in score.Measured)
        {
            writer.WriteStartObject();
            WriteRegistered(writer, one.Forecast);
            WriteNumber(writer, "measured", one.Measured);
            WriteNumber(writer, "stderr", one.StandardError);
            WriteNumber(writer, "error", one.Error);
            writer.WriteBoolean("inside", one.IsInside);
            WriteNumber(writer, "interval_score", one.IntervalScore);
            writer.WriteEndObject();
            Drain(writer);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("open");
        foreach (RegisteredForecast one in score.Open)
        {
            writer.WriteStartObject();
            WriteRegistered(writer, one);
            writer.WriteEndObject();
            Drain(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteRegistered(Utf8JsonWriter writer, RegisteredForecast forecast)
    {
        writer.WriteString("date", forecast.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        LedgerLine.WriteQuestion(writer, forecast);
    }
}
