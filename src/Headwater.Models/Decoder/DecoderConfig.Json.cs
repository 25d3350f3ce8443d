using System.Text;
using System.Text.Json;

namespace Headwater.Models;

public sealed partial record DecoderConfig
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    public override string ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteStartArray("architectures");
            json.WriteStringValue(Kind.Architecture());
            json.WriteEndArray();
            json.WriteBoolean("attention_bias", QueryKeyValueBias);
            WriteIfSet(json, "bos_token_id", BosTokenId);
            WriteIfSet(json, "eos_token_id", EosTokenId);
            json.WriteString("hidden_act", HiddenAct == GeluTanh ? "gelu_new" : HiddenAct);
            json.WriteNumber("hidden_size", HiddenSize);
            json.WriteNumber("initializer_range", InitializerRange);
            json.WriteNumber("intermediate_size", IntermediateSize);
            json.WriteNumber("max_position_embeddings", MaxPositionEmbeddings);
            json.WriteString("model_type", Kind.ModelType());
            json.WriteNumber("num_attention_heads", NumAttentionHeads);
            json.WriteNumber("num_hidden_layers", NumHiddenLayers);
            if (IsNeoX)
            {
                WriteNeoX(json);
            }
            else
            {
                WriteLlama(json);
            }

            if (PrefixAttention)
            {
                json.WriteBoolean("prefix_attention", true);        // a key of ours: other libraries read such a model as a causal one
            }

            WriteScaling(json);
            json.WriteBoolean("tie_word_embeddings", TieWordEmbeddings);
            json.WriteString("torch_dtype", "float32");
            json.WriteBoolean("use_cache", true);
            json.WriteNumber("vocab_size", VocabSize);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>Reads a Hugging Face config.json of a decoder-only model: llama, mistral, qwen2, qwen3, olmo2 or gpt_neox.</summary>
    /// <param name="json">The text.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="InvalidDataException">It is no JSON, lacks a size, or describes something that is not computed.</exception>
    public static DecoderConfig FromJson(string json, string source = "config.json")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new DecoderConfigReader(ConfigObject.Of(document.RootElement, source, DecoderConfigReader.Model)).Read();
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"{source}: {exception.Message}\nhint: copy config.json again from where the model was published.", exception);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"{source}: {exception.Message}", exception);
        }
    }

    private void WriteNeoX(Utf8JsonWriter json)
    {
        json.WriteNumber("layer_norm_eps", NormEpsilon);
        json.WriteNumber("rotary_emb_base", RopeTheta);
        json.WriteNumber("rotary_pct", RotaryShare);
        json.WriteBoolean("use_parallel_residual", ParallelResidual);
    }

    private void WriteLlama(Utf8JsonWriter json)
    {
        json.WriteNumber("head_dim", HeadDim);
        json.WriteNumber("num_key_value_heads", NumKeyValueHeads);
        json.WriteNumber("rms_norm_eps", NormEpsilon);
        json.WriteNumber("rope_theta", RopeTheta);
        if (Kind == DecoderKind.Llama)
        {
            json.WriteBoolean("mlp_bias", FeedForwardBias);
        }

        if (Kind == DecoderKind.Mistral)
        {
            if (SlidingWindow is null)
            {
                json.WriteNull("sliding_window");       // absent means 4096
            }

            WriteIfSet(json, "sliding_window", SlidingWindow);
        }

        if (Kind is DecoderKind.Qwen2 or DecoderKind.Qwen3)
        {
            json.WriteBoolean("use_sliding_window", SlidingWindow is not null);
            WriteIfSet(json, "sliding_window", SlidingWindow);
        }
    }

    private void WriteScaling(Utf8JsonWriter json)
    {
        if (RopeScaling is not { } scaling)
        {
            return;
        }

        json.WriteStartObject("rope_scaling");
        json.WriteNumber("factor", scaling.Factor);
        if (scaling is { LowFrequencyFactor: double low, HighFrequencyFactor: double high, OriginalPositions: int original })
        {
            json.WriteNumber("low_freq_factor", low);
            json.WriteNumber("high_freq_factor", high);
            json.WriteNumber("original_max_position_embeddings", original);
        }

        json.WriteString("rope_type", scaling.Type);
        json.WriteEndObject();
    }

    private static void WriteIfSet(Utf8JsonWriter json, string name, int? value)
    {
        if (value is int set)
        {
            json.WriteNumber(name, set);
        }
    }
}
