namespace Headwater.Models;

/// <summary>What published files call the weights of a decoder-only model.</summary>
internal sealed class DecoderNames(DecoderConfig config)
{
    public string Embedding => config.IsNeoX ? "gpt_neox.embed_in.weight" : "model.embed_tokens.weight";

    public string Head => config.IsNeoX ? "embed_out.weight" : "lm_head.weight";

    public string FinalNorm => config.IsNeoX ? "gpt_neox.final_layer_norm" : "model.norm";

    /// <summary>The norm of attention's input, or in OLMo 2 of its output.</summary>
    public string AttentionNorm(int layer) => $"{Layer(layer)}.{(config.Kind == DecoderKind.Olmo2 ? "post_attention_layernorm" : "input_layernorm")}";

    /// <summary>The norm of the feed-forward layer's input, or in OLMo 2 of its output.</summary>
    public string FeedForwardNorm(int layer) => $"{Layer(layer)}.{(config.Kind == DecoderKind.Olmo2 ? "post_feedforward_layernorm" : "post_attention_layernorm")}";

    /// <summary>A matrix or bias is this with ".weight" or ".bias" behind it; GPT-NeoX has query, key and value of each head in one.</summary>
    public string Query(int layer) => config.IsNeoX ? $"{Layer(layer)}.attention.query_key_value" : $"{Layer(layer)}.self_attn.q_proj";

    public string Key(int layer) => $"{Layer(layer)}.self_attn.k_proj";

    public string Value(int layer) => $"{Layer(layer)}.self_attn.v_proj";

    public string Output(int layer) => config.IsNeoX ? $"{Layer(layer)}.attention.dense" : $"{Layer(layer)}.self_attn.o_proj";

    public string QueryNorm(int layer) => $"{Layer(layer)}.self_attn.q_norm";

    public string KeyNorm(int layer) => $"{Layer(layer)}.self_attn.k_norm";

    /// <summary>The first matrix of the feed-forward layer, whose gate is before its <see cref="Up"/>.</summary>
    public string In(int layer) => config.IsNeoX ? $"{Layer(layer)}.mlp.dense_h_to_4h" : $"{Layer(layer)}.mlp.gate_proj";

    public string Up(int layer) => $"{Layer(layer)}.mlp.up_proj";

    public string Out(int layer) => config.IsNeoX ? $"{Layer(layer)}.mlp.dense_4h_to_h" : $"{Layer(layer)}.mlp.down_proj";

    private string Layer(int layer) => config.IsNeoX ? $"gpt_neox.layers.{layer}" : $"model.layers.{layer}";
}
