using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>The score of every segment: a line of text each, as the reference tool prints them whatever the format, or with --json a list.</summary>
internal static class SentenceReport
{
    public static void Write(Terminal terminal, ReportStyle style, TranslationMetric metric, ScoreInput input)
    {
        IReadOnlyList<IReadOnlyList<string>> references = input.ReferenceStreams;
        IEnumerable<MetricScore> scores = input.Systems[0].Segments.Select((segment, i) => metric.Score(segment, [.. references.Select(stream => stream[i])]));
        if (style.AllDigits)
        {
            JsonOutput.Write(terminal, json =>
            {
                json.WriteStartArray();
                foreach (MetricScore score in scores)
                {
                    score.WriteJson(json, style.JsonWidth);
                }

                json.WriteEndArray();
            });
            return;
        }

        foreach (MetricScore score in scores)
        {
            terminal.Output.WriteLine(style.ScoreOnly ? style.Number(score.Score) : score.Format(style.Width, style.ShortSignature));
        }
    }
}
