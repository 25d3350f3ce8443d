using CsCheck;

namespace Headwater.Data.Tests;

public class PieceTrieTests
{
    [Fact]
    public void Find_AnyPieces_KnowsThemAndNoOthers()
    {
        Gen<string> word = Gen.String[Gen.Char["abcäß河▁"], 1, 6];
        Gen.Select(word.Array[0, 60], word.Array[1, 20]).Sample((pieces, others) =>
        {
            PieceTrie trie = PieceTrie.Of(pieces.Select((piece, id) => KeyValuePair.Create(piece, id)));
            return pieces.Concat(others).All(text => trie.Find(PieceTrie.Bytes(text)) == Array.IndexOf(pieces, text));
        });
    }

    [Fact]
    public void Find_AnyByteBeforeAPiece_IsNotSkipped()
    {
        PieceTrie trie = PieceTrie.Of([new("i", 0)]);

        Assert.All(Enumerable.Range(0, 256), value => Assert.Equal(PieceTrie.None, trie.Find([(byte)value, (byte)'i'])));
    }

    [Fact]
    public void Longest_PiecesWithOneBeginning_TakesTheLongest()
    {
        PieceTrie trie = PieceTrie.Of([new("a", 0), new("abc", 1), new("b", 2)]);

        Assert.Equal((3, 1), trie.Longest("abcd"u8));
        Assert.Equal((1, 0), trie.Longest("abx"u8));
        Assert.Equal((0, PieceTrie.None), trie.Longest("x"u8));
    }
}
