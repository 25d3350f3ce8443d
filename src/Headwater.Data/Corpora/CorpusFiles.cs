using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>The files of a corpus and how their records are read.</summary>
public sealed record CorpusFiles
{
    /// <summary>Files, or patterns with <c>*</c>, <c>?</c> and <c>**</c>; their ending tells the format (.jsonl, .parquet, else text), before .gz or .zst.</summary>
    public required ImmutableArray<string> Paths { get; init; }

    /// <summary>Two-letter code, where it is known; also the side that is taken of rows with a <c>translation</c>.</summary>
    public string? Language { get; init; }

    /// <summary>The property or Parquet column that holds the document, such as <c>content</c> or <c>translation.en</c>; null for <c>text</c>, or the language's side of a <c>translation</c>.</summary>
    public string? Column { get; init; }

    /// <summary>Folders below <c>attributes</c> of the Dolma layout that are read beside the documents.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>Conditions on attributes that a document must all meet.</summary>
    public ImmutableArray<string> Include { get; init; } = [];

    /// <summary>Conditions on attributes of which a document must meet none.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>The share of records that may be broken, 0 to 1; such records are left out and counted. With 0 the first one is an error.</summary>
    public double BrokenShare { get; init; }
}
