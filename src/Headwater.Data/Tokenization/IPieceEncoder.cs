namespace Headwater.Data;

/// <summary>Cuts UTF-8 text into the ids of one vocabulary, as its file numbers them. Implementations are thread-safe.</summary>
internal interface IPieceEncoder
{
    /// <summary>Appends the ids of a text.</summary>
    void Encode(ReadOnlySpan<byte> utf8, List<int> ids);
}
