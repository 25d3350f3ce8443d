using Lingua;

namespace Headwater.Data;

/// <summary>
/// Tells the language of a text as an ISO 639-1 code, by letters and their trigrams over 79 languages (Lingua, in its mode for long texts). Its models are
/// read when they are first needed: about 200 MB of memory for all. A text of a few words is often mistaken; from about 120 characters on it is reliable.
/// Deterministic and thread-safe.
/// </summary>
public static class LanguageIdentifier
{
    private static readonly Lazy<LanguageDetector> Detector = new(() => LanguageDetectorBuilder.FromAllLanguages().WithLowAccuracyMode().Build());

    /// <summary>The codes that <see cref="Identify"/> can answer, in alphabetical order.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        [.. Enum.GetValues<Language>().Where(language => language != Language.Unknown).Select(Code).Order(StringComparer.Ordinal)];

    /// <summary>The most likely language; <c>null</c> where the text has too few letters to tell.</summary>
    public static string? Identify(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Language language = Detector.Value.DetectLanguageOf(text);
        return language == Language.Unknown ? null : Code(language);
    }

    private static string Code(Language language) => language.IsoCode6391().ToString().ToLowerInvariant();
}
