using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>A document after cleaning: the reason it is left out, or the traces by which repeats are found.</summary>
internal readonly record struct CleanedDocument(string Text, string? Reason, ImmutableArray<ulong> Traces);

/// <summary>The part of cleaning that looks at one document alone, so that threads can share it. Thread-safe.</summary>
internal sealed class DocumentCleaner(CleaningOptions options, LanguageFilter? language)
{
    public ImmutableArray<CleanedDocument> Clean(List<string> documents)
    {
        ImmutableArray<CleanedDocument>.Builder cleaned = ImmutableArray.CreateBuilder<CleanedDocument>(documents.Count);
        List<ulong> words = [];
        foreach (string document in documents) cleaned.Add(Clean(document, words));
        return cleaned.MoveToImmutable();
    }

    private CleanedDocument Clean(string document, List<ulong> words)
    {
        string text = Normal(document);
        string? reason = Reason(text, words);
        return reason is not null || options.Duplicates == DuplicateRemoval.Keep
            ? new CleanedDocument(text, reason, [])
            : new CleanedDocument(text, null, DocumentTraces.Of(text, words, options.Duplicates));
    }

    // The cheap checks come first. Words are left filled where a later step needs them.
    private string? Reason(string text, List<ulong> words)
    {
        if (text.Length < options.MinCharacters || text.Length > options.MaxCharacters) return CleanCorpus.Length;
        if (options.TestSentences is not null || options.Duplicates == DuplicateRemoval.Near) WordHashes.Of(text, words);
        if (options.TestSentences?.FoundIn(words) == true) return CleanCorpus.TestSet;
        return language?.Accepts(text) == false ? CleanCorpus.Language : null;
    }

    private string Normal(string text) => options.Unicode switch
    {
        UnicodeForm.Nfc => NormalForm.Of(text, NormalizationForm.FormC),
        UnicodeForm.Nfkc => NormalForm.Of(text, NormalizationForm.FormKC),
        _ => text,
    };
}
