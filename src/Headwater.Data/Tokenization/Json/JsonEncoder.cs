using System.Text;

namespace Headwater.Data;

/// <summary>Encodes as a tokenizer.json says: the text is normalised, cut into segments, and each segment goes through the model. Special tokens are never read from the text.</summary>
internal sealed class JsonEncoder(IReadOnlyList<Func<string, string>> normalizers, JsonPreTokenizer preTokenizer, IPieceEncoder model) : IPieceEncoder
{
    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        string text = Encoding.UTF8.GetString(utf8);
        foreach (Func<string, string> normalize in normalizers) text = normalize(text);
        foreach (string segment in preTokenizer.Apply(text)) model.Encode(Encoding.UTF8.GetBytes(segment), ids);
    }
}
