using System.Globalization;
using System.Text.Json;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>What the checkpoint of a trainer is: compared with the model of the study where it has a config.json, and counted where its weights are safetensors.</summary>
internal static class TrainerShape
{
    // What a model calls the same thing: Llama and GPT-NeoX, GPT-2, T5.
    private static readonly (string Key, string[] Names, Func<ModelSpec, int> Of)[] Sizes =
    [
        ("layers", ["num_hidden_layers", "n_layer", "num_layers"], model => model.Layers),
        ("width", ["hidden_size", "n_embd", "d_model"], model => model.Width),
        ("heads", ["num_attention_heads", "n_head", "num_heads"], model => model.Heads),
        ("feedforward", ["intermediate_size", "n_inner", "d_ff"], model => model.FeedForward),
    ];

    /// <summary>The checkpoint that a command left, once all of it shows.</summary>
    /// <exception cref="TrainerException">There is none, it is of another shape, or it cannot be read.</exception>
    public static string Find(string folder, string pattern, ModelSpec model, int vocabulary, string stage, CancellationToken token) => LateFiles.Await(
        () =>
        {
            string found = TrainerCheckpoints.Find(folder, pattern, stage);
            Check(found, model, vocabulary, stage);
            return found;
        },
        token);

    /// <exception cref="TrainerException">The checkpoint is of another shape, or cannot be read.</exception>
    public static void Check(string folder, ModelSpec model, int vocabulary, string stage)
    {
        string file = Path.Combine(folder, Checkpoint.ConfigFileName);
        if (!File.Exists(file))
            return;
        using JsonDocument config = Parse(file);
        string[] differences =
        [
            .. Sizes.Select(size => (size.Key, Found: Number(config.RootElement, size.Names), Asked: size.Of(model)))
                .Where(size => size.Found is not null && size.Asked > 0 && size.Found != size.Asked)
                .Select(size => string.Create(CultureInfo.InvariantCulture, $"{size.Key} is {size.Found}, and the study's model has {size.Asked}")),
            .. Number(config.RootElement, ["vocab_size"]) is { } ids && ids < vocabulary ? [string.Create(CultureInfo.InvariantCulture, $"vocab_size is {ids}, and the tokenizer has {vocabulary} ids")] : (string[])[],
        ];
        if (differences.Length > 0)
            throw new TrainerException($"the {stage} command of the trainer left a checkpoint of another shape: {file}: {string.Join("; ", differences)}.\nhint: pass the shape to the command with {{layers}}, {{width}}, {{heads}}, {{feedforward}} and {{vocabulary}}, or correct model in the study.");
    }

    /// <summary>Parameters with and without embeddings: of the weights where they can be counted, else of the study's model.</summary>
    public static (long All, long WithoutEmbeddings) Count(string folder, ModelSpec model, int vocabulary)
    {
        if (Checkpoint.CountParameters(folder) is { } counted)
            return counted;
        LanguageModelConfig config = ModelConfig.Of(model, vocabulary);
        return (config.ParameterCount, config.ParameterCountWithoutEmbeddings);
    }

    private static JsonDocument Parse(string file)
    {
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(file));
        }
        catch (JsonException exception)
        {
            throw new TrainerException($"{file} is no JSON: {exception.Message}\nhint: the command must write it whole before it ends.") { MayBeLate = true };
        }
    }

    private static long? Number(JsonElement config, string[] names) => names
        .Select(name => config.ValueKind == JsonValueKind.Object && config.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : (long?)null)
        .FirstOrDefault(number => number is not null);
}
