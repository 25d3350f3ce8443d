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

    /// <summary>The text of each id where it comes first, without the space that encoding put in front; default where that is no other.</summary>
    public ImmutableArray<byte[]> FirstSurfaces { get; init; }

    /// <summary>Whether ids count as first until one of them has text.</summary>
    public bool IsFirstUntilText { get; init; }

    /// <summary>Whether a space at the very beginning of the decoded text is dropped.</summary>
    public bool DropsFirstSpace { get; init; }

    /// <summary>Whether encoding put a space at the end.</summary>
    public bool EndsWithDummySuffix { get; init; }

    /// <summary>What becomes of bytes that make no character.</summary>
    public BrokenBytes BrokenBytes { get; init; }

    /// <summary>The first ids are padding, end of sequence and unknown.</summary>
    public required bool HasPublishedLayout { get; init; }

    /// <summary>The id of the unknown piece, where there is one.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Sentinels that the file itself has; null where the user says how many there are, at the top.</summary>
    public SentinelBlock? Sentinels { get; init; }

    /// <summary>Files beside the tokenizer's own that change what it does, by name.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<byte>> OtherFiles { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<byte>>.Empty;

    /// <summary>The file's content, byte for byte.</summary>
    public required ImmutableArray<byte> File { get; init; }

    /// <summary>Its usual name in a model's folder.</summary>
    public required string FileName { get; init; }
}

/// <summary>How decoding shows bytes that make no character.</summary>
internal enum BrokenBytes
{
    /// <summary>One U+FFFD for each part of a character that was begun, as the WHATWG's Encoding Standard.</summary>
    ByPart,

    /// <summary>One U+FFFD for each byte, as SentencePiece.</summary>
    ByByte,

    /// <summary>One U+FFFD for each byte of a run of byte pieces that as a whole is no UTF-8, as the `tokenizers` library's ByteFallback.</summary>
    ByRun,
}
