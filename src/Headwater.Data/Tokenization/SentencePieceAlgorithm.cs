namespace Headwater.Data;

/// <summary>How a SentencePiece model cuts text; the numbers are those of the file format.</summary>
public enum SentencePieceAlgorithm
{
    Unigram = 1,
    BytePair = 2,
    Word = 3,
    Character = 4,
}
