using System.Collections.Immutable;
using System.Text.Json;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>Several systems' scores, laid out as the reference tool's: a JSON list, or a table with signatures; and with a paired test, what it found.</summary>
internal static class SystemsReport
{
    private const string Effect = "minimum_detectable_effect";

    /// <summary>Writes <paramref name="scored"/>, [metric][system], under the names of the systems.</summary>
    public static void Write(Terminal terminal, ReportStyle style, Significance significance, string[] names, ScoredSystem[][] scored)
    {
        MetricColumn[] columns = [.. scored.Select(systems => Column(systems, significance))];
        if (style.IsJson)
        {
            JsonOutput.Write(terminal, indent: 4, json => WriteJson(json, style, names, columns));
            return;
        }

        SystemsTable.Write(terminal.Output, style, names, columns);
        if (significance.IsPaired)
        {
            SignificanceNotes.Write(terminal.Output, style, significance, names, columns);
        }

        WriteTitled(terminal.Output, "Metric signatures", columns.Select(column => $" - {column.Score.Name,-10} {style.SignatureOf(column.Score)}"));
    }

    /// <summary>A title between two rules, and lines below it.</summary>
    public static void WriteTitled(TextWriter output, string title, IEnumerable<string> lines)
    {
        string rule = new('-', title.Length);
        output.Write($"{rule}\n{title}\n{rule}\n");
        foreach (string line in lines)
        {
            output.Write(line + "\n");
        }
    }

    private static MetricColumn Column(ScoredSystem[] systems, Significance significance)
    {
        ImmutableArray<PairedScore> paired = significance.Test switch
        {
            SignificanceTest.PairedBootstrap => PairedBootstrap.Compare(Tables(systems), significance.Options),
            SignificanceTest.ApproximateRandomization => ApproximateRandomization.Compare(Tables(systems), significance.Options),
            _ => [.. systems.Select(system => new PairedScore { Score = system.Score.Score })],
        };
        return new MetricColumn(significance.Sign(systems[0].Score), paired);
    }

    private static SegmentTable[] Tables(ScoredSystem[] systems) => [.. systems.Select(system => system.Table!)];

    private static void WriteJson(Utf8JsonWriter json, ReportStyle style, string[] names, MetricColumn[] columns)
    {
        json.WriteStartArray();
        for (int s = 0; s < names.Length; s++)
        {
            json.WriteStartObject();
            json.WriteString("system", names[s]);
            foreach (MetricColumn column in columns)
            {
                json.WritePropertyName(column.Score.Name);
                WriteScore(json, style, column, column.Systems[s]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // The reference tool prints rounded text without a test, and numbers with all digits with one; the last three are ours.
    private static void WriteScore(Utf8JsonWriter json, ReportStyle style, MetricColumn column, PairedScore score)
    {
        if (!column.IsPaired)
        {
            json.WriteStringValue(style.AllDigits ? FixedPoint.AllDigits(score.Score) : style.Number(score.Score));
            return;
        }

        json.WriteStartObject();
        WriteNumber(json, "score", score.Score);
        WriteNumber(json, "p_value", score.Comparison?.PValue);
        WriteNumber(json, "mean", score.Interval?.Mean);
        WriteNumber(json, "ci", score.Interval?.HalfWidth);
        WriteNumber(json, "difference", score.Comparison?.Difference);
        WriteNumber(json, "standard_error", score.Comparison?.StandardError);
        WriteNumber(json, Effect, score.Comparison?.MinimumDetectableEffect);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value is { } number ? FixedPoint.AllDigits(number) : "null");
    }
}

/// <summary>One metric of all systems: the baseline's score, for its name and signature, and every system's.</summary>
internal sealed record MetricColumn(MetricScore Score, ImmutableArray<PairedScore> Systems)
{
    public bool IsPaired => Systems.Any(system => system.Comparison is not null);
}
