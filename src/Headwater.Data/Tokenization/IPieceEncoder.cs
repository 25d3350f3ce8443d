namespace Headwater.Data;

/// <summary>Cuts text into the pieces of one SentencePiece model. Implementations are thread-safe.</summary>
internal interface IPieceEncoder
{
    void Encode(string text, List<int> ids);
}
