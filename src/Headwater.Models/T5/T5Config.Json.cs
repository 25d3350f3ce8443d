using System.Text;
using System.Text.Json;

namespace Headwater.Models;

public sealed partial record T5Config
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>The text of a Hugging Face config.json.</summary>
    public string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("architectures");
            json.WriteStringValue("T5ForConditionalGeneration");
            json.WriteEndArray();
            json.WriteNumber("d_ff", DFf);
            json.WriteNumber("d_kv", DKv);
            json.WriteNumber("d_model", DModel);
            json.WriteNumber("decoder_start_token_id", 0);
            json.WriteString("dense_act_fn", "gelu_new");
            json.WriteNumber("dropout_rate", DropoutRate);
            json.WriteNumber("eos_token_id", 1);
            json.WriteString("feed_forward_proj", FeedForwardProj);
            json.WriteNumber("initializer_factor", 1.0);
            json.WriteBoolean("is_encoder_decoder", true);
            json.WriteBoolean("is_gated_act", true);
            json.WriteNumber("layer_norm_epsilon", LayerNormEpsilon);
            json.WriteString("model_type", "t5");
            json.WriteNumber("num_decoder_layers", NumDecoderLayers);
            json.WriteNumber("num_heads", NumHeads);
            json.WriteNumber("num_layers", NumLayers);
            json.WriteNumber("pad_token_id", 0);
            json.WriteNumber("relative_attention_max_distance", RelativeAttentionMaxDistance);
            json.WriteNumber("relative_attention_num_buckets", RelativeAttentionNumBuckets);
            json.WriteBoolean("tie_word_embeddings", TieWordEmbeddings);
            json.WriteBoolean("use_cache", true);
            json.WriteNumber("vocab_size", VocabSize);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a Hugging Face config.json of a T5 v1.1 model.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">It is no JSON, lacks a size, or describes another architecture.</exception>
    public static T5Config FromJson(string json, string source = "config.json")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            int layers = Required(root, "num_layers", source);
            T5Config config = new()
            {
                VocabSize = Required(root, "vocab_size", source),
                DModel = Required(root, "d_model", source),
                DKv = Required(root, "d_kv", source),
                DFf = Required(root, "d_ff", source),
                NumLayers = layers,
                NumDecoderLayers = Optional(root, "num_decoder_layers", layers),
                NumHeads = Required(root, "num_heads", source),
                RelativeAttentionNumBuckets = Optional(root, "relative_attention_num_buckets", 32),
                RelativeAttentionMaxDistance = Optional(root, "relative_attention_max_distance", 128),
                DropoutRate = root.TryGetProperty("dropout_rate", out JsonElement dropout) ? dropout.GetDouble() : 0.1,
                LayerNormEpsilon = root.TryGetProperty("layer_norm_epsilon", out JsonElement epsilon) ? epsilon.GetDouble() : 1e-6,
                // Absent means tied: that is the default of the format, and what T5 v1.0 files rely on.
                TieWordEmbeddings = !root.TryGetProperty("tie_word_embeddings", out JsonElement tied) || tied.GetBoolean(),
                FeedForwardProj = root.TryGetProperty("feed_forward_proj", out JsonElement projection) ? projection.GetString() ?? "relu" : "relu",
            };
            config.Validate();
            return config;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    private static int Optional(JsonElement root, string name, int otherwise) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value.GetInt32() : otherwise;

    private static int Required(JsonElement root, string name, string source) => root.TryGetProperty(name, out JsonElement value)
        ? value.GetInt32()
        : throw new InvalidDataException($"{source} has no \"{name}\". It must be the config.json of a T5 v1.1 model.");
}
