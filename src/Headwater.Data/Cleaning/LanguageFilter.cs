namespace Headwater.Data;

/// <summary>
/// Keeps documents in one language, by <see cref="LanguageIdentifier"/>, whose models are loaded at the first document. A document is judged by its beginning; one that no language
/// claims, such as a line of numbers, is accepted. Thread-safe.
/// </summary>
internal sealed class LanguageFilter
{
    // A paragraph tells the language; the rest of a long document only takes time.
    private const int Judged = 400;

    private readonly string _language;

    /// <exception cref="ArgumentException">The language is not known.</exception>
    public LanguageFilter(string code)
    {
        if (!LanguageIdentifier.Languages.Contains(code, StringComparer.Ordinal))
            throw new ArgumentException($"The language filter does not know \"{code}\"; expected a two-letter code such as en.\nhint: remove the filter for this corpus.", nameof(code));
        _language = code;
    }

    public bool Accepts(string document)
    {
        string? found = LanguageIdentifier.Identify(document.Length <= Judged ? document : document[..Judged]);
        return found is null || found == _language;
    }
}
