namespace Headwater.Metrics.Tests;

public class AnswerTextTests
{
    [Theory]
    [InlineData("The Cat's hat.", "cats hat")]
    [InlineData("  a  b\tc\n", "b c")]
    [InlineData("Athens, an anthem", "athens anthem")]       // an article is a word of its own
    [InlineData("the-end", "theend")]                        // punctuation goes before articles do
    [InlineData("the\u2013end", "\u2013end")]                // and only ASCII marks go: a dash remains, and is a boundary
    [InlineData("$3.5", "35")]
    [InlineData("the", "")]
    [InlineData("", "")]
    [InlineData("Ünsal ΟΔΟΣ", "ünsal οδος")]
    [InlineData("the\u0301 x", "\u0301 x")]                  // a combining mark is no letter to Python's \b
    public void Normalise_Text_IsTheScripts(string text, string expected) => Assert.Equal(expected, AnswerText.Normalise(text));

    [Fact]
    public void Normalise_LoneSurrogate_Stays() => Assert.Equal("x \uD83D y", AnswerText.Normalise("x \uD83D the y"));
}
