using Microsoft.ML.Tokenizers;

namespace Headwater.Data.Tests;

/// <summary>A SentencePiece model read by Microsoft.ML.Tokenizers, for comparison.</summary>
internal sealed class MicrosoftTokenizer
{
    // Trainer settings (message 2) with begin-of-sequence (field 41) set to the id of the end. T5 has none and says −1, at which the package's unigram reader fails;
    // a message that comes again is merged, so this overrides that one field. The id is never used.
    private static readonly byte[] AnyBeginOfSequence = [0x12, 0x03, 0xC8, 0x02, TextTokenizer.EndOfSequence];

    private readonly SentencePieceTokenizer _tokenizer;

    public MicrosoftTokenizer(SentencePieceModel model)
    {
        using MemoryStream stream = new([.. model.Bytes, .. AnyBeginOfSequence]);
        _tokenizer = SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false);
    }

    public IReadOnlyList<int> Encode(string text) => text.Length == 0 ? [] : _tokenizer.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false);
}
