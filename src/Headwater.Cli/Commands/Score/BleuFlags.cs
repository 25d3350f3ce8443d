using System.CommandLine;
using Headwater.Metrics;

namespace Headwater.Cli;

/// <summary>BLEU's flags.</summary>
internal sealed class BleuFlags
{
    private const string Mecab = "needs the MeCab analyser and its dictionary, which Headwater does not include.\nhint: -tok char, or tokenise the text yourself and use -tok none";

    private readonly Option<string?> _tokenizer = new("--tokenize", "-tok")
    {
        Description = "Tokenizer: 13a, intl, char, zh or none, or with --spm flores200, flores101, spm or spBLEU-1K. Default: zh for -l XX-zh, otherwise 13a.",
    };

    private readonly Option<string?> _sentencePiece = new("--spm") { Description = "The SentencePiece model for -tok flores200, flores101, spm or spBLEU-1K." };
    private readonly Option<string?> _languagePair = new("--language-pair", "-l") { Description = "Source and target language, en-zh: the target chooses the tokenizer." };

    private readonly Option<string> _smoothing = new("--smooth-method", "-s")
    {
        Description = "Smoothing for n-gram orders without a match: exp, floor, add-k or none.",
        DefaultValueFactory = _ => "exp",
    };

    private readonly Option<double?> _smoothingValue = new("--smooth-value", "-sv") { Description = "The value for floor (0.1) and add-k (1)." };
    private readonly Option<bool> _lowercase = new("--lowercase", "-lc") { Description = "BLEU without regard to case; in `score chrf` chrF too." };
    private readonly Option<int> _maxOrder = new("--max-ngram-order") { Description = "The longest n-gram.", DefaultValueFactory = _ => 4 };
    private readonly Option<bool> _force = new("--force") { Description = "Accepted for compatibility; has no effect.", Hidden = true };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _tokenizer, _sentencePiece, _languagePair, _smoothing, _smoothingValue, _lowercase, _maxOrder, _force })
        {
            command.Add(option);
        }
    }

    public bool IsLowercase(ParseResult parse) => parse.GetValue(_lowercase);

    public BleuOptions Options(ParseResult parse)
    {
        string name = parse.GetValue(_tokenizer) ?? DefaultFor(parse.GetValue(_languagePair));
        BleuOptions options = new()
        {
            Smoothing = SmoothingNamed(parse.GetValue(_smoothing)!),
            SmoothingValue = parse.GetValue(_smoothingValue),
            Lowercase = parse.GetValue(_lowercase),
            MaxOrder = parse.GetValue(_maxOrder),
        };
        return SentencePieceTokenizers.Names.Contains(name)
            ? options with { SuppliedTokenizer = SentencePieceTokenizers.Load(name, parse.GetValue(_sentencePiece)) }
            : options with { Tokenizer = TokenizerNamed(name) };
    }

    // The reference tool's choice by target language.
    private static string DefaultFor(string? languagePair) => languagePair?.Split('-')[^1] switch
    {
        "zh" => "zh",
        "ja" => "ja-mecab",
        "ko" => "ko-mecab",
        _ => "13a",
    };

    private static BleuTokenizer TokenizerNamed(string name) => name switch
    {
        "13a" => BleuTokenizer.V13a,
        "intl" => BleuTokenizer.Intl,
        "char" => BleuTokenizer.Char,
        "zh" => BleuTokenizer.Zh,
        "none" => BleuTokenizer.None,
        "ja-mecab" or "ko-mecab" => throw new ArgumentException($"--tokenize {name} {Mecab}"),
        _ => throw new ArgumentException($"--tokenize is \"{name}\"; expected 13a, intl, char, zh or none, or with --spm flores200, flores101, spm or spBLEU-1K."),
    };

    private static BleuSmoothing SmoothingNamed(string name) => name switch
    {
        "exp" => BleuSmoothing.Exp,
        "floor" => BleuSmoothing.Floor,
        "add-k" => BleuSmoothing.AddK,
        "none" => BleuSmoothing.None,
        _ => throw new ArgumentException($"--smooth-method is \"{name}\"; expected exp, floor, add-k or none."),
    };
}
