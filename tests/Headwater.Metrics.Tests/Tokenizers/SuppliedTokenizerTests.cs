namespace Headwater.Metrics.Tests;

public class SuppliedTokenizerTests
{
    [Fact]
    public void Corpus_SuppliedPieces_EqualsTextCutBefore()
    {
        BleuOptions options = new() { SuppliedTokenizer = new SuppliedTokenizer("spm", "0123456789ab", Pairs) };

        BleuScore supplied = Bleu.Corpus(["abcdefgh", "xyz"], [["abcdxfgh", "xyzz"]], options);
        BleuScore cut = Bleu.Corpus(["ab cd ef gh", "xy z"], [["ab cd xf gh", "xy zz"]], new BleuOptions { Tokenizer = BleuTokenizer.None });

        Assert.Equal(cut.Score, supplied.Score);
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:spm|smooth:exp|model:0123456789ab|version:2.6.0", supplied.Signature);
        Assert.Equal("#:1|c:mixed|e:no|tok:spm|s:exp|m:0123456789ab|v:2.6.0", supplied.ShortSignature);
    }

    private static IReadOnlyList<string> Pairs(string segment) => [.. segment.Chunk(2).Select(pair => new string(pair))];
}
