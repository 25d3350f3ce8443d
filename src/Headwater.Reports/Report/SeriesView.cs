using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>A series as the report shows it: which mixture, which finetuning size, and which setting it shares with others.</summary>
internal sealed record SeriesView
{
    private static readonly ImmutableArray<string> SizeColumns = ["finetuning_examples", "finetuning_tokens"];

    public required SeriesResult Series { get; init; }

    /// <summary>The name of the curve: the mixture, else the series' own name.</summary>
    public required string Mixture { get; init; }

    /// <summary>What <see cref="Mixture"/> names, in words: mixture or series.</summary>
    public required string CurveColumn { get; init; }

    /// <summary>The finetuning size in words; empty where the table has none.</summary>
    public required string Size { get; init; }

    /// <summary>The finetuning size as a number, for ordering.</summary>
    public required double SizeValue { get; init; }

    /// <summary>Task, model and whatever else differs between series, in words; series of one setting share a figure.</summary>
    public required string Setting { get; init; }

    public required MetricFormat Format { get; init; }

    /// <summary>Mixture, size and setting on one line.</summary>
    public string Label => string.Join(", ", new[] { Mixture, Size, Setting }.Where(part => part.Length > 0));

    public static ImmutableArray<SeriesView> Of(Analysis analysis)
    {
        return [.. analysis.Series.GroupBy(s => s.Metric).SelectMany(metric => Views(analysis, [.. metric])).OrderBy(v => v.Setting, StringComparer.Ordinal)
            .ThenBy(v => v.Format.IsLoss).ThenBy(v => v.Series.Metric, StringComparer.Ordinal).ThenBy(v => v.SizeValue).ThenBy(v => v.Mixture, StringComparer.Ordinal)];
    }

    // A column that has one value in all series of a metric tells nothing.
    private static ImmutableArray<SeriesView> Views(Analysis analysis, ImmutableArray<SeriesResult> series)
    {
        HashSet<string> varying = [.. series.SelectMany(s => s.Key.Parts).GroupBy(p => p.Key)
            .Where(g => g.Select(p => p.Value).Distinct().Count() > 1 || g.Count() < series.Length)
            .Select(g => g.Key)];
        MetricFormat format = MetricFormat.Of(analysis, series[0].Metric);
        ImmutableArray<SeriesView> views = [.. series.Select(s => View(s, format, varying))];
        if (!varying.Remove("series") || views.Any(v => v.CurveColumn == "series")) return views;
        // A name of its own for every series says nothing where the mixture and the other columns tell them apart.
        ImmutableArray<SeriesView> plain = [.. series.Select(s => View(s, format, varying))];
        return plain.DistinctBy(v => (v.Mixture, v.Size, v.Setting)).Count() == plain.Length ? plain : views;
    }

    /// <summary>A finetuning size in words: 2K examples; nothing where models are not finetuned.</summary>
    public static string SizeWords(double? examples, double? tokens) =>
        examples is 0 ? "" : examples is { } e ? Readable.Count(e) + " examples" : tokens is { } t ? Readable.Count(t) + " tokens" : "";

    private static SeriesView View(SeriesResult series, MetricFormat format, HashSet<string> varying)
    {
        string? sizeColumn = SizeColumns.FirstOrDefault(c => series.Key[c] is not null);
        double? size = sizeColumn is not null && double.TryParse(series.Key[sizeColumn], NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) ? parsed : null;
        string curveColumn = series.Key["pretraining_data"] is not null ? "pretraining_data" : "series";
        IEnumerable<string> rest = series.Key.Parts
            .Where(p => p.Key != curveColumn && p.Key != "metric" && !SizeColumns.Contains(p.Key) && varying.Contains(p.Key))
            .Select(p => p.Key is "task" or "model" or "source" or "finetuning_data" ? p.Value : $"{Words(p.Key)} {Short(p.Value)}");
        return new SeriesView
        {
            Series = series,
            Mixture = series.Key[curveColumn] ?? "all",
            CurveColumn = curveColumn == "series" ? "series" : "mixture",
            Size = sizeColumn == "finetuning_tokens" ? SizeWords(null, size) : SizeWords(size, null),
            SizeValue = size ?? 0,
            Setting = string.Join(", ", rest),
            Format = format,
        };
    }

    /// <summary>A column name in words: unique tokens.</summary>
    public static string Words(string column) => ScaleColumns.InWords(column);

    private static string Short(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && Math.Abs(number) >= 1000 ? Readable.Count(number) : value;
}
