using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>One system's scores, laid out as the reference tool's: an object, or a list where there are several metrics; or lines of text.</summary>
internal static class SingleSystemReport
{
    public static void Write(Terminal terminal, ReportStyle style, Significance significance, ScoredSystem[] systems)
    {
        MetricScore[] scores = [.. systems.Select(system => WithInterval(system, significance))];
        if (style.ScoreOnly)
        {
            WriteLines(terminal, style, [.. scores.Select(score => style.IsJson ? score.ScoreText(style.JsonWidth) : score.ScoreText(style.Width))]);
        }
        else if (style.IsJson)
        {
            WriteLines(terminal, style, [.. scores.Select(score => score.ToJson(style.JsonWidth))]);
        }
        else
        {
            WriteLines(terminal, style, Aligned([.. scores.Select(score => Painted(score, style))], [.. scores.Select(score => score.Name.Length + style.SignatureOf(score).Length)]));
        }
    }

    private static MetricScore WithInterval(ScoredSystem system, Significance significance) =>
        significance.Test == SignificanceTest.Interval
            ? significance.Sign(system.Score) with { Interval = BootstrapInterval.Of(system.Table!, significance.Options) }
            : system.Score;

    private static void WriteLines(Terminal terminal, ReportStyle style, string[] texts)
    {
        bool isList = style.IsJson && texts.Length > 1;
        terminal.Output.Write((isList ? "[\n" : "") + string.Join(isList ? ",\n" : "\n", texts) + (isList ? "\n]\n" : "\n"));
    }

    private static string Painted(MetricScore score, ReportStyle style)
    {
        string line = score.Format(style.Width, style.ShortSignature);
        string? interval = score.IntervalText(style.Width);
        return interval is null ? line : line.Replace(interval, style.Paint(interval, ReportStyle.Cyan), StringComparison.Ordinal);
    }

    // Lines stand so that their " = " are below each other.
    private static string[] Aligned(string[] lines, int[] lefts) =>
        lines.Length == 1 ? lines : [.. lines.Zip(lefts, (line, left) => new string(' ', lefts.Max() - left) + line)];
}
