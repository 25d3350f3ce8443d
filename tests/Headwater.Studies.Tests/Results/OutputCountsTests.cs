namespace Headwater.Studies.Tests;

public sealed class OutputCountsTests
{
    [Fact]
    public void Of_Outputs_CountsWhatRunsOnRepeatsAndStaysEmpty()
    {
        string[] outputs = ["ein kleines Haus", "", "ja ja ja ja", "und dann und dann und dann weiter"];
        string[] references = ["ein Haus", "ein Baum", "ja", "und dann ging es weiter"];

        OutputCounts counts = OutputCounts.Of(outputs, [4, 0, 8, 6], limit: 8, references);

        Assert.Equal(4, counts.Outputs);
        Assert.Equal(14.0 / 10, counts.LengthRatio);
        Assert.Equal(0.25, counts.CutShare);
        Assert.Equal(0.25, counts.EmptyShare);
        Assert.Equal(0.5, counts.RepeatingShare);
    }

    [Theory]
    [InlineData("a a", false)]
    [InlineData("a a a", true)]
    [InlineData("a b a b", false)]
    [InlineData("x a b a b a b", true)]
    [InlineData("a b c d a b c d a b c d", true)]
    [InlineData("a b c d e a b c d e a b c d e", false)]       // five words are a clause, and may come again
    public void Repeats_PhraseInARow_NeedsThree(string text, bool expected) => Assert.Equal(expected, OutputCounts.Repeats(text.Split(' ')));

    [Fact]
    public void Of_NoReferenceWords_DividesByOne() => Assert.Equal(2, OutputCounts.Of(["a b"], [2], 5, [""]).LengthRatio);
}
