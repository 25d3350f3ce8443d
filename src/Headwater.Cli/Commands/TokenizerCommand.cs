using System.CommandLine;

namespace Headwater.Cli;

/// <summary><c>headwater tokenizer</c>: train a vocabulary, and use one without a model.</summary>
internal static class TokenizerCommand
{
    public static Command Create(Terminal terminal) => new("tokenizer")
    {
        TokenizerTrainCommand.Create(terminal),
        TokenizerEncodeCommand.Create(terminal),
        TokenizerDecodeCommand.Create(terminal),
        TokenizerFertilityCommand.Create(terminal),
    };

    public static Argument<string> Tokenizer() => new("tokenizer")
    {
        Description = "A SentencePiece model, a tokenizer.json, a folder with one of them, or the word bytes.",
    };

    public static Option<int> Threads() => new("--threads") { Description = "Number of threads; does not change the result.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public static int CheckedThreads(ParseResult parse, Option<int> threads) => parse.GetValue(threads) is >= 1 and int count
        ? count
        : throw new ArgumentException($"--threads is {parse.GetValue(threads)}; expected 1 or more.");
}
