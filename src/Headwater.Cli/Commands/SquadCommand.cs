using System.CommandLine;
using System.Text.Json;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary><c>headwater score squad</c>: answers against a SQuAD dataset, with the numbers, keys and flags of the scripts of versions 1.1 and 2.0.</summary>
internal static class SquadCommand
{
    private const string First = "1.1";
    private const string Second = "2.0";

    public static Command Create(Terminal terminal)
    {
        Argument<string> dataset = new("dataset") { Description = "The dataset, in SQuAD's JSON format." };
        Argument<string> predictions = new("predictions") { Description = "The predictions: a JSON object of answers by question id." };
        Option<string?> version = new("--squad-version") { Description = "1.1 or 2.0. Default: the version of the dataset." };
        Option<string?> probabilities = new("--na-prob-file", "-n") { Description = "A JSON object of the probabilities that a question has no answer." };
        Option<double> threshold = new("--na-prob-thresh", "-t")
        {
            Description = "Above this probability the prediction counts as empty.",
            DefaultValueFactory = _ => 1,
        };
        Option<string?> output = new("--out-file", "-o") { Description = "Output file. Default: standard output." };
        Option<bool> asJson = new("--json") { Description = "Print JSON (the default)." };
        version.AcceptOnlyFromAmong(First, Second);

        Command command = new("squad", "Exact match and F1 with the numbers of the SQuAD scripts.") { dataset, predictions, version, probabilities, threshold, output, asJson };
        command.SetAction(parse => ScoreFault.Guard(terminal, () =>
        {
            SquadDataset read = Read(parse.GetValue(dataset)!, SquadDataset.Read);
            SquadOptions options = new()
            {
                Version = parse.GetValue(version) switch { First => SquadVersion.V11, Second => SquadVersion.V20, _ => read.Version },
                NoAnswerProbabilities = parse.GetValue(probabilities) is { } path ? Read(path, SquadDataset.ReadProbabilities) : null,
                NoAnswerThreshold = parse.GetValue(threshold),
            };
            SquadScore score = Squad.Score(read.Questions, Read(parse.GetValue(predictions)!, SquadDataset.ReadPredictions), options);
            if (score.Unanswered is [var unanswered, ..])
            {
                terminal.Error.WriteLine($"headwater: {score.Unanswered.Length} of {read.Questions.Length} questions have no prediction and score 0, the first of them \"{unanswered}\".");
            }

            ScoreFault.WriteTo(terminal, parse.GetValue(output), to => JsonOutput.Write(to, json => Write(json, score, options.Version)));
        }));
        return command;
    }

    private static T Read<T>(string path, Func<Stream, string, T> read)
    {
        using Stream stream = TextInput.OpenFile(path);
        return read(stream, path);
    }

    // The scripts call the first number exact_match in version 1.1 and exact in 2.0.
    private static void Write(Utf8JsonWriter json, SquadScore score, SquadVersion version)
    {
        json.WriteStartObject();
        if (version == SquadVersion.V11)
        {
            json.WriteNumber("exact_match", score.All.ExactMatch);
            json.WriteNumber("f1", score.All.F1);
        }
        else
        {
            Write(json, "", score.All);
            Write(json, "HasAns_", score.HasAnswer);
            Write(json, "NoAns_", score.NoAnswer);
            Write(json, "best_exact", score.BestExactMatch);
            Write(json, "best_f1", score.BestF1);
        }

        json.WriteString("signature", score.Signature);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string prefix, SquadPart? part)
    {
        if (part is not { } known)
        {
            return;
        }

        json.WriteNumber($"{prefix}exact", known.ExactMatch);
        json.WriteNumber($"{prefix}f1", known.F1);
        json.WriteNumber($"{prefix}total", known.Total);
    }

    private static void Write(Utf8JsonWriter json, string name, SquadThreshold? best)
    {
        if (best is not { } known)
        {
            return;
        }

        json.WriteNumber(name, known.Score);
        json.WriteNumber($"{name}_thresh", known.Threshold);
    }
}
