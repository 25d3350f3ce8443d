using System.Text;

namespace Headwater.Data;

/// <summary>
/// Encodes as a tokenizer.json says: added tokens are taken out of the text, the rest is normalised, tokens that are looked for in normalised text are taken out of that, what
/// remains is cut into segments, and each segment goes through the model. Thread-safe.
/// </summary>
internal sealed class JsonEncoder : IPieceEncoder
{
    private readonly JsonNormalizer _normalizer;
    private readonly JsonPreTokenizer _preTokenizer;
    private readonly IPieceEncoder _model;
    private readonly AddedTokens _plain, _normalized;

    public JsonEncoder(JsonNormalizer normalizer, JsonPreTokenizer preTokenizer, IPieceEncoder model, IReadOnlyList<AddedToken> added)
    {
        (_normalizer, _preTokenizer, _model) = (normalizer, preTokenizer, model);
        _plain = new AddedTokens(added.Where(token => !token.Normalized), token => token.Content);
        _normalized = new AddedTokens(added.Where(token => token.Normalized), token => normalizer.Apply(new Segment(token.Content, 0)).Text);
    }

    public void Encode(ReadOnlySpan<byte> utf8, List<int> ids)
    {
        if (_plain.IsEmpty)
        {
            AddText(utf8, isFirst: true, ids);
            return;
        }

        List<AddedTokenPart> parts = [];
        _plain.Cut(utf8, parts);
        foreach (AddedTokenPart part in parts)
        {
            if (part.Id >= 0) ids.Add(part.Id);
            else AddText(utf8[part.Start..part.End], part.Start == 0, ids);
        }
    }

    private void AddText(ReadOnlySpan<byte> utf8, bool isFirst, List<int> ids)
    {
        string text = Encoding.UTF8.GetString(utf8);
        int first = isFirst && _preTokenizer.AsksForFirst && text.Length > 0 ? char.IsHighSurrogate(text[0]) ? 2 : 1 : 0;
        Segment segment = _normalizer.Apply(new Segment(text, first));
        if (_normalized.IsEmpty)
        {
            AddSegments(segment, ids);
            return;
        }

        byte[] normal = Encoding.UTF8.GetBytes(segment.Text);
        List<AddedTokenPart> parts = [];
        _normalized.Cut(normal, parts);
        int start = 0;
        foreach (AddedTokenPart part in parts)
        {
            int end = start + Encoding.UTF8.GetCharCount(normal.AsSpan(part.Start, part.End - part.Start));
            if (part.Id >= 0) ids.Add(part.Id);
            else AddSegments(segment.Slice(start, end), ids);
            start = end;
        }
    }

    private void AddSegments(Segment text, List<int> ids)
    {
        Span<byte> small = stackalloc byte[256];
        foreach (Segment segment in _preTokenizer.Apply(text))
        {
            int most = Encoding.UTF8.GetMaxByteCount(segment.Text.Length);
            Span<byte> utf8 = most <= small.Length ? small : new byte[most];
            _model.Encode(utf8[..Encoding.UTF8.GetBytes(segment.Text, utf8)], ids);
        }
    }
}
