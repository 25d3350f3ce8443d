using System.CommandLine;
using System.Text.Json;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>What every scored metric takes: references, systems or standard input, and how the score is printed.</summary>
internal sealed class ScoreInputs
{
    // sacreBLEU's own exit code for lengths that do not match and files that are not there.
    private const int DataError = 1;
    private const int AllDigits = 17;

    private readonly Argument<string[]> _references = new("references")
    {
        Description = "Reference files, one segment a line; several are several references.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string[]> _systems = new("--input", "-i")
    {
        Description = "System output, one segment a line; standard input without it.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _format = new("--format", "-f") { Description = "json or text.", DefaultValueFactory = _ => "json" };
    private readonly Option<int> _width = new("--width", "-w") { Description = "Decimals of a printed score.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _scoreOnly = new("--score-only", "-b") { Description = "Print the score alone." };
    private readonly Option<bool> _sentences = new("--sentence-level", "-sl") { Description = "Print the score of every segment." };
    private readonly Option<bool> _json = new("--json") { Description = "JSON with all digits." };

    public void AddTo(Command command)
    {
        _format.AcceptOnlyFromAmong("json", "text");
        command.Add(_references);
        foreach (Option option in new Option[] { _systems, _format, _width, _scoreOnly, _sentences, _json })
        {
            command.Add(option);
        }
    }

    public int Score(
        ParseResult parse,
        Terminal terminal,
        Func<RunningScore> start,
        Func<string, IReadOnlyList<string>, MetricScore> sentenceScore)
    {
        try
        {
            string[] references = parse.GetValue(_references)!;
            string[] names = parse.GetValue(_systems) ?? [];
            MetricScore[] scores = parse.GetValue(_sentences)
                ? [.. ScoreSegments(names, references, terminal, sentenceScore)]
                : [.. ScoreSystems(names, references, terminal, start)];
            Print(parse, terminal, scores);
            return ExitCode.Success;
        }
        catch (Exception exception) when (Failure.ExitCodeOf(exception) == ExitCode.Usage)
        {
            Failure.Write(terminal.Error, exception);
            return DataError;
        }
    }

    private static IEnumerable<MetricScore> ScoreSystems(string[] names, string[] references, Terminal terminal, Func<RunningScore> start)
    {
        if (names.Length == 0)
        {
            yield return ScoreLines(terminal.Input, references, start());
        }

        foreach (string name in names)
        {
            using StreamReader system = TextLines.Open(name);
            yield return ScoreLines(system, references, start());
        }
    }

    private static MetricScore ScoreLines(TextReader system, string[] references, RunningScore score)
    {
        List<StreamReader> streams = [];
        try
        {
            streams.AddRange(references.Select(TextLines.Open));
            RunningScore.AddLines([score], system, streams);
            return score.Score();
        }
        finally
        {
            streams.ForEach(stream => stream.Dispose());
        }
    }

    private static IEnumerable<MetricScore> ScoreSegments(
        string[] names, string[] references, Terminal terminal, Func<string, IReadOnlyList<string>, MetricScore> sentenceScore)
    {
        string[][] streams = [.. references.Select(TextLines.Read)];
        string[][] systems = names.Length == 0 ? [TextLines.Read(terminal.Input)] : [.. names.Select(TextLines.Read)];
        return systems.SelectMany(system => ScoreSegments(system, streams, sentenceScore));
    }

    private static IEnumerable<MetricScore> ScoreSegments(
        string[] system, string[][] references, Func<string, IReadOnlyList<string>, MetricScore> sentenceScore)
    {
        if (references.FirstOrDefault(stream => stream.Length != system.Length) is { } other)
        {
            throw new InvalidDataException($"The system has {system.Length} segments and a reference has {other.Length}; expected as many lines in each file.");
        }

        return system.Select((segment, index) => sentenceScore(segment, [.. references.Select(stream => stream[index])]));
    }

    private void Print(ParseResult parse, Terminal terminal, MetricScore[] scores)
    {
        int width = parse.GetValue(_json) ? AllDigits : parse.GetValue(_width);
        bool text = parse.GetValue(_format) == "text" && !parse.GetValue(_json);
        if (parse.GetValue(_scoreOnly) || text)
        {
            foreach (MetricScore score in scores)
            {
                string line = score.Format(width);
                terminal.Output.WriteLine(parse.GetValue(_scoreOnly) ? line.Split(" = ", 2)[1].Split(' ')[0] : line);
            }
        }
        else if (scores.Length == 1)
        {
            terminal.Output.WriteLine(scores[0].ToJson(width));
        }
        else
        {
            JsonOutput.Write(terminal, json => WriteAll(json, scores, width));
        }
    }

    private static void WriteAll(Utf8JsonWriter json, MetricScore[] scores, int width)
    {
        json.WriteStartArray();
        foreach (MetricScore score in scores)
        {
            score.WriteJson(json, width);
        }

        json.WriteEndArray();
    }
}
