using System.Text.Json;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli.Tests;

public sealed class EvaluateCommandTests : CommandLineFixture
{
    private const string Questions = """
        { "input": "one two", "choices": ["three", "four five six seven"], "answer": "three" }
        { "source": "seven", "choices": ["one", "two", "six"], "label": 2 }

        """;

    [Theory]
    [InlineData("relu", true)]
    [InlineData("gated-gelu", false)]
    public void Evaluate_TextPairs_GivesBothCrossEntropies(string projection, bool tied)
    {
        string model = Model(projection, tied);
        string source = Write("source.txt", "one two\nseven\n");
        string target = Write("target.txt", "three é\nsix\n");

        JsonElement result = Run("evaluate", model, "--source", source, "--target", target, "--threads", "1", "--json").Json();

        JsonElement[] examples = [.. result.GetProperty("examples").EnumerateArray()];
        double nats = examples.Sum(example => example.GetProperty("nll").GetDouble());
        Assert.Equal([8, 3], examples.Select(example => example.GetProperty("bytes").GetInt32()));
        Assert.Equal(nats / examples.Sum(example => example.GetProperty("tokens").GetInt32()), result.GetProperty("cross_entropy").GetDouble(), 1e-9);
        Assert.Equal(nats / 11, result.GetProperty("cross_entropy_per_byte").GetDouble(), 1e-9);
    }

    [Theory]
    [InlineData(".gz")]
    [InlineData(".zst")]
    public void Evaluate_PackedTextPairs_GiveTheNumbersOfPlainOnes(string ending)
    {
        string model = Model("relu", tied: true);
        string[] plain = [Write("source.txt", "one two\nseven\n"), Write("target.txt", "three é\nsix\n")];
        string[] packed = [.. plain.Select(path => Pack(path, ending))];

        Assert.Equal(Run("evaluate", model, "--source", plain[0], "--target", plain[1], "--json").Output, Run("evaluate", model, "--source", packed[0], "--target", packed[1], "--json").Output);
        Assert.Equal(Run("generate", model, "-i", plain[0], "--max-length", "4").Output, Run("generate", model, "-i", packed[0], "--max-length", "4").Output);
        Assert.Equal(Run("generate", model, "-i", plain[0], "--max-length", "4").Output, RunWithInput("one two\nseven\n", "generate", model, "-i", "-", "--max-length", "4").Output);
    }

    [Fact]
    public void Evaluate_LinesThatAreNoText_AreRefusedWithTheirLine()
    {
        string file = Path.Combine(Folder, "bad.txt");
        File.WriteAllBytes(file, [.. "one\n"u8, 0xFF]);

        foreach (string[] args in (string[][])[["evaluate", Model("relu", tied: true), "--source", file, "--target", file], ["generate", Path.Combine(Folder, "model"), "-i", file]])
        {
            CommandResult result = Run(args);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains("bad.txt(2): byte 0xFF", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Evaluate_LongLines_AreCutWithACount()
    {
        string model = Model("relu", tied: true);
        string longer = Write("long.txt", string.Concat(Enumerable.Repeat("one two ", 20_000)) + "\nseven\n"), target = Write("target.txt", "six\nsix\n");

        CommandResult generated = Run("generate", model, "-i", longer, "--max-length", "4", "--max-source", "16");
        CommandResult evaluated = Run("evaluate", model, "--source", longer, "--target", longer, "--max-source", "16", "--max-target", "8", "--json");

        Assert.Contains("warning: 1 of 2 inputs had more than 16 tokens and were truncated.", generated.Error, StringComparison.Ordinal);
        Assert.Contains("warning: 1 of 2 sources had more than 16 tokens", evaluated.Error, StringComparison.Ordinal);
        Assert.Contains("warning: 1 of 2 targets had more than 8 tokens", evaluated.Error, StringComparison.Ordinal);
        Assert.Equal(8, evaluated.Json().GetProperty("examples")[0].GetProperty("tokens").GetInt32());
        Assert.InRange(evaluated.Json().GetProperty("examples")[0].GetProperty("bytes").GetInt32(), 1, 80);
        Assert.DoesNotContain("warning", Run("evaluate", model, "--source", target, "--target", target).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"input_ids": [3, 4, 1, 0, 0], "labels": [5, 1, 0, 0]}""", null)]
    [InlineData("""{"input_ids": [3, 4, 1], "labels": [5, 1, -100, -100]}""", null)]
    [InlineData("""{"input_ids": [3, 0, 4, 1], "labels": [5, 1]}""", "ids.jsonl(1): input_ids has the padding id 0 at position 2, followed by other ids")]
    [InlineData("""{"input_ids": [3, 1], "labels": [-5, 1]}""", "ids.jsonl(1): labels contains -5; expected token ids, which are 0 or more, or -100")]
    [InlineData("""{"input_ids": [3, 1], "labels": [0, 0]}""", "ids.jsonl(1): labels contains only padding")]
    [InlineData("""{"input_ids": [3, 77777, 1], "labels": [5, 1]}""", "ids.jsonl(1): token id 77777; expected ids below ")]
    [InlineData("""{"input_ids": [3, 1], "labels": [88888, 1]}""", "ids.jsonl(1): token id 88888; expected ids below ")]
    [InlineData("""{"input_ids": [3, 1], "labels": [5, 1], "score": nan}""", "ids.jsonl(1): this is not JSON: the mistake is at byte 50 of the line.")]
    public void Evaluate_PaddedIds_AreTakenWithoutTheirPaddingOrRefused(string row, string? message)
    {
        string model = Model("relu", tied: true);

        CommandResult result = Run("evaluate", model, "--ids", Write("ids.jsonl", row + "\n"), "--json");

        if (message is null) Assert.Equal(Run("evaluate", model, "--ids", Write("plain.jsonl", """{"input_ids": [3, 4, 1], "labels": [5, 1]}"""), "--json").Output, result.Output);
        else Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(message is null ? 0 : 2, result.ExitCode);
    }

    private static string Pack(string path, string ending)
    {
        string packed = path + ending;
        using FileStream file = File.Create(packed);
        using Stream target = ending == ".gz" ? new System.IO.Compression.GZipStream(file, System.IO.Compression.CompressionLevel.Fastest) : new ZstdSharp.CompressionStream(file, leaveOpen: true);
        target.Write(File.ReadAllBytes(path));
        return packed;
    }

    [Theory]
    [InlineData("none")]
    [InlineData("tokens")]
    [InlineData("bytes")]
    public void Evaluate_Choices_PicksTheLikeliest(string normalise)
    {
        string model = Model("relu", tied: true);
        string file = Write("questions.jsonl", Questions);

        JsonElement result = Run("evaluate", model, "--choices", file, "--normalise", normalise, "--threads", "1", "--json").Json();
        string text = Run("evaluate", model, "--choices", file, "--normalise", normalise, "--threads", "1").Output;

        JsonElement[] examples = [.. result.GetProperty("examples").EnumerateArray()];
        int correct = 0;
        foreach (JsonElement example in examples)
        {
            double[] scores = [.. example.GetProperty("choices").EnumerateArray().Select(choice =>
                choice.GetProperty("log_likelihood").GetDouble() / (normalise == "none" ? 1 : choice.GetProperty(normalise).GetInt32()))];
            Assert.Equal(Array.IndexOf(scores, scores.Max()), example.GetProperty("predicted").GetInt32());
            correct += example.GetProperty("predicted").GetInt32() == example.GetProperty("answer").GetInt32() ? 1 : 0;
        }

        Assert.Equal([0, 2], examples.Select(example => example.GetProperty("answer").GetInt32()));
        Assert.Equal(correct / 2.0, result.GetProperty("accuracy").GetDouble());
        Assert.Equal(5.0 / 12, result.GetProperty("chance").GetDouble(), 1e-12);
        Assert.Contains($"({correct} of 2 examples; normalised by {normalise}; chance 0.416667)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"choices\": [\"a\", \"b\"] }", "(1): input is missing or not a string. Expected an object with input, choices and answer.")]
    [InlineData("{ \"input\": \"a\", \"choices\": [\"a\"] }", "(1): there are 1 choices; expected at least 2.")]
    [InlineData("{ \"input\": \"a\", \"choices\": [\"a\", 1] }", "(1): choices is missing or not a list of strings.")]
    [InlineData("{ \"input\": \"a\", \"choices\": [\"a\", \"b\"], \"answer\": \"c\" }", "(1): answer is \"c\"; expected the text of one of the 2 choices, or its index from 0 to 1.")]
    [InlineData("{ \"input\": \"a\", \"choices\": [\"a\", \"b\"], \"answer\": 2 }", "(1): answer is 2; expected the text")]
    [InlineData("{ \"input\": ", "(1): this is not JSON: ")]
    [InlineData("7", "(1): this line is not a JSON object.")]
    [InlineData("", " is empty; expected one JSON object per line with input, choices and answer.")]
    public void Evaluate_BadChoices_Exits2WithThePlace(string line, string message)
    {
        string file = Write("bad.jsonl", line.Length == 0 ? "" : line + "\n");

        CommandResult result = Run("evaluate", Folder, "--choices", file);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(file + message, result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Evaluate_TwoKindsOfInput_Exits2()
    {
        CommandResult result = Run("evaluate", Folder, "--choices", "a", "--ids", "b");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected --source with --target, --ids, --choices, or --task.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_TaskFile_ScoresItsTestSet()
    {
        Write("quiz.jsonl", "{ \"question\": \"one\", \"options\": [\"two\", \"three\"], \"right\": \"two\" }\n{ \"question\": \"six\", \"options\": [\"one\", \"seven\"], \"right\": \"seven\" }\n");
        string task = Write("quiz.yaml", "task: quiz\nprompt: \"{question}\"\nchoices: \"{options}\"\nlabel: right\ntrain: quiz.jsonl\nvalidation: quiz.jsonl\ntest: quiz.jsonl\n");
        string model = Model("relu", tied: true);

        JsonElement result = Run("evaluate", model, "--task", task, "--threads", "1", "--json").Json();
        string text = Run("evaluate", model, "--task", task, "--threads", "1").Output;

        Assert.Equal(["accuracy", "cross-entropy", "bits-per-byte", "nats-per-answer", "choice-probability"], result.GetProperty("scores").EnumerateArray().Select(score => score.GetProperty("metric").GetString()));
        JsonElement accuracy = result.GetProperty("scores")[0];
        Assert.Equal((0.5, 1, 2), (accuracy.GetProperty("chance").GetDouble(), accuracy.GetProperty("ceiling").GetDouble(), accuracy.GetProperty("items").GetInt32()));
        Assert.Equal(2, result.GetProperty("predictions").GetArrayLength());
        Assert.Contains("(2 examples; chance 0.500000)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_TaskWithoutFile_Exits2()
    {
        string task = Write("quiz.yaml", "kind: boolq\ntrain: a.jsonl\nvalidation: a.jsonl\ntest: a.jsonl\n");

        CommandResult result = Run("evaluate", Folder, "--task", task);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"train: there is no file {Path.Combine(Folder, "a.jsonl")}.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_FirstVersion_GivesALineForALine()
    {
        string source = Write("source.txt", "one two\nseven\n");

        CommandResult result = Run("generate", Model("relu", tied: true), "-i", source, "--max-length", "5", "--threads", "1");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, result.Output.Count(character => character == '\n'));
    }

    // With two sentinels, where published tokenizers have a hundred.
    private string Model(string projection, bool tied)
    {
        TextTokenizer tokenizer = TextTokenizer.Of(
            BytePairTrainer.Train(Enumerable.Repeat("one two three four five six seven", 10), new BytePairOptions { VocabularySize = 280, Sentinels = 2 }), sentinels: 2);
        T5Config config = new()
        {
            VocabSize = 280, DModel = 16, DKv = 6, DFf = 24, NumLayers = 1, NumDecoderLayers = 1, NumHeads = 2, FeedForwardProj = projection, TieWordEmbeddings = tied,
        };
        TorchRuntime.Load(1);
        using T5Model model = new(config, seed: 4);
        string folder = Path.Combine(Folder, "model");
        Checkpoint.SaveModel(folder, model, tokenizer);
        return folder;
    }
}
