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
            return new T5ConfigReader(document.RootElement, source).Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }
}
