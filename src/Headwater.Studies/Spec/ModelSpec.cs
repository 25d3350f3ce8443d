namespace Headwater.Studies;

/// <summary>The shape of one encoder-decoder: a preset, or layers and widths.</summary>
public sealed record ModelSpec
{
    public required string Name { get; init; }

    /// <summary>A published configuration by name, for example <c>t5-small</c>; null when the shape is given.</summary>
    public string? Preset { get; init; }

    public int Layers { get; init; }

    public int DecoderLayers { get; init; }

    public int Width { get; init; }

    public int Heads { get; init; }

    /// <summary>Width of one attention head.</summary>
    public int HeadWidth { get; init; }

    public int FeedForward { get; init; }
}
