using System.CommandLine;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary><c>headwater generate</c>: text in, text out, a line for a line.</summary>
internal static class GenerateCommand
{
    public static Command Create(Terminal terminal)
    {
        ModelInput input = new();
        Option<string?> source = new("--input", "-i") { Description = "Input file, one input per line, or JSONL or Parquet with one per record. Default: standard input." };
        Option<int> maxLength = new("--max-length") { Description = "Maximum tokens of an output.", DefaultValueFactory = _ => 128 };
        Option<int> beam = new("--beam") { Description = "Hypotheses kept for each input; 1 is greedy, T5 uses 4.", DefaultValueFactory = _ => 1 };
        Option<double> penalty = new("--length-penalty")
        {
            Description = "Length penalty of the beam: outputs are ranked by log-likelihood / ((5 + tokens) / 6)^PENALTY. 0 favours short outputs.",
            DefaultValueFactory = _ => 0.6,
        };
        Option<bool> continues = new("--continue") { Description = "Continue each input: no end-of-sequence token stands between it and the output. For decoder-only models." };
        Command command = new("generate") { source, maxLength, beam, penalty, continues };
        input.AddTo(command);
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            string[] lines = TextLines.ReadTexts(parse.GetValue(source), terminal);
            TextTokenizer tokenizer = input.Tokenizer(parse);
            int longest = input.MaxSource(parse), cut = 0;
            int[][] inputs = [.. lines.Select(line => ModelInput.Encode(tokenizer, input.Prefix(parse) + line, longest, ref cut))];
            ModelInput.ReportCut(terminal, cut, lines.Length, "inputs", "--max-source", longest);
            using LanguageModel model = input.Model(parse, tokenizer, parse.GetValue(continues));
            if (parse.GetValue(continues))
            {
                inputs = WithoutEnd(inputs, model);
                if (tokenizer.HasOwnIds && input.Beginning(parse) is int first)
                {
                    inputs = [.. inputs.Select(ids => (int[])[first, .. ids])];
                }
            }

            GenerationOptions options = new() { MaxLength = parse.GetValue(maxLength), Beam = parse.GetValue(beam), LengthPenalty = parse.GetValue(penalty) };
            options.Validate();
            foreach (int[] output in Generation.Generate(model, inputs, options, cancellationToken: interruption.Token))
            {
                terminal.Output.WriteLine(tokenizer.Decode(output).ReplaceLineEndings(" "));
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static int[][] WithoutEnd(int[][] inputs, LanguageModel model)
    {
        if (model is T5Model)
        {
            throw new ArgumentException("--continue needs a decoder-only model; T5 reads an input and writes another text.\nhint: leave --continue out.");
        }

        int empty = Array.FindIndex(inputs, ids => ids.Length == 1);
        return empty < 0
            ? [.. inputs.Select(ids => ids[..^1])]
            : throw new InvalidDataException($"line {empty + 1} of the input is empty; expected a text to continue.");
    }
}
