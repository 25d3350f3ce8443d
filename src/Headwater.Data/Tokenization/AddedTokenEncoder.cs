namespace Headwater.Data;

/// <summary>Takes added tokens out of a text and encodes what lies between them, each stretch as a text of its own. Thread-safe.</summary>
internal sealed class AddedTokenEncoder(IPieceEncoder encoder, AddedTokens tokens) : IPieceEncoder
{
    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        List<AddedTokenPart> parts = [];
        tokens.Cut(utf8, parts);
        foreach (AddedTokenPart part in parts)
        {
            if (part.Id >= 0) ids.Add(part.Id);
            else encoder.Encode(utf8[part.Start..part.End], ids);
        }
    }
}
