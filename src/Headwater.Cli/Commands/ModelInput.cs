using System.CommandLine;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli;

/// <summary>What commands on a checkpoint take: the model's folder, its tokenizer, device and threads.</summary>
internal sealed class ModelInput
{
    private readonly Argument<string> _model = new("model") { Description = "The folder of a T5 checkpoint: config.json and model.safetensors." };
    private readonly Option<string?> _tokenizer = new("--tokenizer") { Description = "A SentencePiece model, a tokenizer.json, or: bytes. Default: the one in the model's folder." };
    private readonly Option<string> _prefix = new("--prefix") { Description = "Text put before every input.", DefaultValueFactory = _ => "" };
    private readonly Option<string> _device = StudyInput.Device();
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of one operation.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public void AddTo(Command command)
    {
        command.Add(_model);
        foreach (Option option in new Option[] { _tokenizer, _prefix, _device, _threads })
        {
            command.Add(option);
        }
    }

    public string Prefix(ParseResult parse) => parse.GetValue(_prefix)!;

    public TextTokenizer Tokenizer(ParseResult parse)
    {
        string folder = parse.GetValue(_model)!;
        string path = parse.GetValue(_tokenizer) ?? folder;
        return path == TextTokenizer.Bytes || File.Exists(path) || Directory.Exists(path)
            ? TextTokenizer.Load(path, Sentinels(path, folder))
            : throw new FileNotFoundException($"{path}: there is no such tokenizer. Expected a SentencePiece model or a tokenizer.json; name it with --tokenizer.");
    }

    // Their number is in no file: a hundred, or as many as the model has room for.
    private static int Sentinels(string path, string folder)
    {
        const int published = 100;
        int room = Checkpoint.LoadConfig(folder).VocabSize - TextTokenizer.Load(path, sentinels: 0).VocabularySize;
        return Math.Clamp(room, 0, published);
    }

    /// <summary>The model, loaded with the threads asked for.</summary>
    /// <exception cref="InvalidDataException">Its vocabulary is smaller than that of <paramref name="tokenizer"/>, or the folder is no T5 checkpoint.</exception>
    public T5Model Model(ParseResult parse, TextTokenizer? tokenizer)
    {
        TorchRuntime.Load(parse.GetValue(_threads));
        string folder = parse.GetValue(_model)!;
        T5Model model = Checkpoint.LoadModel(folder, parse.GetValue(_device) == "cuda" ? ComputeDevice.Cuda : ComputeDevice.Cpu);
        if (tokenizer is null || tokenizer.VocabularySize <= model.Config.VocabSize)
        {
            return model;
        }

        int known = model.Config.VocabSize;
        model.Dispose();
        throw new InvalidDataException(
            $"{folder} knows {known} token ids and the tokenizer has {tokenizer.VocabularySize}. Expected the tokenizer the model was trained with; name it with --tokenizer.");
    }
}
