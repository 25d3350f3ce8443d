using System.Text.Json;

namespace Headwater.Models;

/// <summary>
/// Reads the object of a config.json as transformers does: what is absent or null has the default of its model_type (transformers, configuration_llama.py and
/// its like). What the model would need and Headwater does not compute is refused.
/// </summary>
internal sealed class DecoderConfigReader(ConfigObject root)
{
    public const string Model = "a decoder-only model";

    public DecoderConfig Read()
    {
        DecoderKind kind = DecoderKinds.Of(root.Text("model_type")) ?? throw new InvalidDataException(
            $"{root.Source} is of a model of type \"{root.Text("model_type") ?? "unknown"}\"; expected {string.Join(", ", Enum.GetValues<DecoderKind>().Select(known => known.ModelType()))}.");
        bool isNeoX = kind == DecoderKind.GptNeoX;
        int width = root.Required("hidden_size", Model);
        int heads = root.Required("num_attention_heads", Model);
        bool bias = root.Flag("attention_bias") ?? kind is DecoderKind.Qwen2 or DecoderKind.GptNeoX;
        ConfigObject? rope = root.Section("rope_parameters");
        DecoderConfig config = new()
        {
            Kind = kind,
            VocabSize = root.Required("vocab_size", Model),
            HiddenSize = width,
            IntermediateSize = root.Required("intermediate_size", Model),
            NumHiddenLayers = root.Required("num_hidden_layers", Model),
            NumAttentionHeads = heads,
            NumKeyValueHeads = isNeoX ? heads : root.Whole("num_key_value_heads") ?? DefaultKeyValueHeads(kind, heads),
            HeadDim = (isNeoX ? null : root.Whole("head_dim")) ?? (kind == DecoderKind.Qwen3 ? 128 : Divided(width, heads)),
            MaxPositionEmbeddings = root.Whole("max_position_embeddings") ?? DefaultPositions(kind),
            SlidingWindow = Window(kind),
            NormEpsilon = root.Number(isNeoX ? "layer_norm_eps" : "rms_norm_eps") ?? (kind is DecoderKind.GptNeoX or DecoderKind.Olmo2 ? 1e-5 : 1e-6),
            RopeTheta = rope?.Number("rope_theta") ?? root.Number("rope_theta") ?? (isNeoX ? root.Number("rotary_emb_base") : null) ?? 10_000,
            RopeScaling = Scaling(rope ?? root.Section("rope_scaling")),
            RotaryShare = rope?.Number("partial_rotary_factor") ?? root.Number("partial_rotary_factor") ?? (isNeoX ? root.Number("rotary_pct") ?? 0.25 : 1),
            TieWordEmbeddings = root.Flag("tie_word_embeddings") ?? false,
            QueryKeyValueBias = bias,
            AttentionOutputBias = bias && kind != DecoderKind.Qwen2,
            FeedForwardBias = isNeoX || (kind == DecoderKind.Llama && root.Flag("mlp_bias") == true),
            ParallelResidual = isNeoX && (root.Flag("use_parallel_residual") ?? true),
            HiddenAct = Activation(root.Text("hidden_act") ?? (isNeoX ? "gelu" : "silu")),
            EosTokenId = Token("eos_token_id"),
            BosTokenId = Token("bos_token_id"),
            PrefixAttention = root.Flag("prefix_attention") ?? false,
            InitializerRange = root.Number("initializer_range") ?? 0.02,
        };
        config.Validate();
        return config;
    }

    private static int DefaultKeyValueHeads(DecoderKind kind, int heads) => kind switch
    {
        DecoderKind.Mistral => 8,
        DecoderKind.Qwen2 or DecoderKind.Qwen3 => 32,
        _ => heads,
    };

    private static int DefaultPositions(DecoderKind kind) => kind switch
    {
        DecoderKind.Mistral => 131_072,
        DecoderKind.Qwen2 or DecoderKind.Qwen3 => 32_768,
        _ => 2048,
    };

    private int Divided(int width, int heads) => heads > 0 && width % heads == 0 ? width / heads : throw new InvalidDataException(
        $"{root.Source}: hidden_size is {width} and num_attention_heads {heads}; expected a multiple of the heads, or a head_dim.\nhint: copy config.json again from where the model was published.");

    // Mistral has a window unless the file says null; Qwen has one where it says so.
    private int? Window(DecoderKind kind) => kind switch
    {
        DecoderKind.Mistral => root.Whole("sliding_window"),
        DecoderKind.Qwen2 or DecoderKind.Qwen3 => root.Flag("use_sliding_window") == true ? root.Whole("sliding_window") ?? 4096 : null,
        _ => null,
    };

    private RopeScaling? Scaling(ConfigObject? section)
    {
        string type = section?.Text("rope_type") ?? section?.Text("type") ?? "default";
        return type switch
        {
            "default" => null,
            "linear" => new RopeScaling { Factor = section!.Number("factor") ?? throw Lacks(section, "factor") },
            "llama3" => new RopeScaling
            {
                Factor = section!.Number("factor") ?? throw Lacks(section, "factor"),
                LowFrequencyFactor = section.Number("low_freq_factor") ?? throw Lacks(section, "low_freq_factor"),
                HighFrequencyFactor = section.Number("high_freq_factor") ?? throw Lacks(section, "high_freq_factor"),
                OriginalPositions = section.Whole("original_max_position_embeddings") ?? throw Lacks(section, "original_max_position_embeddings"),
            },
            _ => throw new InvalidDataException(
                $"{root.Source}: rotary positions are scaled by \"{type}\"; expected default, linear or llama3.\nhint: where sequences are no longer than in pretraining, remove rope_scaling from config.json."),
        };
    }

    private static InvalidDataException Lacks(ConfigObject section, string name) =>
        new($"{section.Source} has no \"{name}\".\nhint: copy config.json again from where the model was published.");

    private string Activation(string name) => name switch
    {
        "silu" or "swish" => DecoderConfig.Silu,
        "gelu" => DecoderConfig.Gelu,
        "gelu_new" or "gelu_fast" or "gelu_pytorch_tanh" => DecoderConfig.GeluTanh,
        _ => throw new InvalidDataException($"{root.Source}: hidden_act is \"{name}\"; expected silu, gelu, gelu_new, gelu_fast or gelu_pytorch_tanh.\nhint: Headwater computes no other feed-forward layers."),
    };

    // Some files have a list, of which the first is the model's own.
    private int? Token(string name) => root.First(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int id) ? id : null;
}
