using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Headwater.Metrics;

namespace Headwater.Studies;

/// <summary>
/// One test example of a finished run, a line of examples.jsonl: its negative log-likelihood in nats, its target tokens, and its BLEU statistics or its own
/// scores, from which scores of any subset and paired differences follow without the texts.
/// </summary>
public sealed record TestExample
{
    /// <summary>Place in the test set, from 0.</summary>
    public required int Id { get; init; }

    public required double Nll { get; init; }

    public required int Tokens { get; init; }

    /// <summary>Of a translation; null in other tasks.</summary>
    public BleuStatistics? Bleu { get; init; }

    /// <summary>Of other tasks, by metric: what the score of the test set is the mean of. Null for translations.</summary>
    public ImmutableSortedDictionary<string, double>? Scores { get; init; }

    /// <summary>The probability of the right choice, 0–1; null where nothing was ranked.</summary>
    public double? Probability { get; init; }

    public static ImmutableArray<TestExample> Read(string path) =>
        [.. File.ReadLines(path).Select(line => JsonSerializer.Deserialize<TestExample>(line, StudyJson.Line)!)];

    internal static void Write(string path, IEnumerable<TestExample> examples)
    {
        StringBuilder lines = new();
        foreach (TestExample example in examples)
            lines.Append(JsonSerializer.Serialize(example, StudyJson.Line)).Append('\n');
        RecordFile.WriteText(path, lines.ToString());
    }
}
