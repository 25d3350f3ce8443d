namespace Headwater.Data.Tests;

public sealed class FewShotPromptsTests
{
    private static readonly TaskExample[] Solved = [.. Enumerable.Range(0, 30).Select(i => Example($"{i} plus one is ", $"{i + 1}"))];

    [Fact]
    public void Of_NoShots_IsTheQuestionWithoutSpaceAtItsEnd()
    {
        Assert.Equal("Who?", new FewShotPrompts([], 1).Of(Example("Who? ", "I"), 0, 0));
    }

    [Fact]
    public void Of_Shots_AreSolvedWithABlankLineAfterEach()
    {
        string prompt = new FewShotPrompts(Solved, 7).Of(Example("Who?", "I"), place: 3, shots: 2);

        string[] parts = prompt.Split("\n\n");
        Assert.Equal(3, parts.Length);
        Assert.Equal("Who?", parts[2]);
        Assert.All(parts[..2], part => Assert.Contains(part, Solved.Select(example => $"{example.Input}{example.Target}")));
        Assert.NotEqual(parts[0], parts[1]);
    }

    [Fact]
    public void Of_FewerShots_AreTheFirstOfMore()
    {
        FewShotPrompts prompts = new(Solved, 7);

        string two = prompts.Of(Example("Who?", "I"), 3, 2), five = prompts.Of(Example("Who?", "I"), 3, 5);

        Assert.StartsWith(two[..^"Who?".Length], five, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_OtherQuestionOrSeed_DrawsOtherExamples()
    {
        TaskExample question = Example("Who?", "I");
        string[] prompts = [.. Enumerable.Range(0, 10).Select(place => new FewShotPrompts(Solved, 7).Of(question, place, 5)), new FewShotPrompts(Solved, 8).Of(question, 0, 5)];

        Assert.Equal(11, prompts.Distinct().Count());
        Assert.Equal(prompts[0], new FewShotPrompts(Solved, 7).Of(question, 0, 5));
    }

    [Fact]
    public void Of_MoreShotsThanExamples_IsRefused()
    {
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(() => new FewShotPrompts(Solved, 7).Of(Example("Who?", "I"), 0, 31));

        Assert.Contains("There are 30 examples to draw from.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" four\n\nfive", "four")]
    [InlineData("four", "four")]
    [InlineData("\n four five \r\nsix", "four five")]
    [InlineData("", "")]
    public void AnswerIn_Text_EndsWithItsLine(string generated, string answer) => Assert.Equal(answer, FewShotPrompts.AnswerIn(generated));

    private static TaskExample Example(string input, string target) => new() { Where = "here", Input = input, Shortens = 0..0, Target = target, Answers = [target] };
}
