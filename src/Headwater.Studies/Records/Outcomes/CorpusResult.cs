using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

public sealed record CorpusResult : RunResult
{
    /// <summary>Reasons for which cleaning leaves documents out, as keys of <see cref="Removed"/>.</summary>
    public const string TestSet = CleanCorpus.TestSet, Duplicate = CleanCorpus.Duplicate, NearDuplicate = CleanCorpus.NearDuplicate, OtherLanguage = CleanCorpus.Language, Length = CleanCorpus.Length,
        Attributes = "attributes";

    /// <summary>Documents in the shard.</summary>
    public required long Documents { get; init; }

    public required long Tokens { get; init; }

    /// <summary>Runs of characters between white space; null where a run was made before they were counted.</summary>
    public long? Words { get; init; }

    /// <summary>UTF-8 bytes of the documents.</summary>
    public long? Bytes { get; init; }

    /// <summary>Language of the corpus, where the study names it.</summary>
    public string? Language { get; init; }

    /// <summary>Records read, those left out among them.</summary>
    public long Records { get; init; }

    /// <summary>Records that are not text, not JSON, or lack the document.</summary>
    public long Broken { get; init; }

    /// <summary>Documents left out by cleaning, by the reason's name.</summary>
    public ImmutableSortedDictionary<string, long> Removed { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>A reason in words.</summary>
    public static string Reason(string name) => name switch
    {
        TestSet => "containing a test sentence",
        Duplicate => "repeating another",
        NearDuplicate => "near duplicate",
        OtherLanguage => "in another language",
        Length => "too short or too long",
        _ => $"by their {name}",
    };
}
