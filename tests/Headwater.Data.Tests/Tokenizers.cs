namespace Headwater.Data.Tests;

/// <summary>A small tokenizer trained on the golden text, shared by the tests.</summary>
internal static class Tokenizers
{
    public const int Vocabulary = 700;

    public static TextTokenizer Small { get; } = TextTokenizer.Of(Train());

    public static SentencePieceModel Train(int vocabulary = Vocabulary) =>
        BytePairTrainer.Train(Golden.Lines("text.txt"), new BytePairOptions { VocabularySize = vocabulary });
}
