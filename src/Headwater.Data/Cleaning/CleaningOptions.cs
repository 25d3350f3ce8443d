using System.Globalization;

namespace Headwater.Data;

/// <summary>A Unicode normal form (Unicode Standard Annex 15).</summary>
public enum UnicodeForm
{
    /// <summary>Text stays as it is.</summary>
    AsIs,

    /// <summary>Canonical composition: letters and their accents become one character.</summary>
    Nfc,

    /// <summary>Compatibility composition: ligatures, wide letters and superscripts become plain ones too.</summary>
    Nfkc,
}

/// <summary>Which repeated documents are left out; the first of its kind stays.</summary>
public enum DuplicateRemoval
{
    Keep,

    /// <summary>Documents with the same text.</summary>
    Exact,

    /// <summary>Documents with the same words, whatever their case, punctuation and spacing, and those that share most of their runs of three words.</summary>
    Near,
}

/// <summary>What is done to the documents of a corpus before anything is trained on them. The default does nothing.</summary>
public sealed record CleaningOptions
{
    public UnicodeForm Unicode { get; init; }

    public DuplicateRemoval Duplicates { get; init; }

    /// <summary>Least length of a document in characters (UTF-16 units).</summary>
    public int MinCharacters { get; init; }

    /// <summary>Greatest length of a document in characters; longer ones are left out, not cut.</summary>
    public int MaxCharacters { get; init; } = int.MaxValue;

    /// <summary>Two-letter code of the language that documents must be in; null takes all. The first use loads the models: some seconds and memory.</summary>
    public string? Language { get; init; }

    /// <summary>Sentences that no document may hold; null where no task is known.</summary>
    public TestSentences? TestSentences { get; init; }

    /// <summary>Memory for the traces of documents seen, in bytes: it bounds memory and, with the number of documents, the rate of false removals.</summary>
    public long DuplicateMemory { get; init; } = 256L << 20;

    /// <summary>Threads that clean; the result does not depend on them.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether documents pass unchanged.</summary>
    public bool DoesNothing => Unicode == UnicodeForm.AsIs && Duplicates == DuplicateRemoval.Keep && MinCharacters == 0 && MaxCharacters == int.MaxValue && Language is null && TestSentences is null;

    /// <summary>What determines the result, as text.</summary>
    internal string Identity => string.Create(CultureInfo.InvariantCulture,
        $"clean {Unicode} {Duplicates} {MinCharacters} {MaxCharacters} {Language} {TestSentences?.Fingerprint} {(Duplicates == DuplicateRemoval.Keep ? 0 : DuplicateMemory)}");
}
