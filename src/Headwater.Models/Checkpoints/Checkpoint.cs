using System.Text.Json;
using Headwater.Data;
using TorchSharp;

namespace Headwater.Models;

/// <summary>
/// Models as folders in the published (Hugging Face) layout: config.json, model.safetensors and, for use, the tokenizer's spiece.model. <see cref="Trainer.Save"/> adds its own files to them.
/// </summary>
public static class Checkpoint
{
    internal const string ConfigFile = "config.json";
    internal const string WeightsFile = "model.safetensors";
    private const string IndexFile = "model.safetensors.index.json";
    private const string Shared = "shared.weight";

    // Names that published files hold besides the weights: other names of the embedding, and a leftover without effect.
    private static readonly string[] Ignored =
        ["encoder.embed_tokens.weight", "decoder.embed_tokens.weight", "decoder.block.0.layer.1.EncDecAttention.relative_attention_bias.weight"];

    /// <summary>Writes the model, with the tokenizer it was trained on where one is given, in place of what was there: at once or not at all.</summary>
    public static void SaveModel(string directory, T5Model model, TextTokenizer? tokenizer = null) => AtomicDirectory.Write(directory, folder =>
    {
        WriteModel(folder, model);
        tokenizer?.Save(Path.Combine(folder, TextTokenizer.FileName));
    });

    /// <summary>Reads a T5 v1.1 model from a folder with config.json and model.safetensors, whole or in shards.</summary>
    /// <exception cref="InvalidDataException">A file is missing, damaged, or of another model.</exception>
    public static T5Model LoadModel(string directory, ComputeDevice device = ComputeDevice.Cpu)
    {
        string configFile = Path.Combine(directory, ConfigFile);
        if (!File.Exists(configFile))
        {
            throw new InvalidDataException($"{directory} has no {ConfigFile}. Expected the folder of a T5 v1.1 model: {ConfigFile} and {WeightsFile}.");
        }

        T5Model model = new(T5Config.FromJson(File.ReadAllText(configFile), configFile), device);
        try
        {
            Fill(model, Shards(directory));
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    internal static void WriteModel(string folder, T5Model model)
    {
        WriteText(Path.Combine(folder, ConfigFile), model.Config.ToJson());
        Safetensors.Write(Path.Combine(folder, WeightsFile), SlicesOf(model));
    }

    internal static void WriteText(string path, string text)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }

    internal static IEnumerable<(string Name, torch.Tensor Tensor)> SlicesOf(T5Model model) =>
        model.Parameters.Weights.SelectMany(weight => weight.Slices).Select(name => (name, model.Parameters.Slice(name)!));

    private static void Fill(T5Model model, IEnumerable<string> files)
    {
        HashSet<string> missing = [.. SlicesOf(model).Select(slice => slice.Name)];
        foreach (string file in files)
        {
            using Safetensors tensors = Safetensors.Open(file);
            foreach (string name in tensors.Names)
            {
                bool standsForShared = name == Ignored[0] && !tensors.Contains(Shared) && missing.Contains(Shared);
                string target = standsForShared ? Shared : name;
                if (model.Parameters.Slice(target) is torch.Tensor tensor)
                {
                    tensors.ReadInto(name, tensor);
                    missing.Remove(target);
                }
                else if (!Ignored.Contains(name) && !(name == "lm_head.weight" && model.Config.TieWordEmbeddings))
                {
                    throw new InvalidDataException($"{file} has a tensor {name} that a model of its {ConfigFile} does not have.");
                }
            }
        }

        if (missing.Count > 0)
        {
            string names = string.Join(", ", missing.Order(StringComparer.Ordinal).Take(5));
            throw new InvalidDataException($"The model's files lack {missing.Count} tensors: {names}{(missing.Count > 5 ? ", …" : ".")}");
        }
    }

    private static IEnumerable<string> Shards(string directory)
    {
        string whole = Path.Combine(directory, WeightsFile);
        string index = Path.Combine(directory, IndexFile);
        if (File.Exists(whole))
        {
            return [whole];
        }

        if (File.Exists(index))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(File.ReadAllText(index));
                return [.. document.RootElement.GetProperty("weight_map").EnumerateObject()
                    .Select(entry => Path.Combine(directory, Path.GetFileName(entry.Value.GetString() ?? ""))).Distinct().Order(StringComparer.Ordinal)];
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new InvalidDataException($"{index}: {exception.Message}", exception);
            }
        }

        throw new InvalidDataException(File.Exists(Path.Combine(directory, "pytorch_model.bin"))
            ? $"{directory} has its weights only as pytorch_model.bin. Load it in Python and save it with safe_serialization=True to get {WeightsFile}."
            : $"{directory} has no {WeightsFile}.");
    }
}
