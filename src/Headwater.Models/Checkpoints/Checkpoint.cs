using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headwater.Data;
using TorchSharp;

namespace Headwater.Models;

/// <summary>
/// Models as folders in the published (Hugging Face) layout: config.json, model.safetensors, whole or in shards, and, for use, the tokenizer's
/// spiece.model. <see cref="Trainer.Save"/> adds its own files to them.
/// </summary>
public static class Checkpoint
{
    internal const string ConfigFile = "config.json";

    /// <summary>Name of the configuration in a model's folder.</summary>
    public static string ConfigFileName => ConfigFile;

    /// <summary>Writes the model, with the tokenizer it was trained on where one is given, in place of what was there: at once or not at all.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="shardBytes">Weights of more bytes are split into files of at most so many; a larger tensor is a file of its own.</param>
    public static void SaveModel(string directory, LanguageModel model, TextTokenizer? tokenizer = null, long shardBytes = WeightFiles.DefaultShardBytes) =>
        AtomicDirectory.Write(directory, folder =>
        {
            WriteModel(folder, model, shardBytes);
            tokenizer?.Save(Path.Combine(folder, tokenizer.OwnFileName));
        });

    /// <summary>Reads a model, T5 or decoder-only, from a folder with config.json and model.safetensors, whole or in shards.</summary>
    /// <exception cref="InvalidDataException">A file is missing, damaged, or of another model.</exception>
    public static LanguageModel LoadModel(string directory, ComputeDevice device = ComputeDevice.Cpu, Precision precision = Precision.Float32)
    {
        LanguageModel model = LoadConfig(directory).Empty(device, precision);
        try
        {
            new WeightReader(model, directory).Read(WeightFiles.Of(directory));
            model.Parameters.Publish();
            if (model is DecoderModel decoder)
            {
                decoder.Ends = EndTokens.Of(directory, ConfigFile);
            }

            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Reads the configuration alone.</summary>
    /// <exception cref="InvalidDataException">There is none, or one of another architecture.</exception>
    public static LanguageModelConfig LoadConfig(string directory)
    {
        string file = Path.Combine(directory, ConfigFile);
        return File.Exists(file)
            ? FromJson(File.ReadAllText(file), file)
            : throw new InvalidDataException($"{directory} has no {ConfigFile}. Expected the folder of a model: {ConfigFile} and {WeightFiles.Whole}.");
    }

    private static LanguageModelConfig FromJson(string text, string file) => GitPointer.Is(text) ? throw GitPointer.Fault(file)
        : DecoderKinds.Of(ModelType(text)) is null ? T5Config.FromJson(text, file) : DecoderConfig.FromJson(text, file);

    // Null if the text is not such a file; reading it then reports that.
    private static string? ModelType(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("model_type", out JsonElement type) && type.ValueKind == JsonValueKind.String
                ? type.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Looks whether the weight files are there and whole, without reading them.</summary>
    /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
    public static void CheckFiles(string directory)
    {
        foreach (string file in WeightFiles.Of(directory))
        {
            Safetensors.Open(file).Dispose();
        }
    }

    /// <summary>
    /// Parameters of the weight files of a folder, of any architecture, with and without the tensors whose names are those of embeddings; null where it has no safetensors.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static (long All, long WithoutEmbeddings)? CountParameters(string directory)
    {
        if (!File.Exists(Path.Combine(directory, WeightFiles.Whole)) && !File.Exists(Path.Combine(directory, WeightFiles.Index)))
            return null;
        (long all, long without) = (0, 0);
        foreach (string file in WeightFiles.Of(directory))
        {
            using Safetensors weights = Safetensors.Open(file);
            foreach (string name in weights.Names)
            {
                long count = weights.ShapeOf(name).Aggregate(1L, (product, size) => product * size);
                all += count;
                without += EmbeddingNames.Any(part => name.Contains(part, StringComparison.Ordinal)) ? 0 : count;
            }
        }

        return (all, without);
    }

    private static readonly string[] EmbeddingNames = ["embed", "wte", "wpe", "shared.", "lm_head"];

    /// <summary>Hash of the configuration and the weight files, 64 hexadecimal digits. It does not depend on where the folder lies.</summary>
    /// <exception cref="InvalidDataException">The folder is no checkpoint.</exception>
    public static string Fingerprint(string directory)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(LoadConfig(directory).ToJson()));
        byte[] buffer = new byte[1 << 20];
        foreach (string file in WeightFiles.Of(directory))
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
            for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                hash.AppendData(buffer, 0, count);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    internal static void WriteModel(string folder, LanguageModel model, long shardBytes = WeightFiles.DefaultShardBytes)
    {
        WriteText(Path.Combine(folder, ConfigFile), model.Shape.ToJson());
        WeightFiles.Write(folder, SlicesOf(model), shardBytes);
    }

    internal static void WriteText(string path, string text)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    internal static IEnumerable<(string Name, torch.Tensor Tensor)> SlicesOf(LanguageModel model) =>
        model.Parameters.Weights.SelectMany(weight => weight.Slices).Select(name => (name, model.Parameters.Slice(name)!));
}
