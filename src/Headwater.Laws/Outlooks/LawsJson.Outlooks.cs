using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Headwater.Laws;

public static partial class LawsJson
{
    /// <summary>
    /// Writes outlooks as a list, for a page that computes. Draws are base64 of 32-bit floats, lowest byte first: coordinates as distances from the
    /// estimate. docs/report.md says what each name means and how forecasts follow.
    /// </summary>
    public static void WriteOutlooks(Utf8JsonWriter writer, IEnumerable<Outlook> outlooks)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(outlooks);
        writer.WriteStartArray();
        foreach (Outlook outlook in outlooks)
        {
            writer.WriteStartObject();
            WriteNumber(writer, "level", outlook.Level);
            WriteNumber(writer, "share", outlook.SharedNoise);
            WriteFloats(writer, "shared", outlook.Shared.AsSpan());
            writer.WriteNumber("leader", outlook.Leader);
            writer.WriteBoolean("distances", outlook.HasDistances);
            WriteShort(writer, "scales", outlook.Scales);
            writer.WriteStartArray("members");
            foreach (OutlookMember member in outlook.Members)
            {
                WriteMember(writer, member);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            Drain(writer);
        }

        writer.WriteEndArray();
    }

    private static void WriteMember(Utf8JsonWriter writer, OutlookMember member)
    {
        writer.WriteStartObject();
        writer.WriteString("mixture", member.Mixture);
        writer.WriteString("metric", member.Analysis.Metric);
        writer.WriteBoolean("higher", member.Analysis.HigherIsBetter);
        writer.WriteString("trend", member.Analysis.Trend?.Trend.ToString().ToLowerInvariant());
        WriteNumbers(writer, member, member.Numbers!);
        WriteOthers(writer, member.Others);
        writer.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter writer, OutlookMember member, OutlookNumbers numbers)
    {
        Point last = member.Analysis.Points[^1];
        WriteNumber(writer, "x", last.X);
        WriteNumber(writer, "y", last.Y);
        WriteNumber(writer, "scratch_value", member.Analysis.Scratch?.Y);
        WriteNumber(writer, "error", numbers.TestSetError);
        WriteLaw(writer, numbers.Law);
        WriteWalk(writer, numbers.Walk);
        writer.WriteStartObject("distance");
        WriteNumber(writer, "level", numbers.Distance.Level);
        WriteNumber(writer, "error", numbers.Distance.Error);
        WriteNumber(writer, "slope", numbers.Distance.Slope);
        WriteNumber(writer, "slope_variance", numbers.Distance.SlopeVariance);
        WriteNumber(writer, "middle", numbers.Distance.Middle);
        writer.WriteEndObject();
        WriteFloats(writer, "normals", numbers.DistanceNormals);
        WriteFloats(writer, "again", numbers.Again);
        if (numbers.Scratch is { } scratch)
        {
            WriteFloats(writer, "scratch", scratch);
        }

    }

    private static void WriteOthers(Utf8JsonWriter writer, IEnumerable<Forecast> others)
    {
        writer.WriteStartArray("others");
        foreach (IGrouping<string?, Forecast> metric in others.GroupBy(forecast => forecast.Series["metric"]))
        {
            writer.WriteStartObject();
            writer.WriteString("metric", metric.Key);
            WriteShort(writer, "values", metric.Select(forecast => forecast.Value));
            WriteShort(writer, "lows", metric.Select(forecast => forecast.Low));
            WriteShort(writer, "highs", metric.Select(forecast => forecast.High));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLaw(Utf8JsonWriter writer, OutlookLaw? law)
    {
        if (law is null)
        {
            return;
        }

        writer.WriteStartObject("law");
        writer.WriteString("name", law.Fitter.Law.Name);
        writer.WriteString("method", NameOf(law.Method));
        writer.WritePropertyName("log");
        FormulaJson.Write(writer, law.Fitter.Coordinates.LogFormula, law.Fitter.Coordinates.Names);
        WriteNumber(writer, "minimum", law.Range.Minimum);
        WriteNumber(writer, "maximum", law.Range.Maximum);
        WriteNumber(writer, "offset", law.Link.Offset);
        WriteNumber(writer, "span", law.Link.Span);
        writer.WriteStartArray("estimate");
        foreach (double coordinate in law.Estimate)
        {
            writer.WriteNumberValue(coordinate);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("draws");
        for (int index = 0; index < law.Estimate.Length; index++)
        {
            double centre = law.Estimate[index];
            writer.WriteStringValue(Floats([.. law.Draws.Coordinates[index].Select(coordinate => coordinate - centre)]));
        }

        writer.WriteEndArray();
        WriteFloats(writer, "errors", law.Draws.Errors);
        writer.WriteBoolean("shares_laws", law.SharesLaws);
        if (law.SharesLaws)
        {
            WriteFloats(writer, "intercepts", law.Draws.Intercepts);
            WriteFloats(writer, "slopes", law.Draws.Slopes);
            WriteFloats(writer, "lasts", law.Draws.Lasts);
        }

        if (!law.Intervals.IsEmpty)
        {
            WriteShort(writer, "lows", law.Intervals.Select(point => point.Low));
            WriteShort(writer, "highs", law.Intervals.Select(point => point.High));
        }

        writer.WriteEndObject();
    }

    private static void WriteWalk(Utf8JsonWriter writer, OutlookWalk? walk)
    {
        if (walk is null)
        {
            return;
        }

        writer.WriteStartObject("walk");
        WriteNumber(writer, "noise", walk.Noise);
        WriteNumber(writer, "wandering", walk.Wandering);
        WriteFloats(writer, "still", walk.Still);
        WriteFloats(writer, "moving", walk.Moving);
        writer.WriteEndObject();
    }

    private static void WriteFloats(Utf8JsonWriter writer, string name, ReadOnlySpan<double> values) => writer.WriteString(name, Floats(values));

    private static string Floats(ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[sizeof(float) * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(sizeof(float) * i), (float)values[i]);
        }

        return Convert.ToBase64String(bytes);
    }

    // Nine digits are more than any table shows.
    private static void WriteShort(Utf8JsonWriter writer, string name, IEnumerable<double> values)
    {
        writer.WriteStartArray(name);
        foreach (double value in values)
        {
            if (double.IsFinite(value))
            {
                writer.WriteRawValue(value.ToString("G9", CultureInfo.InvariantCulture));
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }
}
