using System.CommandLine;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary><c>headwater tokenizer encode</c>: a line of ids for each line of text.</summary>
internal static class TokenizerEncodeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> tokenizer = TokenizerCommand.Tokenizer();
        Option<string?> source = new("--input", "-i") { Description = "Text, JSONL or Parquet, plain, .gz or .zst. Default: standard input." };
        Option<string?> output = new("--output", "-o") { Description = "Output file. Default: standard output." };
        Option<bool> pieces = new("--pieces") { Description = "Write pieces instead of ids." };
        Option<int> threads = TokenizerCommand.Threads();
        Option<bool> json = new("--json") { Description = "One JSON object per line, with ids and pieces." };
        Command command = new("encode", "Encode text: one line of ids, as the tokenizer's file numbers them, for each input line or record. No end of sequence is added.")
        {
            tokenizer, source, output, pieces, threads, json,
        };
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            TextTokenizer loaded = TextTokenizer.Load(parse.GetValue(tokenizer)!);
            TokenNotation notation = parse.GetValue(json) ? TokenNotation.Json : parse.GetValue(pieces) ? TokenNotation.Pieces : TokenNotation.Ids;
            LineTokenizer lines = new(loaded, notation, TokenizerCommand.CheckedThreads(parse, threads));
            using Stream input = TextInput.OpenLines(parse.GetValue(source), terminal, out string origin);
            Fertility made = TokenizerStreams.Write(parse.GetValue(output), terminal, stream => lines.Encode(input, stream, origin, interruption.Token));
            if (made.Unknown > 0) terminal.Error.WriteLine($"headwater: {made.Unknown} of {made.Tokens} tokens are unknown, because the tokenizer has no piece for some characters. They cannot be decoded.");
            return ExitCode.Success;
        });
        return command;
    }
}
