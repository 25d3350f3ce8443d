using Lingua;

namespace Headwater.Data;

/// <summary>
/// Tells whether a document is in a language, by the statistical models of Lingua (github pemistahl/lingua; SearchPioneer.Lingua for .NET) over all its languages. The models are
/// loaded at the first document. A document is judged by its beginning; one that no language claims, such as a line of numbers, is accepted. Thread-safe.
/// </summary>
internal sealed class LanguageFilter
{
    // A paragraph tells the language; the rest of a long document only takes time.
    private const int Judged = 400;

    private static readonly Lazy<LanguageDetector> Detector = new(() => LanguageDetectorBuilder.FromAllLanguages().WithLowAccuracyMode().Build());

    private readonly Language _language;

    /// <exception cref="ArgumentException">Lingua does not know the language.</exception>
    public LanguageFilter(string code)
    {
        if (!Enum.TryParse(code, ignoreCase: true, out IsoCode6391 iso) || !Enum.IsDefined(iso))
            throw new ArgumentException($"The language filter does not know \"{code}\"; expected a two-letter code such as en. Remove the filter for this corpus.", nameof(code));
        _language = LanguageExtensionsOf(iso);
    }

    public bool Accepts(string document)
    {
        string beginning = document.Length <= Judged ? document : document[..Judged];
        Language found = Detector.Value.DetectLanguageOf(beginning);
        return found == _language || found == Language.Unknown;
    }

    private static Language LanguageExtensionsOf(IsoCode6391 iso) => Enum.GetValues<Language>().First(language => language != Language.Unknown && language.IsoCode6391() == iso);
}
