using Microsoft.ML.Tokenizers;

namespace Headwater.Data;

/// <summary>Unigram models, through Microsoft.ML.Tokenizers.</summary>
internal sealed class SentencePieceEncoder : IPieceEncoder
{
    // Trainer settings (message 2) with begin-of-sequence (field 41) set to the id of the end. T5 has none and says −1, at which the package's unigram reader fails;
    // a message that comes again is merged, so this overrides that one field. The id is never used.
    private static readonly byte[] AnyBeginOfSequence = [0x12, 0x03, 0xC8, 0x02, TextTokenizer.EndOfSequence];

    private readonly SentencePieceTokenizer _tokenizer;

    public SentencePieceEncoder(SentencePieceModel model)
    {
        using MemoryStream stream = new([.. model.Bytes, .. AnyBeginOfSequence]);
        _tokenizer = SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false);
    }

    public void Encode(string text, List<int> ids)
    {
        if (text.Length == 0) return;
        int previous = -1;
        foreach (int id in _tokenizer.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false))
        {
            // The package gives every unknown character an id; SentencePiece makes a run of them one piece.
            if (id != TextTokenizer.Unknown || previous != TextTokenizer.Unknown) ids.Add(id);
            previous = id;
        }
    }
}
