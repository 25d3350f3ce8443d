using Microsoft.ML.Tokenizers;

namespace Headwater.Data;

/// <summary>Any SentencePiece model through Microsoft.ML.Tokenizers: unigram models, and byte-pair models with rules that <see cref="BytePairEncoder"/> does not cover.</summary>
internal sealed class SentencePieceEncoder : IPieceEncoder
{
    private readonly SentencePieceTokenizer _tokenizer;

    public SentencePieceEncoder(SentencePieceModel model)
    {
        using MemoryStream stream = new(model.Bytes.ToArray());
        _tokenizer = SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false);
    }

    public void Encode(string text, List<int> ids)
    {
        if (text.Length > 0) ids.AddRange(_tokenizer.EncodeToIds(text, addBeginningOfSentence: false, addEndOfSentence: false));
    }
}
