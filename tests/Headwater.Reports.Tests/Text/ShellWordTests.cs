namespace Headwater.Reports.Tests;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("studies/en+de", "studies/en+de")]
    [InlineData("my table.csv", "'my table.csv'")]
    [InlineData("task = 'c4'", @"'task = '\''c4'\'''")]
    [InlineData("", "''")]
    public void Of_AnyWord_IsOneWordOfAShell(string word, string typed) => Assert.Equal(typed, ShellWord.Of(word));
}
