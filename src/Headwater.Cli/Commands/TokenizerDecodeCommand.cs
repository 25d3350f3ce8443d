using System.CommandLine;
using System.Globalization;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary><c>headwater tokenizer decode</c>: a line of text for each line of ids.</summary>
internal static class TokenizerDecodeCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> tokenizer = TokenizerCommand.Tokenizer();
        Option<string?> source = new("--input", "-i") { Description = "Lines of ids. Default: standard input." };
        Option<string?> output = new("--output", "-o") { Description = "Output file. Default: standard output." };
        Option<bool> json = new("--json") { Description = "One JSON string per line." };
        Command command = new("decode", "Decode ids, as the tokenizer's file numbers them: one line of text for each line of ids.") { tokenizer, source, output, json };
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            TextTokenizer loaded = TextTokenizer.Load(parse.GetValue(tokenizer)!);
            using Stream input = TextInput.Open(parse.GetValue(source), terminal, out string origin);
            return TokenizerStreams.Write(parse.GetValue(output), terminal, stream => Decode(loaded, input, stream, origin, parse.GetValue(json), interruption.Token));
        });
        return command;
    }

    private static int Decode(TextTokenizer tokenizer, Stream input, Stream output, string origin, bool json, CancellationToken token)
    {
        using StreamReader reader = new(input);
        using StreamWriter writer = new(output, leaveOpen: true) { NewLine = "\n" };
        List<int> ids = [];
        long number = 0;
        for (string? line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            token.ThrowIfCancellationRequested();
            ReadIds(line, ++number, origin, tokenizer, ids);
            string text = tokenizer.Decode(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ids));
            writer.WriteLine(json ? System.Text.Json.JsonSerializer.Serialize(text, Relaxed) : text);
        }

        return ExitCode.Success;
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void ReadIds(string line, long number, string origin, TextTokenizer tokenizer, List<int> ids)
    {
        ids.Clear();
        foreach (string field in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int last = tokenizer.VocabularySize - 1 - tokenizer.Offset;
            if (!int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || id > last)
                throw new InvalidDataException($"{origin}({number}): \"{field}\" is not an id of this tokenizer; expected integers from 0 to {last}, separated by spaces.");
            ids.Add(id + tokenizer.Offset);
        }
    }
}
