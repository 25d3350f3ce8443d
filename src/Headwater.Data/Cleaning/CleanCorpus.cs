using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>A corpus with its documents cleaned as they are read. What is left out is counted in the tally by its reason.</summary>
public static class CleanCorpus
{
    public const string Length = "length";
    public const string Language = "language";
    public const string TestSet = "test-set";
    public const string Duplicate = "duplicate";
    public const string NearDuplicate = "near-duplicate";

    /// <summary>The same corpus where there is nothing to do.</summary>
    public static Corpus Of(Corpus corpus, CleaningOptions options)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        if (options.DoesNothing) return corpus;
        LanguageFilter? language = options.Language is null ? null : new LanguageFilter(options.Language);
        return new Corpus(corpus.Name, corpus.Language, tally => Documents(corpus, options, language, tally), () => ContentHash.Of(Encoding.UTF8.GetBytes($"{options.Identity}\n{corpus.Fingerprint}")));
    }

    private static IEnumerable<string> Documents(Corpus corpus, CleaningOptions options, LanguageFilter? language, CorpusTally tally)
    {
        DocumentCleaner cleaner = new(options, language);
        SeenDocuments? seen = options.Duplicates == DuplicateRemoval.Keep ? null : new SeenDocuments(options);
        CorpusTally read = new();
        bool any = false;
        foreach (ImmutableArray<CleanedDocument> block in OrderedBlocks.Map(OrderedBlocks.Of(Noted(corpus.Documents(read), read, tally)), cleaner.Clean, options.Threads))
        {
            foreach (CleanedDocument document in block)
            {
                string? reason = document.Reason ?? seen?.Add(document);
                tally.Take(document.Text, reason);
                if (reason is not null) continue;
                any = true;
                yield return document.Text;
            }
        }

        if (!any) throw new InvalidDataException($"Corpus \"{corpus.Name}\" is empty after cleaning: {string.Join(", ", tally.Removed.Select(reason => $"{reason.Value} documents left out by {reason.Key}"))}. Loosen the filters or drop the corpus.");
    }

    // What reading met is passed on as it goes, also when it ends in an error; documents are counted once they are cleaned.
    private static IEnumerable<string> Noted(IEnumerable<string> documents, CorpusTally read, CorpusTally tally)
    {
        try
        {
            foreach (string document in documents) yield return document;
        }
        finally
        {
            tally.Note(read);
        }
    }
}
