using System.Text;

namespace Headwater.Data;

/// <summary>
/// Cuts text into the pieces of a SentencePiece model, as text: what a metric compares, where a model would take ids. A run of characters that the
/// model does not know is one piece, of those characters. Thread-safe.
/// </summary>
public sealed class PieceSegmenter
{
    private readonly TokenizerContent _content;
    private readonly TextPreparation _preparation;
    private readonly SentencePieceVocabulary _vocabulary;

    /// <summary>Throws <see cref="InvalidDataException"/> for a model that would be cut otherwise than SentencePiece does.</summary>
    public PieceSegmenter(SentencePieceModel model)
    {
        ArgumentNullException.ThrowIfNull(model);

        _content = SentencePieceContent.Of(model, "The SentencePiece model");
        _preparation = new TextPreparation(model.Layout);
        _vocabulary = new SentencePieceVocabulary(model.Layout);
    }

    /// <summary>The pieces of <paramref name="text"/>, with ▁ for white space; none of an empty text.</summary>
    public IReadOnlyList<string> Segment(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        List<int> ids = [];
        _content.Encoder.Encode(utf8, ids);
        return _content.UnknownId is { } unknown && ids.Contains(unknown) ? WithUnknown(utf8, ids) : [.. ids.Select(id => _content.Names[id])];
    }

    // The ids say where pieces end, and so where a run of unknown characters begins; every character that stands in some piece is a piece itself, so the run ends before
    // the next of those.
    private string[] WithUnknown(byte[] utf8, List<int> ids)
    {
        ByteWriter prepared = new(utf8.Length + 16);
        _preparation.Apply(utf8, ref prepared);
        string[] pieces = new string[ids.Count];
        ReadOnlySpan<byte> rest = prepared.Written;
        for (int i = 0; i < pieces.Length; i++)
        {
            bool isUnknown = ids[i] == _content.UnknownId;
            int length = isUnknown ? UnknownLength(rest) : _content.Surfaces[ids[i]].Length;
            pieces[i] = isUnknown ? Encoding.UTF8.GetString(rest[..length]) : _content.Names[ids[i]];
            rest = rest[length..];
        }

        prepared.Dispose();
        return pieces;
    }

    private int UnknownLength(ReadOnlySpan<byte> rest)
    {
        int length = 0;
        do length += Math.Min(Utf8Characters.Length(rest[length]), rest.Length - length);
        while (length < rest.Length && _vocabulary.Trie.Find(rest.Slice(length, Math.Min(Utf8Characters.Length(rest[length]), rest.Length - length))) < 0);
        return length;
    }
}
