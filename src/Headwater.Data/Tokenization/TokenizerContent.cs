using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>What the file of a tokenizer holds, whatever its format: how to cut, and what each id is. Ids are those of the file.</summary>
internal sealed record TokenizerContent
{
    public required IPieceEncoder Encoder { get; init; }

    /// <summary>How each id is written in the file.</summary>
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>The text of each id as UTF-8; empty for controls. Several ids may make one character.</summary>
    public required ImmutableArray<byte[]> Surfaces { get; init; }

    /// <summary>For each id, whether its first byte is the space that encoding put in front, where the id comes first.</summary>
    public required ImmutableArray<bool> BeginsWithDummyPrefix { get; init; }

    /// <summary>Whether encoding put a space at the end.</summary>
    public bool EndsWithDummySuffix { get; init; }

    /// <summary>The first ids are padding, end of sequence and unknown.</summary>
    public required bool HasPublishedLayout { get; init; }

    /// <summary>The id of the unknown piece, where there is one.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Sentinels the file itself counts; null where the user says how many.</summary>
    public int? Sentinels { get; init; }

    /// <summary>The file's content, byte for byte.</summary>
    public required ImmutableArray<byte> File { get; init; }

    /// <summary>Its usual name in a model's folder.</summary>
    public required string FileName { get; init; }
}
