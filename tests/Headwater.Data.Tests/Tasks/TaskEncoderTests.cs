using System.Text.Json.Nodes;

namespace Headwater.Data.Tests;

public sealed class TaskEncoderTests
{
    private static readonly TaskForm Form = new() { Prompt = "passage: {passage} question: {question}", Target = "{answer}" };

    [Fact]
    public void Encode_PassageOfTenThousandTokens_LosesItsEndAndIsCounted()
    {
        string passage = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"w{i}"));
        Assert.True(Tokenizers.Small.Encode(passage).Length > 10_000);

        EncodedPairs encoded = TaskEncoder.Encode([Example(passage), Example("w0 w1")], Tokenizers.Small, maxInput: 64, maxTarget: 8);

        string read = Tokenizers.Small.Decode(encoded.Pairs[0].Input.AsSpan(0, encoded.Pairs[0].Input.Length - 1));
        Assert.Equal((1, 0), (encoded.TruncatedInputs, encoded.TruncatedTargets));
        Assert.InRange(encoded.Pairs[0].Input.Length, 60, 64);
        Assert.StartsWith("passage: w0 w1 w2", read);
        Assert.EndsWith(" question: who", read);
        Assert.Equal(TextTokenizer.EndOfSequence, encoded.Pairs[0].Input[^1]);
    }

    [Fact]
    public void Encode_InputThatFits_IsWhole()
    {
        EncodedPairs encoded = TaskEncoder.Encode([Example("w0 w1")], Tokenizers.Small, maxInput: 64, maxTarget: 8);

        Assert.Equal((int[])[.. Tokenizers.Small.Encode("passage: w0 w1 question: who"), TextTokenizer.EndOfSequence], encoded.Pairs[0].Input);
        Assert.Equal(0, encoded.TruncatedInputs);
    }

    [Fact]
    public void Encode_RestThatIsTooLongAlone_LosesTheEndOfTheInput()
    {
        EncodedPairs encoded = TaskEncoder.Encode([Example("w0 w1 w2 w3 w4 w5 w6 w7")], Tokenizers.Small, maxInput: 4, maxTarget: 8);

        Assert.Equal(4, encoded.Pairs[0].Input.Length);
        Assert.Equal(1, encoded.TruncatedInputs);
    }

    [Fact]
    public void Encode_CutInsideASurrogatePair_TakesNoHalf()
    {
        EncodedPairs encoded = TaskEncoder.Encode([Example(string.Concat(Enumerable.Repeat("😀", 50)))], Tokenizers.Small, maxInput: 48, maxTarget: 8);

        Assert.DoesNotContain('\uFFFD', Tokenizers.Small.Decode(encoded.Pairs[0].Input.AsSpan(0, encoded.Pairs[0].Input.Length - 1)));
    }

    private static TaskExample Example(string passage) =>
        TaskExamples.Of([TaskRecord.Of("x", new JsonObject { ["passage"] = passage, ["question"] = "who", ["answer"] = "I" })], Form)[0];
}
