using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models;

/// <summary>
/// Fills a model from the tensors of its files, and tells everything that does not fit at once. Published files hold the embedding under other names
/// too; those are accepted where they are equal.
/// </summary>
internal sealed class WeightReader(LanguageModel model, string directory)
{
    private const int MostNamed = 5;

    private readonly PublishedNames _published = model.Names;
    private readonly HashSet<string> _missing = [.. Checkpoint.SlicesOf(model).Select(slice => slice.Name)];
    private readonly List<string> _unexpected = [];
    private readonly List<string> _misshapen = [];
    private readonly List<string> _unequal = [];
    private readonly List<(string File, string Name)> _aliases = [];

    /// <exception cref="InvalidDataException">Tensors are missing, too many, or of another shape; or a file is damaged.</exception>
    public void Read(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            using Safetensors tensors = Safetensors.Open(file);
            foreach (string name in tensors.Names)
            {
                Read(file, tensors, name);
            }
        }

        ReadAliases();
        ShareHead();
        string[] faults =
        [
            .. Fault(_missing.Order(StringComparer.Ordinal), "It lacks {0} tensor{1}: "),
            .. Fault(_unexpected, "It has {0} tensor{1} that such a model does not have: "),
            .. Fault(_misshapen, "{0} tensor{1} of another shape: "),
            .. Fault(_unequal, $"The embedding is tied, and {{0}} other tensor{{1}} for it differ{(_unequal.Count == 1 ? "s" : "")} from {_published.Embedding}: "),
        ];
        if (faults.Length > 0)
        {
            throw new InvalidDataException($"The weights in {directory} do not fit its {Checkpoint.ConfigFile}. {string.Join(" ", faults)}");
        }
    }

    private void Read(string file, Safetensors tensors, string name)
    {
        if (model.Parameters.Slice(name) is { } target)
        {
            _missing.Remove(name);
            Fill(tensors, name, target);
        }
        else if (_published.Aliases.Contains(name) || (name == _published.Head && _published.IsTied))
        {
            _aliases.Add((file, name));
        }
        else if (!_published.Leftovers.Any(ending => name.EndsWith(ending, StringComparison.Ordinal)))
        {
            _unexpected.Add(name);
        }
    }

    private void Fill(Safetensors tensors, string name, Tensor target)
    {
        long[] shape = tensors.ShapeOf(name);
        if (shape.AsSpan().SequenceEqual(target.shape))
        {
            tensors.ReadInto(name, target);
        }
        else
        {
            _misshapen.Add($"{name} is [{string.Join(", ", shape)}], expected [{string.Join(", ", target.shape)}]");
        }
    }

    // The first stands for the embedding where it is not there under its own name; all others must be equal to it.
    private void ReadAliases()
    {
        foreach ((string file, string name) in _aliases)
        {
            using DisposeScope scope = NewDisposeScope();
            using Safetensors tensors = Safetensors.Open(file);
            Tensor shared = model.Parameters.Slice(_published.Embedding)!;
            if (_missing.Remove(_published.Embedding))
            {
                Fill(tensors, name, shared);
                continue;
            }

            if (!tensors.ShapeOf(name).AsSpan().SequenceEqual(shared.shape))
            {
                Fill(tensors, name, shared);
                continue;
            }

            Tensor other = empty_like(shared);
            tensors.ReadInto(name, other);
            if (!other.eq(shared).all().item<bool>())
            {
                _unequal.Add(name);
            }
        }
    }

    // Newer writers leave a head out that is the embedding, also of models that do not scale before it.
    private void ShareHead()
    {
        if (!_missing.Contains(_published.Head) || _missing.Contains(_published.Embedding))
        {
            return;
        }

        using JsonDocument config = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, Checkpoint.ConfigFile)));
        if (config.RootElement.TryGetProperty("tie_word_embeddings", out JsonElement tied) && tied.ValueKind == JsonValueKind.True)
        {
            using IDisposable noGradient = no_grad();
            model.Parameters.Slice(_published.Head)!.copy_(model.Parameters.Slice(_published.Embedding)!);
            _missing.Remove(_published.Head);
        }
    }

    private static IEnumerable<string> Fault(IEnumerable<string> names, string text)
    {
        string[] all = [.. names];
        if (all.Length > 0)
        {
            string beginning = string.Format(System.Globalization.CultureInfo.InvariantCulture, text, all.Length, all.Length == 1 ? "" : "s");
            yield return $"{beginning}{string.Join(", ", all.Take(MostNamed))}{(all.Length > MostNamed ? ", …" : ".")}";
        }
    }
}
