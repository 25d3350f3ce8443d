namespace Headwater.Data.Tests;

public class NormalizationTableTests
{
    [Fact]
    public void Apply_TableOfSentencePiece_RewritesAsItDoes()
    {
        NormalizationTable table = SentencePieceModel.Load(Golden.File("unigram.model")).Layout.Normalization!;

        string[] rewritten = [.. Golden.Lines("encode.txt").Select(line => string.Join(' ', table.Apply(line).Split(' ', StringSplitOptions.RemoveEmptyEntries)))];

        Assert.Equal(Golden.Lines("unigram.normalized"), rewritten);
    }

    [Fact]
    public void Apply_OwnRules_TakesTheLongestMatch()
    {
        NormalizationTable table = SentencePieceModel.Load(Golden.File("rules.model")).Layout.Normalization!;

        Assert.Equal("fi IV ő e :) x", table.Apply("ﬁ\tⅣ e\u030B e 😀 x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("\u0010\0\0\0too short")]
    public void Read_BytesThatAreNoTable_IsRefused(string bytes)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => NormalizationTable.Read([.. bytes.Select(c => (byte)c)]));

        Assert.Equal("its normalisation table is broken", error.Message);
    }
}
