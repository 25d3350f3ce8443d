namespace Headwater.Data;

/// <summary>One measure of how close a text is to a task.</summary>
/// <param name="Name">Which measure: one of the constants.</param>
/// <param name="Language">The side of the task it is taken on; <c>null</c> for both.</param>
/// <param name="Value">The measure, in its own unit.</param>
public sealed record AlignmentMeasure(string Name, string? Language, double Value)
{
    /// <summary>The score of language shares: <see cref="TranslationAlignment"/>.</summary>
    public const string PaperScore = "language-score";

    /// <summary>Share of the task's different words that the text holds, 0 to 1.</summary>
    public const string Vocabulary = "vocabulary";

    /// <summary>Share of the task's words, as often as they stand in it, that the text holds, 0 to 1.</summary>
    public const string Words = "words";

    /// <summary>The same of pairs of neighbouring words.</summary>
    public const string WordPairs = "word-pairs";

    /// <summary>Jensen–Shannon divergence of the word distributions, in bits, 0 to 1.</summary>
    public const string Divergence = "divergence";

    /// <summary>Bits per byte of the task's text under an n-gram model of the text.</summary>
    public const string CrossEntropy = "cross-entropy";

    /// <summary>Bits per byte that the text's model saves over a model of all texts in equal parts.</summary>
    public const string Gain = "gain";

    /// <summary>The interval's lower end, where the measure has one.</summary>
    public double? Low { get; init; }

    /// <summary>Its upper end.</summary>
    public double? High { get; init; }

    /// <summary>Whether a larger value means closer.</summary>
    public bool HigherIsCloser => Name is not (Divergence or CrossEntropy);

    /// <summary>The name with the side: words.de.</summary>
    public string FullName => Language is null ? Name : $"{Name}.{Language}";
}
