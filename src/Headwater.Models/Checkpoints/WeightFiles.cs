using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using TorchSharp;

namespace Headwater.Models;

/// <summary>
/// The weights of a published folder: model.safetensors, or model-00001-of-0000N.safetensors … with an index that says which tensor is where.
/// </summary>
internal static class WeightFiles
{
    public const string Whole = "model.safetensors";
    public const string Index = "model.safetensors.index.json";

    /// <summary>The customary 5 GB.</summary>
    public const long DefaultShardBytes = 5_000_000_000;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The files of a folder, in the order of their names. All of them exist.</summary>
    /// <exception cref="InvalidDataException">There are none, or not all that the index names.</exception>
    public static ImmutableArray<string> Of(string directory)
    {
        if (File.Exists(Path.Combine(directory, Whole)))
        {
            return [Path.Combine(directory, Whole)];
        }

        if (File.Exists(Path.Combine(directory, Index)))
        {
            return Indexed(directory);
        }

        throw new InvalidDataException(File.Exists(Path.Combine(directory, "pytorch_model.bin")) || File.Exists(Path.Combine(directory, "pytorch_model.bin.index.json"))
            ? $"{directory} has its weights only as pytorch_model.bin. Load it in Python and save it with safe_serialization=True to get {Whole}."
            : $"{directory} has no {Whole}.");
    }

    /// <summary>Writes tensors as float32, in one file, or in shards where they have more bytes than one may.</summary>
    public static void Write(string folder, IEnumerable<(string Name, torch.Tensor Tensor)> tensors, long shardBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shardBytes, 1);
        List<List<(string Name, torch.Tensor Tensor)>> shards = Split(tensors.OrderBy(tensor => tensor.Name, StringComparer.Ordinal), shardBytes);
        if (shards.Count == 1)
        {
            Safetensors.Write(Path.Combine(folder, Whole), shards[0]);
            return;
        }

        for (int i = 0; i < shards.Count; i++)
        {
            Safetensors.Write(Path.Combine(folder, Shard(i, shards.Count)), shards[i]);
        }

        Checkpoint.WriteText(Path.Combine(folder, Index), IndexOf(shards));
    }

    private static List<List<(string Name, torch.Tensor Tensor)>> Split(IEnumerable<(string Name, torch.Tensor Tensor)> tensors, long shardBytes)
    {
        List<List<(string Name, torch.Tensor Tensor)>> shards = [[]];
        long bytes = 0;
        foreach ((string name, torch.Tensor tensor) in tensors)
        {
            long size = Bytes(tensor);
            if (bytes > 0 && bytes + size > shardBytes)
            {
                shards.Add([]);
                bytes = 0;
            }

            shards[^1].Add((name, tensor));
            bytes += size;
        }

        return shards;
    }

    private static string IndexOf(List<List<(string Name, torch.Tensor Tensor)>> shards)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteStartObject("metadata");
            json.WriteNumber("total_size", shards.SelectMany(shard => shard).Sum(tensor => Bytes(tensor.Tensor)));
            json.WriteEndObject();
            json.WriteStartObject("weight_map");
            for (int i = 0; i < shards.Count; i++)
            {
                foreach ((string name, _) in shards[i])
                {
                    json.WriteString(name, Shard(i, shards.Count));
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static ImmutableArray<string> Indexed(string directory)
    {
        string index = Path.Combine(directory, Index);
        string[] names;
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(index));
            names = [.. document.RootElement.GetProperty("weight_map").EnumerateObject().Select(entry => entry.Value.GetString() ?? "").Distinct().Order(StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{index} is no index of shards: {exception.Message}", exception);
        }

        // A name that leads out of the folder is no shard.
        string[] absent = [.. names.Where(name => name != Path.GetFileName(name) || !File.Exists(Path.Combine(directory, name)))];
        return names.Length > 0 && absent.Length == 0
            ? [.. names.Select(name => Path.Combine(directory, name))]
            : throw new InvalidDataException(names.Length == 0 ? $"{index} names no shards." : $"{index} names {string.Join(", ", absent)}, which {directory} does not have.");
    }

    private static string Shard(int place, int count) => string.Create(CultureInfo.InvariantCulture, $"model-{place + 1:D5}-of-{count:D5}.safetensors");

    private static long Bytes(torch.Tensor tensor) => tensor.numel() * sizeof(float);
}
