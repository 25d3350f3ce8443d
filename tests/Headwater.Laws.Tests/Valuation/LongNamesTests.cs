namespace Headwater.Laws.Tests;

public class LongNamesTests
{
    private const string Start = "filtered_web_text_with_a_quality_classifier_", End = "_deduplicated_by_minhash_with_bands_20_rows_14";

    [Fact]
    public void Names_Short_StayWhole()
    {
        LongNames names = new(["c4", "pile"]);

        Assert.Equal("c4", names["c4"]);
    }

    [Fact]
    public void Names_Long_KeepTheirBeginningAndEnd()
    {
        LongNames names = new([Start + "a" + End, "c4"]);

        string cut = names[Start + "a" + End];
        Assert.Equal(LongNames.Most, cut.Length);
        Assert.StartsWith("filtered_web_text_…", cut, StringComparison.Ordinal);
        Assert.EndsWith("_rows_14", cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("books", "forums")]
    [InlineData("", "x")]
    [InlineData("0.1", "0.2")]
    [InlineData("of_the_first_ten_percent_of_all_documents_by_score", "of_the_first_two_percent_of_all_documents_by_score")]
    public void Names_ThatDifferInTheMiddle_AreTold(string one, string other)
    {
        LongNames names = new([Start + one + End, Start + other + End, Start + "plain"]);

        Assert.NotEqual(names[Start + one + End], names[Start + other + End]);
    }

    [Fact]
    public void Names_ThatDifferInTheMiddle_ShowTheDifference()
    {
        LongNames names = new([Start + "books" + End, Start + "forums" + End]);

        Assert.Contains("…books…", names[Start + "books" + End], StringComparison.Ordinal);
        Assert.Contains("…forums…", names[Start + "forums" + End], StringComparison.Ordinal);
        Assert.All([Start + "books" + End, Start + "forums" + End], name => Assert.True(names[name].Length <= LongNames.Most));
    }
}
