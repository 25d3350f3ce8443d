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
        Command command = new("generate", "Generate text with a checkpoint: one output line for each input.") { source, maxLength, beam, penalty };
        input.AddTo(command);
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            string[] lines = TextLines.ReadTexts(parse.GetValue(source), terminal);
            TextTokenizer tokenizer = input.Tokenizer(parse);
            int longest = input.MaxSource(parse), cut = 0;
            int[][] inputs = [.. lines.Select(line => ModelInput.Encode(tokenizer, input.Prefix(parse) + line, longest, ref cut))];
            ModelInput.ReportCut(terminal, cut, lines.Length, "inputs", "--max-source", longest);
            using T5Model model = input.Model(parse, tokenizer);
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
}
