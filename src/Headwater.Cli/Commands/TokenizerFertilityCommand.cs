using System.CommandLine;
using System.Globalization;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary><c>headwater tokenizer fertility</c>: how many tokens a tokenizer makes of texts.</summary>
internal static class TokenizerFertilityCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> tokenizer = TokenizerCommand.Tokenizer();
        Argument<string[]> inputs = new("inputs") { Description = "Text, JSONL or Parquet files, plain, .gz or .zst. Default: standard input.", Arity = ArgumentArity.ZeroOrMore };
        Option<int> threads = TokenizerCommand.Threads();
        Option<bool> json = new("--json") { Description = "The result as JSON on standard output." };
        Command command = new("fertility", "Measure tokens per word and per byte. Fewer tokens mean that the tokenizer fits the language better.") { tokenizer, inputs, threads, json };
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            LineTokenizer lines = new(TextTokenizer.Load(parse.GetValue(tokenizer)!), TokenNotation.Ids, TokenizerCommand.CheckedThreads(parse, threads));
            List<(string Name, Fertility Value)> rows = [];
            foreach (string? path in parse.GetValue(inputs) is { Length: > 0 } named ? named : (string?[])[null])
            {
                using Stream input = TextInput.OpenLines(path, terminal, out string origin);
                rows.Add((origin, lines.Encode(input, Stream.Null, origin, interruption.Token)));
            }

            if (parse.GetValue(json)) WriteJson(terminal, rows);
            else WriteTable(terminal, rows);
            return ExitCode.Success;
        });
        return command;
    }

    private static void WriteTable(Terminal terminal, List<(string Name, Fertility Value)> rows) => TablePrinter.Write(
        terminal,
        "Tokens per word and per byte",
        ["text", "lines", "words", "bytes", "tokens", "unknown", "per word", "per byte"],
        rows.Select(row => (IReadOnlyList<string>)
        [
            row.Name, Count(row.Value.Lines), Count(row.Value.Words), Count(row.Value.Bytes), Count(row.Value.Tokens), Count(row.Value.Unknown),
            Ratio(row.Value.TokensPerWord), Ratio(row.Value.TokensPerByte),
        ]));

    private static void WriteJson(Terminal terminal, List<(string Name, Fertility Value)> rows) => JsonOutput.Write(terminal, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("fertility");
        foreach ((string name, Fertility value) in rows)
        {
            json.WriteStartObject();
            json.WriteString("text", name);
            json.WriteNumber("lines", value.Lines);
            json.WriteNumber("words", value.Words);
            json.WriteNumber("bytes", value.Bytes);
            json.WriteNumber("tokens", value.Tokens);
            json.WriteNumber("unknown", value.Unknown);
            WriteRatio(json, "tokens_per_word", value.TokensPerWord);
            WriteRatio(json, "tokens_per_byte", value.TokensPerByte);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteRatio(System.Text.Json.Utf8JsonWriter json, string name, double? ratio)
    {
        if (ratio is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Ratio(double? ratio) => ratio?.ToString("F4", CultureInfo.InvariantCulture) ?? "–";
}
