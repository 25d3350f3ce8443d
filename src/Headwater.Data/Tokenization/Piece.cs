namespace Headwater.Data;

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
