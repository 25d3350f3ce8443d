using System.CommandLine;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary>What commands on a checkpoint take: the model's folder, its tokenizer, device and threads.</summary>
internal sealed class ModelInput
{
    /// <summary>Tokens of an input or a target at most, where nothing else is asked for: attention takes memory by the square of this.</summary>
    public const int DefaultLength = 4096;

    /// <summary>Tokens of one input at most, whatever is asked for.</summary>
    public const int MostTokens = 16_384;

    private readonly Argument<string> _model = new("model") { Description = "The folder of a checkpoint, T5 or decoder-only: config.json and model.safetensors." };
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "A SentencePiece model, a tokenizer.json, or the word bytes. Default: the tokenizer in the model's folder." };
    private readonly Option<string> _prefix = new("--prefix") { Description = "Prefix of every input.", DefaultValueFactory = _ => "" };
    private readonly Option<int> _maxSource = new("--max-source")
    {
        Description = "Maximum tokens of an input, including the end-of-sequence token. Longer inputs are truncated, and a warning counts them.", DefaultValueFactory = _ => DefaultLength,
    };

    private readonly Option<string> _device = StudyInput.Device();
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of one operation.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public void AddTo(Command command)
    {
        command.Add(_model);
        foreach (Option option in new Option[] { _tokenizer, _prefix, _maxSource, _device, _threads })
        {
            command.Add(option);
        }
    }

    public string Prefix(ParseResult parse) => parse.GetValue(_prefix)!;

    public int MaxSource(ParseResult parse) => Length(parse, _maxSource);

    /// <summary>The value of an option that bounds a length.</summary>
    public static int Length(ParseResult parse, Option<int> option) => parse.GetValue(option) is >= 2 and <= MostTokens and int length
        ? length
        : throw new ArgumentException($"{option.Name} is {parse.GetValue(option)}; expected 2 to {MostTokens} tokens.");

    /// <summary>The ids of an input, with the prefix and the end mark.</summary>
    public static int[] Encode(TextTokenizer tokenizer, string text, int longest, ref int cut)
    {
        List<int> ids = [];
        tokenizer.Encode(text, ids);
        if (ids.Count >= longest)
        {
            ids.RemoveRange(longest - 1, ids.Count - (longest - 1));
            cut++;
        }

        return [.. ids, TextTokenizer.EndOfSequence];
    }

    /// <summary>Reports how many lines were truncated.</summary>
    public static void ReportCut(Terminal terminal, int cut, int all, string what, string option, int longest)
    {
        if (cut > 0)
        {
            terminal.Error.WriteLine($"warning: {cut} of {all} {what} had more than {longest} tokens and were truncated.");
            terminal.Error.WriteLine($"hint: {option} sets the limit, up to {MostTokens}; memory grows with its square.");
        }
    }

    public TextTokenizer Tokenizer(ParseResult parse)
    {
        string folder = parse.GetValue(_model)!;
        string path = parse.GetValue(_tokenizer) ?? folder;
        return path == TextTokenizer.Bytes || File.Exists(path) || Directory.Exists(path)
            ? HasOwnEnd(folder) && path != TextTokenizer.Bytes ? TextTokenizer.LoadWithItsIds(path) : TextTokenizer.Load(path, Sentinels(path, folder))
            : throw new FileNotFoundException($"{path}: file not found; expected a SentencePiece model or a tokenizer.json.\nhint: --tokenizer FILE");
    }

    // Their number is in no file: a hundred, or as many as the model has room for.
    private static int Sentinels(string path, string folder)
    {
        const int published = 100;
        int room = Checkpoint.LoadConfig(folder).VocabSize - TextTokenizer.Load(path, sentinels: 0).VocabularySize;
        return Math.Clamp(room, 0, published);
    }

    /// <summary>The id that the model's tokenizer puts before a text; null where there is none.</summary>
    public int? Beginning(ParseResult parse) => BeginningToken.Of(parse.GetValue(_tokenizer) ?? parse.GetValue(_model)!);

    // A decoder-only model from elsewhere, whose texts do not end as those of Headwater's tokenizers.
    private static bool HasOwnEnd(string folder) => Checkpoint.LoadConfig(folder) is DecoderConfig { EosTokenId: not TextTokenizer.EndOfSequence };

    /// <summary>Whether the model is decoder-only.</summary>
    public bool IsDecoder(ParseResult parse) => Checkpoint.LoadConfig(parse.GetValue(_model)!) is DecoderConfig;

    /// <summary>The model, loaded with the threads asked for.</summary>
    /// <exception cref="InvalidDataException">
    /// Its vocabulary is smaller than that of <paramref name="tokenizer"/>, or its ids have another layout, or the folder is no checkpoint.
    /// </exception>
    /// <param name="parse">The command line.</param>
    /// <param name="tokenizer">The tokenizer of its texts; null where it reads ids.</param>
    /// <param name="continues">Whether the model only continues texts, so that it needs no mark between an input and an output.</param>
    public LanguageModel Model(ParseResult parse, TextTokenizer? tokenizer, bool continues = false)
    {
        TorchRuntime.Load(parse.GetValue(_threads));
        string folder = parse.GetValue(_model)!;
        LanguageModel model = Checkpoint.LoadModel(folder, parse.GetValue(_device) == "cuda" ? ComputeDevice.Cuda : ComputeDevice.Cpu);
        if (tokenizer is not null && !(continues && tokenizer.HasOwnIds) && model.Shape is DecoderConfig { EosTokenId: not TextTokenizer.EndOfSequence and var end })
        {
            model.Dispose();
            throw new InvalidDataException(
                $"{folder} ends a text with token {(end is int id ? $"{id}" : "of no known id")}; expected {TextTokenizer.EndOfSequence}, as Headwater's tokenizers do.\nhint: generate --continue reads texts with the model's own tokenizer; for evaluate, encode them with it and use --ids.");
        }

        if (tokenizer is null || tokenizer.VocabularySize <= model.Shape.VocabSize)
        {
            return model;
        }

        int known = model.Shape.VocabSize;
        model.Dispose();
        throw new InvalidDataException(
            $"{folder} has a vocabulary of {known} ids, but the tokenizer has {tokenizer.VocabularySize}; expected the tokenizer that the model was trained with.\nhint: --tokenizer FILE");
    }
}
