namespace Headwater.Metrics.Tests;

public class TokenizerTercomTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("A river,  a stream.", "A river, a stream.")]
    [InlineData("河 (深い)。", "河 (深い)。")]
    public void Append_Default_SplitsAtWhitespace(string segment, string expected) => Assert.Equal(expected, Words(segment, new TerOptions()));

    [Theory]
    [InlineData("A river, a stream.", "A river , a stream .")]
    [InlineData("It costs 3.50, or 1,000.", "It costs 3.50 , or 1,000 .")]
    [InlineData("well-known 10-fold", "well-known 10 - fold")]
    [InlineData("the cat's (dog's) it'set 's", "the cat 's ( dog 's ) it'set 's")]
    [InlineData("&quot;a&quot; &amp;lt; b&gt;", "\" a \" < b >")]
    [InlineData("split\n-word and\nline", "splitword and line")]
    [InlineData("河水。", "河水。")]
    public void Append_Normalized_SeparatesPunctuation(string segment, string expected) =>
        Assert.Equal(expected, Words(segment, new TerOptions { Normalized = true }));

    [Theory]
    [InlineData("河水、a。", "河 水 、 a 。")]
    [InlineData("かなカナ", "かなカナ")]                           // kana stay together
    [InlineData("㊟㍿：⺀", "㊟ ㍿ ： ⺀")]
    public void Append_NormalizedAsian_SeparatesCharacters(string segment, string expected) =>
        Assert.Equal(expected, Words(segment, new TerOptions { Normalized = true, AsianSupport = true }));

    [Theory]
    [InlineData("a.b, (c) \"d\"!", "ab c d")]
    [InlineData("- ' / 。", "- ' / 。")]
    public void Append_NoPunctuation_LeavesMarksOut(string segment, string expected) =>
        Assert.Equal(expected, Words(segment, new TerOptions { NoPunctuation = true }));

    [Theory]
    [InlineData(false, "河、水。a.", "河水a")]
    [InlineData(true, "a、b。河.", "a b 河")]                     // marks are apart before they are left out
    public void Append_NoPunctuationAsian_LeavesItsMarksOut(bool normalized, string segment, string expected) =>
        Assert.Equal(expected, Words(segment, new TerOptions { NoPunctuation = true, AsianSupport = true, Normalized = normalized }));

    private static string Words(string segment, TerOptions options) => Tokens.Of(segment, new TokenizerTercom(options));
}
