using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The shape of one model: a preset, or layers and widths.</summary>
public sealed record ModelSpec
{
    internal const string GatedGelu = "gated-gelu";
    internal const string Relu = "relu";

    public required string Name { get; init; }

    /// <summary><c>llama</c> or <c>gpt-neox</c> for a decoder-only model; null for T5.</summary>
    public string? Family { get; init; }

    /// <summary>Whether it is decoder-only, and so pretrained to predict every token.</summary>
    internal bool IsDecoder => Family is not null;

    /// <summary>A preset by its one name, for example <c>google/t5-v1_1-small</c>, or the size of a decoder-only model; null when the shape is given.</summary>
    public string? Preset { get; init; }

    public int Layers { get; init; }

    public int DecoderLayers { get; init; }

    public int Width { get; init; }

    public int Heads { get; init; }

    /// <summary>Width of one attention head.</summary>
    public int HeadWidth { get; init; }

    public int FeedForward { get; init; }

    /// <summary>The configuration of the checkpoints that the study starts from, its vocabulary included; null where the study trains its models.</summary>
    public T5Config? Config { get; init; }

    /// <summary><c>relu</c> for the feed-forward layer of T5 v1.0; null for the gated GELU of v1.1.</summary>
    public string? Activation { get; init; }

    /// <summary>True where the embedding is the output head too, as in T5 v1.0; null for a head of its own.</summary>
    public bool? Tied { get; init; }

    /// <summary>True where a decoder-only model is a prefix language model: <c>objective: prefix-lm</c>. Null for causal ones, so that they keep their ids.</summary>
    public bool? PrefixAttention { get; init; }

    /// <summary>Heads of keys and values of a decoder-only model; null for as many as of queries.</summary>
    public int? KeyValueHeads { get; init; }
}
