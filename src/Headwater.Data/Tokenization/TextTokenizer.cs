namespace Headwater.Data;

/// <summary>Turns text into token ids and back.</summary>
public sealed class TextTokenizer
{
    public const int Pad = 0;
    public const int EndOfSequence = 1;
    public const int Unknown = 2;

    private TextTokenizer(int vocabularySize, int sentinels) => (VocabularySize, Sentinels) = (vocabularySize, sentinels);

    public int VocabularySize { get; }

    public int Sentinels { get; }

    public int SentinelId(int k) => VocabularySize - 1 - k;
}
