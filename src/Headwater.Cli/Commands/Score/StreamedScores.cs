using System.Text;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>
/// Scores of systems that are read side by side with their references, once for all metrics and in bounded memory: for whom no segment is needed again, by a
/// test or otherwise.
/// </summary>
internal static class StreamedScores
{
    private const int MostSegments = 4096;
    private const int MostCharacters = 1 << 20;          // a batch ends with the segment that goes beyond

    /// <summary>The scores, [metric][system].</summary>
    public static ScoredSystem[][] Of(TranslationMetric[] metrics, ScoreFiles files)
    {
        ScoredSystem[][] systems = [.. files.Systems.Select(system => Score(metrics, system, files.References, files.Encoding))];
        return [.. Enumerable.Range(0, metrics.Length).Select(metric => systems.Select(scores => scores[metric]).ToArray())];
    }

    private static ScoredSystem[] Score(TranslationMetric[] metrics, string system, IReadOnlyList<string> references, Encoding encoding)
    {
        List<SegmentReader> readers = [];
        try
        {
            foreach (string path in references.Append(system))
            {
                readers.Add(SegmentReader.Open(path, encoding));
            }

            RunningScore[] scores = [.. metrics.Select(metric => metric.Running())];
            while (ReadBatch(readers) is { } batch)
            {
                Array.ForEach(scores, score => score.Add(batch[^1], batch[..^1]));
            }

            return [.. scores.Select(score => new ScoredSystem(score.Score(), Table: null))];
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    // Segments of every reader, as many of each; null at their end.
    private static List<string>[]? ReadBatch(List<SegmentReader> readers)
    {
        List<string>[] batch = [.. readers.Select(_ => new List<string>())];
        int characters = 0;
        while (batch[0].Count < MostSegments && characters < MostCharacters)
        {
            string?[] segments = [.. readers.Select(reader => reader.Read())];
            if (Array.Exists(segments, segment => segment is null))
            {
                CheckEnd(readers, segments);
                break;
            }

            for (int i = 0; i < segments.Length; i++)
            {
                batch[i].Add(segments[i]!);
                characters += segments[i]!.Length;
            }
        }

        return batch[0].Count > 0 ? batch : null;
    }

    private static void CheckEnd(List<SegmentReader> readers, string?[] segments)
    {
        if (!Array.TrueForAll(segments, segment => segment is null) || readers[0].Count == 0)
        {
            readers.ForEach(reader => reader.CountRest());
            ScoreInput.CheckLengths([.. readers.Select(reader => (reader.Name, reader.Count))]);
        }
    }
}
