using System.Text.Json;
using Headwater.Data;
using Headwater.Models;

namespace Headwater.Cli.Tests;

/// <summary><c>evaluate</c> and <c>generate</c> on decoder-only models.</summary>
public sealed class DecoderCommandTests : CommandLineFixture
{
    [Fact]
    public void Evaluate_Ids_ScoresEachLabelByTheIdsBeforeIt()
    {
        string model = Model();
        string file = Write("ids.jsonl", "{\"input_ids\": [5, 6, 0, 7, 1], \"labels\": [-100, -100, 0, 7, 1]}\n{\"input_ids\": [9, 8], \"labels\": [9, 8]}\n");

        CommandResult result = Run("evaluate", model, "--ids", file, "--json");

        using LanguageModel read = Checkpoint.LoadModel(model);
        ExampleLoss[] expected = [.. CrossEntropy.Of((DecoderModel)read, [new ScoredSequence([5, 6, 0, 7, 1], [-100, -100, 0, 7, 1]), new ScoredSequence([9, 8], [9, 8])], cancellationToken: TestContext.Current.CancellationToken)];
        JsonElement[] examples = [.. result.Json().GetProperty("examples").EnumerateArray()];
        Assert.Equal(0, result.ExitCode);
        Assert.Equal([3, 1], examples.Select(example => example.GetProperty("tokens").GetInt32()));
        Assert.Equal(expected.Select(loss => loss.NegativeLogLikelihood), examples.Select(example => example.GetProperty("nll").GetDouble()));
    }

    [Theory]
    [InlineData("""{"input_ids": [5, 6, 7], "labels": [6, 7]}""", "ids.jsonl(1): 3 input_ids and 2 labels; expected as many of both")]
    [InlineData("""{"input_ids": [5, 6], "labels": [5, -100]}""", "ids.jsonl(1): no label is scored; expected one behind the first")]
    [InlineData("""{"input_ids": [5, 999], "labels": [5, 999]}""", "ids.jsonl(1): token id 999; expected ids below 280")]
    [InlineData("""{"input_ids": [5, -100], "labels": [5, 6]}""", "ids.jsonl(1): input_ids contains -100; expected token ids, which are 0 or more.")]
    public void Evaluate_IdsThatCannotBeScored_AreRefused(string row, string message)
    {
        CommandResult result = Run("evaluate", Model(), "--ids", Write("ids.jsonl", row + "\n"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_LongerThanThePositions_IsRefused()
    {
        string ids = string.Join(", ", Enumerable.Repeat("5", 70));

        CommandResult result = Run("evaluate", Model(), "--ids", Write("ids.jsonl", $"{{\"input_ids\": [{ids}], \"labels\": [{ids}]}}\n"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("70 token ids; expected at most 64", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_Text_IsReadWithItsEndMarkBetween()
    {
        string model = Model();

        CommandResult result = Run("evaluate", model, "--source", Write("s.txt", "one two\n"), "--target", Write("t.txt", "three\n"), "--json");

        TextTokenizer tokenizer = TextTokenizer.Load(model, 2);
        using LanguageModel read = Checkpoint.LoadModel(model);
        double expected = CrossEntropy.Of(read, [new EncodedPair([.. tokenizer.Encode("one two"), 1], [.. tokenizer.Encode("three"), 1])], cancellationToken: TestContext.Current.CancellationToken)[0].NegativeLogLikelihood;
        Assert.Equal(expected, result.Json().GetProperty("examples")[0].GetProperty("nll").GetDouble());
    }

    [Fact]
    public void Generate_Continue_GoesOnBehindTheText()
    {
        string model = Model();

        CommandResult result = Run("generate", model, "-i", Write("i.txt", "one two three\n"), "--max-length", "6", "--continue");
        CommandResult empty = Run("generate", model, "-i", Write("e.txt", "\n"), "--continue");

        TextTokenizer tokenizer = TextTokenizer.Load(model, 2);
        using LanguageModel read = Checkpoint.LoadModel(model);
        int[] output = Generation.Generate(read, [tokenizer.Encode("one two three")], new GenerationOptions { MaxLength = 6 }, cancellationToken: TestContext.Current.CancellationToken)[0];
        Assert.Equal(tokenizer.Decode(output).ReplaceLineEndings(" "), result.Output.TrimEnd('\n'));
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("line 1 of the input is empty; expected a text to continue.", empty.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluate_ChoicesOfADecoder_AreRanked()
    {
        string file = Write("q.jsonl", """{"input": "one two", "choices": ["three", "seven six"], "answer": 0}""" + "\n");

        CommandResult result = Run("evaluate", Model(), "--choices", file, "--normalise", "bytes", "--json");

        Assert.Equal(0, result.ExitCode);
        Assert.InRange(result.Json().GetProperty("accuracy").GetDouble(), 0, 1);
    }

    [Fact]
    public void Evaluate_TextOfAModelWithOtherIds_IsRefused()
    {
        string model = Model();
        string config = Path.Combine(model, "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"eos_token_id\": 1", "\"eos_token_id\": 128001", StringComparison.Ordinal));

        CommandResult result = Run("generate", model, "-i", Write("i.txt", "one\n"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("ends a text with token 128001; expected 1, as Headwater's tokenizers do.\nhint: generate --continue reads texts with the model's own tokenizer; for evaluate, encode them with it and use --ids.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_ContinueOfAModelWithOtherIds_ReadsItsOwnTokenizerAndStopsAtAnyEnd()
    {
        string model = PublishedModel();
        string text = Write("i.txt", "one two\n");
        string[] Generate() => [.. Run("generate", model, "-i", text, "--continue", "--max-length", "5").Output.Split('\n').Take(1)];
        string generation = Path.Combine(model, "generation_config.json");

        string whole = Assert.Single(Generate());
        File.WriteAllText(generation, $$"""{ "eos_token_id": [28, {{string.Join(", ", Enumerable.Range(0, 28))}}] }""");
        string none = Assert.Single(Generate());
        File.WriteAllText(generation, """{ "eos_token_id": [28, """);
        CommandResult broken = Run("generate", model, "-i", text, "--continue");

        Assert.InRange(whole.Length, 1, 5);                                      // letters, spaces and controls, which are not shown
        Assert.Equal("", none);
        Assert.Equal(2, broken.ExitCode);
        Assert.Contains("hint: copy generation_config.json again from where the model was published.", broken.Error, StringComparison.Ordinal);
    }

    // Of Llama's layout, with letters as tokens and the ends of texts and turns behind them.
    private string PublishedModel()
    {
        TorchRuntime.Load(1);
        string folder = Path.Combine(Folder, "published");
        using (DecoderModel model = new(DecoderConfig.Of(DecoderKind.Llama, new DecoderShape(1, 16, 2), 30) with { MaxPositionEmbeddings = 64, InitializerRange = 0.3, EosTokenId = 28, BosTokenId = 27 }, seed: 4))
        {
            TextTokenizer any = TextTokenizer.Of(BytePairTrainer.Train(Enumerable.Repeat("one two three", 10), new BytePairOptions { VocabularySize = 270, Sentinels = 2 }), sentinels: 2);
            Checkpoint.SaveModel(folder, model, any);
            File.Delete(Path.Combine(folder, any.OwnFileName));
        }

        string letters = string.Join(", ", Enumerable.Range(0, 26).Select(i => $"\"{(char)('a' + i)}\": {i.ToString(System.Globalization.CultureInfo.InvariantCulture)}"));
        string added = string.Join(", ", new[] { (27, "<|begin|>"), (28, "<|end|>"), (29, "<|turn|>") }.Select(token =>
            $$"""{ "id": {{token.Item1.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, "content": "{{token.Item2}}", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true }"""));
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), $$"""
            { "version": "1.0", "truncation": null, "padding": null, "added_tokens": [{{added}}], "normalizer": null,
              "pre_tokenizer": { "type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true },
              "post_processor": { "type": "Sequence", "processors": [{ "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false, "use_regex": true },
                { "type": "TemplateProcessing", "single": [{ "SpecialToken": { "id": "<|begin|>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } }], "pair": [],
                  "special_tokens": { "<|begin|>": { "id": "<|begin|>", "ids": [27], "tokens": ["<|begin|>"] } } }] },
              "decoder": { "type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true },
              "model": { "type": "BPE", "dropout": null, "unk_token": null, "continuing_subword_prefix": null, "end_of_word_suffix": null, "fuse_unk": false, "byte_fallback": false, "vocab": { {{letters}}, "Ġ": 26 }, "merges": [] } }
            """);
        return folder;
    }

    private string Model()
    {
        TextTokenizer tokenizer = TextTokenizer.Of(
            BytePairTrainer.Train(Enumerable.Repeat("one two three four five six seven", 10), new BytePairOptions { VocabularySize = 280, Sentinels = 2 }), sentinels: 2);
        TorchRuntime.Load(1);
        using DecoderModel model = new(DecoderConfig.Of(DecoderKind.Llama, new DecoderShape(1, 16, 2), 280) with { MaxPositionEmbeddings = 64, InitializerRange = 0.3 }, seed: 4);
        string folder = Path.Combine(Folder, "decoder");
        Checkpoint.SaveModel(folder, model, tokenizer);
        return folder;
    }
}
