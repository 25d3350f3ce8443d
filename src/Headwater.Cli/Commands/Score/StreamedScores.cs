using System.Text;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>
/// Scores of systems that are read side by side with their references, once for all metrics and in bounded memory: for whom no segment is needed again, by a
/// test or otherwise.
/// </summary>
internal static class StreamedScores
{
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
            RunningScore.AddLines(scores, readers[^1], readers[..^1]);
            return [.. scores.Select(score => new ScoredSystem(score.Score(), Table: null))];
        }
        catch (ArgumentException)
        {
            // Lengths that differ are told by the names of the files.
            readers.ForEach(reader => reader.CountRest());
            ScoreInput.CheckLengths([.. readers.Select(reader => (reader.Name, reader.Count))]);
            throw;
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }
}
