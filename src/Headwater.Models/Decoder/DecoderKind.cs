namespace Headwater.Models;

/// <summary>The published layouts of decoder-only models: what their weights are called, and where they differ.</summary>
public enum DecoderKind
{
    /// <summary>Norms before each part, SwiGLU, rotary positions (Touvron et al. 2023, arXiv:2302.13971).</summary>
    Llama,

    /// <summary>As Llama, with a sliding window (Jiang et al. 2023, arXiv:2310.06825).</summary>
    Mistral,

    /// <summary>As Llama, with biases of query, key and value (Qwen team 2024, arXiv:2407.10671).</summary>
    Qwen2,

    /// <summary>As Llama, with a norm of each head's query and key (Qwen team 2025, arXiv:2505.09388).</summary>
    Qwen3,

    /// <summary>Norms after each part, and of all queries and all keys (OLMo team 2025, arXiv:2501.00656).</summary>
    Olmo2,

    /// <summary>LayerNorm, GELU, rotary positions on a part of each head, attention and feed-forward side by side (Black et al. 2022, arXiv:2204.06745); Pythia.</summary>
    GptNeoX,
}

/// <summary>What is normed of queries and keys.</summary>
internal enum QueryKeyNorm
{
    None,

    /// <summary>Each head by itself, with one scale for all heads.</summary>
    Head,

    /// <summary>All heads together.</summary>
    Width,
}

internal static class DecoderKinds
{
    private static readonly (DecoderKind Kind, string ModelType, string Architecture)[] All =
    [
        (DecoderKind.Llama, "llama", "LlamaForCausalLM"),
        (DecoderKind.Mistral, "mistral", "MistralForCausalLM"),
        (DecoderKind.Qwen2, "qwen2", "Qwen2ForCausalLM"),
        (DecoderKind.Qwen3, "qwen3", "Qwen3ForCausalLM"),
        (DecoderKind.Olmo2, "olmo2", "Olmo2ForCausalLM"),
        (DecoderKind.GptNeoX, "gpt_neox", "GPTNeoXForCausalLM"),
    ];

    /// <summary>The layout of a model_type; null for another kind of model.</summary>
    public static DecoderKind? Of(string? modelType) => Array.FindIndex(All, entry => entry.ModelType == modelType) is >= 0 and int place ? All[place].Kind : null;

    public static string ModelType(this DecoderKind kind) => All[(int)kind].ModelType;

    public static string Architecture(this DecoderKind kind) => All[(int)kind].Architecture;

    public static QueryKeyNorm QueryKeyNorm(this DecoderKind kind) => kind switch
    {
        DecoderKind.Qwen3 => Models.QueryKeyNorm.Head,
        DecoderKind.Olmo2 => Models.QueryKeyNorm.Width,
        _ => Models.QueryKeyNorm.None,
    };
}
