namespace Headwater.Data.Tests;

public sealed class PromptEncoderTests
{
    [Theory]
    [InlineData("the small house", "is red")]
    [InlineData("", "is red")]
    [InlineData("w", "0")]
    [InlineData("ends in a mark:", "the answer\nwith two lines")]
    public void Encode_PromptAndAnswer_AreOneTextBehindTheBeginningOfADocument(string prompt, string answer)
    {
        EncodedPair pair = PromptEncoder.Encode(Tokenizers.Small, prompt, answer);

        Assert.Equal((int[])[TextTokenizer.EndOfSequence, .. Tokenizers.Small.Encode($"{prompt} {answer}")], pair.Input.Concat(pair.Target));
        Assert.NotEmpty(pair.Target);
        Assert.Equal(pair.Input, PromptEncoder.Encode(Tokenizers.Small, prompt).Take(pair.Input.Length));
    }

    [Fact]
    public void Encode_AnswersToOnePrompt_DifferInTheirTargetsAlone()
    {
        EncodedPair first = PromptEncoder.Encode(TextTokenizer.OfBytes(), "who?", "I"), second = PromptEncoder.Encode(TextTokenizer.OfBytes(), "who?", "you");

        Assert.Equal(first.Input, second.Input);
        Assert.Equal((2, 4), (first.Target.Length, second.Target.Length));       // the space before an answer is the answer's
    }

    // A tokenizer that joins the end of a prompt to the answer has no boundary there: the joined token is scored.
    [Fact]
    public void Encode_EmptyAnswer_ScoresAtLeastOneToken()
    {
        Assert.Single(PromptEncoder.Encode(TextTokenizer.OfBytes(), "who?", "").Target);
    }

    [Fact]
    public void FittingInput_LongValue_LosesItsEnd()
    {
        string words = string.Join(' ', Enumerable.Range(0, 100).Select(i => $"w{i}"));
        TaskExample example = new() { Where = "here", Input = $"read {words} now", Shortens = 5..(5 + words.Length), Target = "x", Answers = ["x"] };

        string fitting = TaskEncoder.FittingInput(example, TextTokenizer.OfBytes(), maxInput: 40);

        Assert.StartsWith("read w0 w1", fitting, StringComparison.Ordinal);
        Assert.EndsWith(" now", fitting, StringComparison.Ordinal);
        Assert.InRange(TextTokenizer.OfBytes().Encode(fitting).Length, 35, 39);
    }
}
