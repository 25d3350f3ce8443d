using CsCheck;

namespace Headwater.Metrics.Tests;

/// <summary>Texts such as no corpus should hold and some do.</summary>
internal static class AnyText
{
    private static readonly string[] Pieces =
    [
        "", " ", "  ", "\t", "\r", "\n", "\v", "\f", "\u001C", "\u001D", "\u001E", "\u001F", "\u0085", "\u00A0", "\u1680", "\u2000", "\u2003", "\u200A",
        "\u2028", "\u2029", "\u202F", "\u205F", "\u3000",                                  // every kind of white space
        "\u0000", "\u200B", "\u200D", "\uFEFF", "\uFFFD", "\uFFFF", "\u007F",              // nothing to see
        "\uD800", "\uDC00", "\uD83D", "\uDFFF", "\uDC00\uD800",                            // surrogates without their partner
        "שלום", "مرحبا", "\u202Eabc\u202C", "e\u0301", "n\u0303\u0323", "\u0301",          // right to left, combining
        "👩‍👩‍👧", "👍🏽", "🇩🇪", "𝟙.𝟙", "𠀀", "🏳️‍🌈",                                            // joiners, pairs
        "İ", "I", "ı", "ΑΣ", "Σ", "ΑΣ.", "ß", "ẞ", "Ǆ", "ﬁ", "Ⅷ", "ª",                     // letters whose case is special
        "the", "The", "a", "an", "river", "River", "rivers", "running", "flies", "sky", "x", "1", "a1",
        "3.5", "1,000", "10-fold", "-", "--", "'s", "cat's", "'", "\"", ".", ",", "...", ".,", "!", "(", ")", "$5", "%", "+", "=", "_", "~", "|",
        "&amp;", "&quot;", "&lt;", "&amp;lt;", "&", "<skipped>", "<", "-\n", "\n-", "河", "流。", "「川」", "かな", "ｶﾅ", "“", "”", "…", "€",
    ];

    private static readonly Gen<string> Piece = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    private static readonly Gen<string> Words = Gen.Select(Piece.Array[0, 14], Gen.Bool).Select((pieces, isSpaced) => string.Join(isSpaced ? " " : "", pieces));

    // Few words, so that texts share n-grams and words stand in another order.
    private static readonly Gen<string> Prose =
        Gen.Int[0, 5].Select(i => new[] { "the", "river", "a", "Flows,", "3.5", "fast." }[i]).Array[0, 12].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Characters = Gen.Char.Array[0, 30].Select(characters => new string(characters));

    public static Gen<string> Text { get; } = Gen.Frequency((5, Words), (3, Prose), (1, Characters));

    /// <summary>A text of 100,000 characters or more: one word, many words, or what repeats over and over.</summary>
    public static Gen<string> Long { get; } = Gen.Select(Text, Gen.Int[0, 2]).Select((text, kind) => kind switch
    {
        0 => new string((text + "x").First(c => !char.IsWhiteSpace(c)), 100_000),
        1 => string.Join(' ', Enumerable.Range(0, 20_000).Select(i => i * 7919 % 5_003)) + text,
        _ => string.Concat(Enumerable.Repeat(text + " river,", 100_000 / (text.Length + 7) + 1)),
    });

    /// <summary>A hypothesis and one to four references, none of them empty; now and then equal to the hypothesis, or made of its halves.</summary>
    public static Gen<(string Hypothesis, string[] References)> Segment { get; } = Gen.Select(Text, Text.Array[1, 4], Gen.Int[0, 5]).Select((hypothesis, references, kind) =>
    {
        string first = kind switch
        {
            0 => hypothesis,
            1 => hypothesis[(hypothesis.Length / 2)..] + " " + hypothesis[..(hypothesis.Length / 2)],
            _ => references[0],
        };
        string[] filled = [.. references.Skip(1).Prepend(first).Where(text => text.Length > 0)];
        return (hypothesis, filled.Length == 0 ? ["river"] : filled);
    });
}
