using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// The content of a SentencePiece `.model` file: the vocabulary and the rules for white space. A model that was loaded is saved byte for byte as it was. Immutable.
/// </summary>
public sealed class SentencePieceModel
{
    private readonly byte[] _bytes;

    private SentencePieceModel(byte[] bytes, SentencePieceLayout layout) => (_bytes, Layout) = (bytes, layout);

    /// <summary>Reads a model file. Throws <see cref="InvalidDataException"/> where it is not one.</summary>
    public static SentencePieceModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no tokenizer at {path}; expected a SentencePiece model file (spiece.model).", path);
        byte[] bytes = File.ReadAllBytes(path);
        return new SentencePieceModel(bytes, SentencePieceFormat.Read(bytes, path));
    }

    internal static SentencePieceModel Of(SentencePieceLayout layout) => new(SentencePieceFormat.Write(layout), layout);

    /// <summary>The vocabulary; a piece's place is its id. Sentinels are not part of it.</summary>
    public ImmutableArray<Piece> Pieces => Layout.Pieces;

    public SentencePieceAlgorithm Algorithm => Layout.Algorithm;

    /// <summary>Whether characters without a piece are written as the pieces of their UTF-8 bytes.</summary>
    public bool HasByteFallback => Layout.ByteFallback;

    /// <summary>Hash of the file's content, 64 hexadecimal digits.</summary>
    public string Fingerprint => ContentHash.Of(_bytes);

    internal SentencePieceLayout Layout { get; }

    internal ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Writes the file whole or not at all.</summary>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        AtomicFile.Write(path, _bytes);
    }
}

/// <summary>How a SentencePiece model cuts text; the numbers are those of the file format.</summary>
public enum SentencePieceAlgorithm
{
    Unigram = 1,
    BytePair = 2,
    Word = 3,
    Character = 4,
}

/// <summary>What an entry of a SentencePiece vocabulary is; the numbers are those of the file format.</summary>
public enum PieceType
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>One entry of a SentencePiece vocabulary. In byte-pair models the merge with the highest score goes first; spaces are written U+2581.</summary>
public readonly record struct Piece(string Text, float Score, PieceType Type);
