using System.Text.Json;

namespace Headwater.Cli.Tests;

public sealed class TokenizerCommandTests : CommandLineFixture
{
    private const string Text = "the miller measured the water under the bridge\nthe water under the mill\n";

    [Theory]
    [InlineData("bpe")]
    [InlineData("unigram")]
    public void Train_ThenEncodeAndDecode_GivesTheTextBack(string type)
    {
        string model = Train(type);

        CommandResult encoded = Run("tokenizer", "encode", model, "-i", Write("text.txt", Text));
        CommandResult decoded = RunWithInput(encoded.Output, "tokenizer", "decode", model);

        Assert.Equal(0, encoded.ExitCode);
        Assert.Equal(2, encoded.Output.TrimEnd('\n').Split('\n').Length);
        Assert.Equal(Text, decoded.Output);
        Assert.Equal("", encoded.Error + decoded.Error);
    }

    [Fact]
    public void Encode_StandardInput_EqualsTheFile()
    {
        string model = Train("bpe");
        string output = Path.Combine(Folder, "text.ids");

        CommandResult file = Run("tokenizer", "encode", model, "-i", Write("text.txt", Text), "-o", output);

        Assert.Equal(RunWithInput(Text, "tokenizer", "encode", model, "--threads", "1").Output, File.ReadAllText(output));
        Assert.Equal("", file.Output);
    }

    [Fact]
    public void Encode_Json_HasIdsAndPieces()
    {
        CommandResult result = RunWithInput("Hé\n", "tokenizer", "encode", "bytes", "--json");

        JsonElement line = result.Json();
        Assert.Equal([75, 198, 172], line.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()));
        Assert.Equal(["<0x48>", "<0xC3>", "<0xA9>"], line.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString()));
    }

    [Fact]
    public void Train_Json_SaysWhatWasMade()
    {
        CommandResult result = Run("tokenizer", "train", Write("train.txt", Text), "--vocabulary", "300", "--sentinels", "10", "-o", Path.Combine(Folder, "a.model"), "--json");

        Assert.Equal("bpe", result.Json().GetProperty("type").GetString());
        Assert.Equal(300, result.Json().GetProperty("vocabulary").GetInt32());
    }

    [Fact]
    public void Train_TooLittleText_SaysSoAndWritesNothing()
    {
        string model = Path.Combine(Folder, "a.model");

        CommandResult result = Run("tokenizer", "train", Write("train.txt", "ab ab\n"), "--vocabulary", "1000", "-o", model);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("headwater: The sample is too small for a vocabulary of 1000: it yields 2 merges and 638 are needed.\nhint: lower the vocabulary to at most 364, or give more text.\n", result.Error);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public void Fertility_Bytes_AreOneTokenAByte()
    {
        CommandResult result = Run("tokenizer", "fertility", "bytes", Write("text.txt", Text), "--json");

        JsonElement row = result.Json().GetProperty("fertility")[0];
        Assert.Equal(2, row.GetProperty("lines").GetInt64());
        Assert.Equal(13, row.GetProperty("words").GetInt64());
        Assert.Equal(1, row.GetProperty("tokens_per_byte").GetDouble());
        Assert.Contains("per word", Run("tokenizer", "fertility", "bytes", Write("text.txt", Text)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_WhatIsNoId_SaysTheLine()
    {
        CommandResult result = RunWithInput("3 4\n5 x\n", "tokenizer", "decode", "bytes");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("headwater: standard input(2): \"x\" is not an id of this tokenizer; expected integers from 0 to 383, separated by spaces.\n", result.Error);
    }

    [Fact]
    public void Encode_NoTokenizer_SaysWhatIsExpected()
    {
        CommandResult result = RunWithInput("x", "tokenizer", "encode", Folder);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"headwater: There is no tokenizer in {Folder}; expected spiece.model or tokenizer.json.\nhint: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_NoThreads_IsRefused()
    {
        Assert.Equal("headwater: --threads is 0; expected 1 or more.\n", RunWithInput("x", "tokenizer", "encode", "bytes", "--threads", "0").Error);
    }

    private string Train(string type)
    {
        string model = Path.Combine(Folder, $"{type}.model");
        CommandResult trained = Run("tokenizer", "train", Write("train.txt", Text), "--type", type, "--vocabulary", "285", "--sentinels", "0", "-o", model);
        Assert.Equal("", trained.Error);
        return model;
    }
}
