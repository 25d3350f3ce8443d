using System.Globalization;

namespace Headwater.Data;

/// <summary>How a vocabulary is trained, whatever its algorithm.</summary>
public abstract record VocabularyOptions
{
    /// <summary>Entries in all: 3 controls, 256 bytes, pieces, characters and sentinels.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Entries kept free at the top for span corruption. Default 100, as T5.</summary>
    public int Sentinels { get; init; } = 100;

    /// <summary>Largest sample of the text, in UTF-8 bytes; more text is sampled by passages. Default 50 million; null counts all of it as it streams by.</summary>
    public long? MaxBytes { get; init; } = 50_000_000;

    /// <summary>Chooses the sample. It matters only where the text is larger than <see cref="MaxBytes"/>.</summary>
    public ulong Seed { get; init; }

    /// <summary>Share of all characters that get a piece of their own; rarer ones are written as bytes. Default 0.9995.</summary>
    public double CharacterCoverage { get; init; } = 0.9995;

    /// <summary>Keep every digit a piece of its own, so that all numbers are written alike. Default false.</summary>
    public bool SplitDigits { get; init; }

    /// <summary>Threads; they change nothing but the time. Default: all cores.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    internal int PieceCount => VocabularySize - Sentinels;

    internal void Validate()
    {
        List<string> faults = [];
        if (Sentinels < 0) faults.Add($"Sentinels is {Sentinels}; expected 0 or more");
        if (PieceCount <= TrainedVocabulary.FixedPieces) faults.Add($"VocabularySize is {VocabularySize}; expected more than {TrainedVocabulary.FixedPieces + Sentinels} (3 controls, 256 bytes, {Sentinels} sentinels)");
        if (MaxBytes <= 0) faults.Add($"MaxBytes is {MaxBytes}; expected a positive number");
        if (!(CharacterCoverage is > 0 and <= 1)) faults.Add(string.Create(CultureInfo.InvariantCulture, $"CharacterCoverage is {CharacterCoverage}; expected more than 0 and at most 1"));
        if (Threads < 1) faults.Add($"Threads is {Threads}; expected 1 or more");
        if (faults.Count > 0) throw new ArgumentException($"The tokenizer cannot be trained: {string.Join("; ", faults)}.");
    }
}
