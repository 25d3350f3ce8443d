using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The shape of one encoder-decoder: a preset, or layers and widths.</summary>
public sealed record ModelSpec
{
    internal const string GatedGelu = "gated-gelu";
    internal const string Relu = "relu";

    public required string Name { get; init; }

    /// <summary>A preset by its one name, for example <c>google/t5-v1_1-small</c>; null when the shape is given.</summary>
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
}
