using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary><c>headwater evaluate</c>: the negative log-likelihood of each example under a checkpoint.</summary>
internal static class EvaluateCommand
{
    public static Command Create(Terminal terminal)
    {
        ModelInput input = new();
        Option<string?> source = new("--source") { Description = "Source text, one example a line." };
        Option<string?> target = new("--target") { Description = "Target text, one example a line." };
        Option<string?> ids = new("--ids") { Description = "JSONL with input_ids and labels, both ending in the end mark, in place of text." };
        Option<bool> json = new("--json") { Description = "The result as JSON on standard output, with every example." };
        Command command = new("evaluate", "Measure the cross-entropy of text pairs, or of token ids, under a checkpoint.") { source, target, ids, json };
        input.AddTo(command);
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            ImmutableArray<EncodedPair> examples;
            T5Model loaded;
            if (parse.GetValue(ids) is { } file)
            {
                examples = TokenIdFile.Read(file);
                loaded = input.Model(parse, tokenizer: null);
            }
            else
            {
                TextTokenizer tokenizer = input.Tokenizer(parse);
                examples = PairEncoder.Encode(ReadPairs(parse.GetValue(source), parse.GetValue(target)), tokenizer, input.Prefix(parse), maxInput: int.MaxValue, maxTarget: int.MaxValue);
                loaded = input.Model(parse, tokenizer);
            }

            using T5Model model = loaded;
            ImmutableArray<ExampleLoss> losses = CrossEntropy.Of(model, examples, cancellationToken: interruption.Token);
            if (parse.GetValue(json))
            {
                JsonOutput.Write(terminal, writer => WriteJson(writer, losses));
            }
            else
            {
                terminal.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"cross-entropy {CrossEntropy.Mean(losses):F6} nats per target token ({losses.Length} examples, {losses.Sum(loss => (long)loss.Tokens)} tokens)"));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static IEnumerable<TextPair> ReadPairs(string? source, string? target)
    {
        if (source is null || target is null)
        {
            throw new ArgumentException("evaluate needs text; expected both --source and --target, or --ids.");
        }

        string[] sources = TextLines.Read(source);
        string[] targets = TextLines.Read(target);
        return sources.Length == targets.Length && sources.Length > 0
            ? sources.Zip(targets, (left, right) => new TextPair(left, right))
            : throw new InvalidDataException($"{source} has {sources.Length} lines and {target} has {targets.Length}; expected as many in both, and at least one.");
    }

    private static void WriteJson(Utf8JsonWriter json, ImmutableArray<ExampleLoss> losses)
    {
        json.WriteStartObject();
        json.WriteStartArray("examples");
        for (int id = 0; id < losses.Length; id++)
        {
            json.WriteStartObject();
            json.WriteNumber("id", id);
            json.WriteNumber("nll", losses[id].NegativeLogLikelihood);
            json.WriteNumber("tokens", losses[id].Tokens);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("cross_entropy", CrossEntropy.Mean(losses));
        json.WriteEndObject();
    }
}
