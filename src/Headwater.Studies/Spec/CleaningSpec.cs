using Headwater.Data;

namespace Headwater.Studies;

/// <summary>What is done to a corpus before anything is trained on it.</summary>
public sealed record CleaningSpec
{
    public UnicodeForm Unicode { get; init; }

    public DuplicateRemoval Duplicates { get; init; }

    /// <summary>Least and greatest length of a document in characters.</summary>
    public int MinCharacters { get; init; }

    public int MaxCharacters { get; init; } = int.MaxValue;

    /// <summary>Keep documents in the corpus's language alone.</summary>
    public bool OnlyLanguage { get; init; }

    /// <summary>Leave out documents that hold a test sentence; null decides by where text comes from: yes, but where corpus and tests are generated with different meanings.</summary>
    public bool? Decontaminate { get; init; }
}
