namespace Headwater.Metrics.Tests;

public class LowercaseTests
{
    [Theory]
    [InlineData("Größe ẞ", "größe ß")]
    [InlineData("İstanbul I", "i̇stanbul i")]
    [InlineData("ΟΔΟΣ ΣΑΣ Σ", "οδος σας σ")]
    [InlineData("ΑΣ.Β ΑΣ'", "ασ.β ας'")]              // a point inside a word does not end it
    [InlineData("𐐀Σ 1Σ", "𐐨ς 1σ")]
    [InlineData("𐐀𐐁", "𐐨𐐩")]
    [InlineData("ǅ", "ǆ")]
    public void Of_Letters_FollowsTheFullMapping(string text, string expected) => Assert.Equal(expected, Lowercase.Of(text));
}
