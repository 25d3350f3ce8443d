using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Headwater.Data;

namespace Headwater.Cli;

/// <summary><c>headwater tokenizer train</c>: a SentencePiece model from text files.</summary>
internal static class TokenizerTrainCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> inputs = new("inputs") { Description = "Text or JSONL files, plain, .gz or .zst. Default: standard input.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> output = new("--output", "-o") { Description = "The model file to write.", DefaultValueFactory = _ => TextTokenizer.FileName };
        Option<string> type = new("--type") { Description = "bpe or unigram.", DefaultValueFactory = _ => "bpe" };
        type.AcceptOnlyFromAmong("bpe", "unigram");
        Option<int> vocabulary = new("--vocabulary") { Description = "Total number of ids, including sentinels.", DefaultValueFactory = _ => 8_000 };
        Option<int> sentinels = new("--sentinels") { Description = "Number of sentinel ids for span corruption, at the top of the vocabulary.", DefaultValueFactory = _ => 100 };
        Option<long?> sample = new("--sample") { Description = "Bytes of text to train on, sampled by --seed. Default: all of it, in bounded memory." };
        Option<ulong> seed = new("--seed") { Description = "Seed of the sample.", DefaultValueFactory = _ => 1 };
        Option<double> coverage = new("--coverage") { Description = "Character coverage: the share of characters that get their own piece. The others are encoded as bytes.", DefaultValueFactory = _ => 0.9995 };
        Option<bool> splitDigits = new("--split-digits") { Description = "Make every digit a separate piece." };
        Option<int> threads = TokenizerCommand.Threads();
        Option<bool> json = new("--json") { Description = "Print a summary of the output as JSON." };
        Command command = new("train", "Train a byte-pair or unigram vocabulary and write it as a SentencePiece model.")
        {
            inputs, output, type, vocabulary, sentinels, sample, seed, coverage, splitDigits, threads, json,
        };
        command.SetAction(parse =>
        {
            using Interruption interruption = new(terminal.Error);
            Stopwatch clock = Stopwatch.StartNew();
            BytePairOptions options = new()
            {
                VocabularySize = parse.GetValue(vocabulary), Sentinels = parse.GetValue(sentinels), MaxBytes = parse.GetValue(sample), Seed = parse.GetValue(seed),
                CharacterCoverage = parse.GetValue(coverage), SplitDigits = parse.GetValue(splitDigits), Threads = TokenizerCommand.CheckedThreads(parse, threads),
            };
            IEnumerable<string> lines = Lines(parse.GetValue(inputs) ?? [], terminal, interruption.Token);
            SentencePieceModel model = parse.GetValue(type) == "unigram" ? UnigramTrainer.Train(lines, Unigram(options)) : BytePairTrainer.Train(lines, options);
            string path = parse.GetValue(output)!;
            model.Save(path);
            Print(parse.GetValue(json), terminal, path, parse.GetValue(type)!, TextTokenizer.Of(model, options.Sentinels), clock.Elapsed.TotalSeconds);
            return ExitCode.Success;
        });
        return command;
    }

    private static UnigramOptions Unigram(BytePairOptions options) => new()
    {
        VocabularySize = options.VocabularySize, Sentinels = options.Sentinels, MaxBytes = options.MaxBytes, Seed = options.Seed,
        CharacterCoverage = options.CharacterCoverage, SplitDigits = options.SplitDigits, Threads = options.Threads,
    };

    private static IEnumerable<string> Lines(string[] inputs, Terminal terminal, CancellationToken token)
    {
        string[] paths = inputs.Length == 0 ? [TextInput.StandardInput] : inputs;
        IEnumerable<string> lines = paths.SelectMany(path => path == TextInput.StandardInput ? InputLines(terminal) : Corpus.FromFile(Path.GetFileName(path), path).Documents());
        foreach (string line in lines)
        {
            token.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    private static IEnumerable<string> InputLines(Terminal terminal) => TextContent.Lines(TextInput.Open(path: null, terminal, out string origin), origin);

    private static void Print(bool json, Terminal terminal, string path, string type, TextTokenizer tokenizer, double seconds)
    {
        if (!json)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {type}, {tokenizer.VocabularySize} ids with {tokenizer.Sentinels} sentinels, {seconds:F1} s"));
            return;
        }

        JsonOutput.Write(terminal, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("output", path);
            writer.WriteString("type", type);
            writer.WriteNumber("vocabulary", tokenizer.VocabularySize);
            writer.WriteNumber("sentinels", tokenizer.Sentinels);
            writer.WriteString("fingerprint", tokenizer.Fingerprint);
            writer.WriteEndObject();
        });
    }
}
