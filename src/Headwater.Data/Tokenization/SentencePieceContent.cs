using System.Collections.Immutable;
using System.Text;

namespace Headwater.Data;

/// <summary>A SentencePiece model as a tokenizer.</summary>
internal static class SentencePieceContent
{
    private static readonly byte[] UnknownSurface = " \u2047 "u8.ToArray(); // as SentencePiece shows it

    /// <summary>Throws <see cref="InvalidDataException"/> for a model that would be cut otherwise than SentencePiece does.</summary>
    public static TokenizerContent Of(SentencePieceModel model, string origin)
    {
        SentencePieceLayout layout = model.Layout;
        if (Unsupported(model) is { } unsupported)
            throw new InvalidDataException($"{origin}: a model with {unsupported} cannot be used; expected a unigram or byte-pair model without it. Train it again without that option.");
        PieceType[] first = [.. model.Pieces.Take(3).Select(piece => piece.Type)];
        ImmutableArray<byte[]> surfaces = [.. model.Pieces.Select(Surface)];
        return new TokenizerContent
        {
            Encoder = model.Algorithm == SentencePieceAlgorithm.BytePair ? new BytePairEncoder(layout) : new UnigramEncoder<float>(layout),
            Names = [.. model.Pieces.Select(piece => piece.Text)],
            Surfaces = surfaces,
            FirstSurfaces = layout is { AddDummyPrefix: true, WhitespaceAsSuffix: false } ? [.. surfaces.Select((surface, id) => model.Pieces[id].Text.StartsWith(WordCounts.Space) && surface.Length > 0 ? surface[1..] : surface)] : default,
            IsFirstUntilText = layout.RemoveExtraWhitespaces,
            BrokenBytes = BrokenBytes.ByByte,
            EndsWithDummySuffix = layout is { WhitespaceAsSuffix: true, AddDummyPrefix: true },
            HasPublishedLayout = first is [PieceType.Control, PieceType.Control, PieceType.Unknown],
            UnknownId = layout.UnknownId,
            File = [.. model.Bytes],
            FileName = TextTokenizer.FileName,
        };
    }

    private static string? Unsupported(SentencePieceModel model) => model.Algorithm switch
    {
        SentencePieceAlgorithm.Unigram => UnigramEncoder<float>.Unsupported(model.Layout),
        SentencePieceAlgorithm.BytePair => BytePairEncoder.Unsupported(model.Layout),
        _ => $"the {model.Algorithm} algorithm",
    };

    private static byte[] Surface(Piece piece) => piece.Type switch
    {
        PieceType.Control => [],
        PieceType.Unknown => UnknownSurface,
        PieceType.Byte => BytePiece.TryRead(piece, out byte value) ? [value] : [],
        _ => Encoding.UTF8.GetBytes(piece.Text.Replace(WordCounts.Space, ' ')),
    };
}
