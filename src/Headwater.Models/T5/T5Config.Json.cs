using System.Text;
using System.Text.Json;

namespace Headwater.Models;

public sealed partial record T5Config
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public override string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("architectures");
            json.WriteStringValue("T5ForConditionalGeneration");
            json.WriteEndArray();
            json.WriteNumber("classifier_dropout", 0.0);
            json.WriteNumber("d_ff", DFf);
            json.WriteNumber("d_kv", DKv);
            json.WriteNumber("d_model", DModel);
            json.WriteNumber("decoder_start_token_id", 0);
            json.WriteString("dense_act_fn", T5ConfigReader.Activation(FeedForwardProj));
            json.WriteNumber("dropout_rate", DropoutRate);
            json.WriteNumber("eos_token_id", 1);
            json.WriteString("feed_forward_proj", FeedForwardProj);
            json.WriteNumber("initializer_factor", 1.0);
            json.WriteBoolean("is_encoder_decoder", true);
            json.WriteBoolean("is_gated_act", IsGated);
            json.WriteNumber("layer_norm_epsilon", LayerNormEpsilon);
            json.WriteString("model_type", "t5");
            json.WriteNumber("num_decoder_layers", NumDecoderLayers);
            json.WriteNumber("num_heads", NumHeads);
            json.WriteNumber("num_layers", NumLayers);
            json.WriteNumber("pad_token_id", 0);
            json.WriteNumber("relative_attention_max_distance", RelativeAttentionMaxDistance);
            json.WriteNumber("relative_attention_num_buckets", RelativeAttentionNumBuckets);
            json.WriteBoolean("scale_decoder_outputs", TieWordEmbeddings);      // what newer readers go by; older ones go by the next
            json.WriteBoolean("tie_word_embeddings", TieWordEmbeddings);
            json.WriteString("torch_dtype", "float32");
            json.WriteBoolean("use_cache", true);
            json.WriteNumber("vocab_size", VocabSize);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a Hugging Face config.json of a T5 model: v1.0, v1.1, or one of their like, such as Flan-T5, ByT5 and mT5.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">It is no JSON, lacks a size, or describes another architecture.</exception>
    public static T5Config FromJson(string json, string source = "config.json")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new T5ConfigReader(ConfigObject.Of(document.RootElement, source, "a T5 model")).Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }
}

/// <summary>
/// Reads the object of a config.json as transformers does: what is absent or null has the format's own default, and the activation follows from
/// feed_forward_proj, where "gated-gelu" stands for the tanh approximation (transformers, configuration_t5.py).
/// </summary>
internal sealed class T5ConfigReader(ConfigObject root)
{
    private const string Supported = "Headwater reads T5 encoder-decoders (model_type \"t5\" or \"mt5\") and decoder-only models (\"llama\", \"mistral\", \"qwen2\", \"qwen3\", \"olmo2\", \"gpt_neox\").";

    /// <summary>The dense_act_fn that belongs to a feed_forward_proj.</summary>
    public static string Activation(string feedForwardProj) => feedForwardProj == T5Config.GatedGelu ? "gelu_new" : feedForwardProj;

    public T5Config Read()
    {
        CheckArchitecture();
        CheckTokens();
        int layers = root.Required("num_layers", "a T5 model");
        T5Config config = new()
        {
            VocabSize = root.Required("vocab_size", "a T5 model"),
            DModel = root.Required("d_model", "a T5 model"),
            DKv = root.Required("d_kv", "a T5 model"),
            DFf = root.Required("d_ff", "a T5 model"),
            NumLayers = layers,
            NumDecoderLayers = root.Whole("num_decoder_layers") ?? layers,
            NumHeads = root.Required("num_heads", "a T5 model"),
            RelativeAttentionNumBuckets = root.Whole("relative_attention_num_buckets") ?? 32,
            RelativeAttentionMaxDistance = root.Whole("relative_attention_max_distance") ?? 128,
            DropoutRate = root.Number("dropout_rate") ?? 0.1,
            LayerNormEpsilon = root.Number("layer_norm_epsilon") ?? 1e-6,
            TieWordEmbeddings = IsTied(),
            FeedForwardProj = FeedForwardProj(),
        };
        config.Validate();
        return config;
    }

    // Newer files say tie_word_embeddings true for every model and tell a v1.1 by scale_decoder_outputs false (huggingface/transformers#43880).
    // Absent means tied, which T5 v1.0 files rely on, but for mT5.
    private bool IsTied() => root.Flag("scale_decoder_outputs") ?? root.Flag("tie_word_embeddings") ?? ModelType != "mt5";

    private string? ModelType => root.Text("model_type");

    private string FeedForwardProj()
    {
        string projection = root.Text("feed_forward_proj") ?? (ModelType == "mt5" ? T5Config.GatedGelu : T5Config.Relu);
        string activation = root.Text("dense_act_fn") ?? Activation(projection);
        bool isGated = root.Flag("is_gated_act") ?? projection == T5Config.GatedGelu;
        if (projection is T5Config.GatedGelu or T5Config.Relu && (activation != Activation(projection) || isGated != (projection == T5Config.GatedGelu)))
        {
            throw new InvalidDataException(
                $"{root.Source}: feed_forward_proj is \"{projection}\", dense_act_fn \"{activation}\" and is_gated_act {(isGated ? "true" : "false")}, which do not belong " +
                $"together. Expected \"{T5Config.GatedGelu}\" with \"gelu_new\" and true, or \"{T5Config.Relu}\" with \"relu\" and false.");
        }

        return projection;
    }

    private void CheckArchitecture()
    {
        string? architecture = root.First("architectures") is { ValueKind: JsonValueKind.String } first ? first.GetString() : null;
        string what = $"{root.Source} is of a model of type \"{ModelType ?? "unknown"}\"{(architecture is null ? "" : $" ({architecture})")}";
        bool isEncoderDecoder = root.Flag("is_encoder_decoder") ?? ModelType is null or "t5" or "mt5";
        if (ModelType is null or "t5" or "mt5" && isEncoderDecoder)
        {
            if (architecture?.Contains("Encoder", StringComparison.Ordinal) == true)
            {
                throw new InvalidDataException($"{what}, an encoder without a decoder: it cannot generate text. {Supported}");
            }

            return;
        }

        throw new InvalidDataException($"{what}, another architecture. {Supported}");
    }

    // Batches are built with these ids, so a model with others would be fed the wrong tokens.
    private void CheckTokens()
    {
        foreach ((string name, int expected) in new[] { ("pad_token_id", 0), ("eos_token_id", 1), ("decoder_start_token_id", 0) })
        {
            if (root.Whole(name) is { } value && value != expected)
            {
                throw new InvalidDataException($"{root.Source}: {name} is {value}; expected {expected}, as in every published T5.");
            }
        }
    }
}
