using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>Writes the text of one mixture for a trainer that is not Headwater's.</summary>
public sealed record MixtureExportSettings : JobSettings
{
    /// <summary>The mixture's name, for messages.</summary>
    [NotFingerprinted]
    public required string Mixture { get; init; }

    public required ImmutableSortedDictionary<string, double> Rates { get; init; }

    /// <summary>Ids of the jobs that tokenised the corpora, by corpus.</summary>
    public required ImmutableSortedDictionary<string, string> Corpora { get; init; }

    /// <summary>The texts behind them, whose identity the corpora's jobs have.</summary>
    [NotFingerprinted]
    public required ImmutableSortedDictionary<string, TextSource> Sources { get; init; }

    public required string Tokenizer { get; init; }

    public required DataLayout Layout { get; init; }

    /// <summary>Tokens of the mixture that are written, at least; the last document is whole.</summary>
    public required long Tokens { get; init; }

    /// <summary>Whether the mixture is written as one file.</summary>
    public required bool Mixed { get; init; }

    /// <summary>Whether every corpus is written as a file of its own, whole.</summary>
    public required bool Singly { get; init; }

    /// <summary>Decides between an error and another epoch.</summary>
    [NotFingerprinted]
    public required bool Repeat { get; init; }

    /// <summary>Seed of the order of the documents.</summary>
    public required ulong Seed { get; init; }
}
