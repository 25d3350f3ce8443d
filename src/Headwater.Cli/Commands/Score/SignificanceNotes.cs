using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>What a paired test says, below its table: how it was made, and of every comparison the difference and the least one it could have shown.</summary>
internal static class SignificanceNotes
{
    public static void Write(TextWriter output, ReportStyle style, Significance significance, string[] names, MetricColumn[] columns)
    {
        bool isBootstrap = significance.Test == SignificanceTest.PairedBootstrap;
        string test = isBootstrap
            ? $"Paired bootstrap resampling test with {significance.Samples} resampling trials"
            : $"Paired approximate randomization test with {significance.Samples} trials";
        SystemsReport.WriteTitled(output, test,
        [
            $" - Every system is compared with {style.Paint(names[0], ReportStyle.Yellow)}.",
            isBootstrap ? " - A cell shows the score, the mean and 95% interval of its resamples, and p." : " - A cell shows the score and p.",
            " - p: probability of a difference at least this large if the systems are equal. At p of 0.05 or less (\"*\") the difference is significant;",
            "   a larger p does not show that the systems are equal. Two identical outputs have the smallest possible p.",
            "",
        ]);
        SystemsReport.WriteTitled(output, "Minimum detectable effect (80% power, 5% level)",
        [
            .. columns.SelectMany(column => names.Select((name, s) => (name, column.Systems[s].Comparison))
                .Where(pair => pair.Comparison is not null)
                .Select(pair => Line(column.Score.Name, pair.name, pair.Comparison!, style))),
            "",
        ]);
    }

    // A difference shows its sign and one decimal more than scores do.
    private static string Line(string metric, string name, BaselineComparison comparison, ReportStyle style)
    {
        int width = style.Width + 1;
        string sign = comparison.Difference < 0 ? "" : "+";
        return $" - {metric,-10} {FixedPoint.Format(comparison.MinimumDetectableEffect, width)} for {name}: difference {sign}{FixedPoint.Format(comparison.Difference, width)}, standard error {FixedPoint.Format(comparison.StandardError, width)}";
    }
}
