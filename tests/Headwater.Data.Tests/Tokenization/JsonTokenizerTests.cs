using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;

namespace Headwater.Data.Tests;

public sealed class JsonTokenizerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    // ▁ab is 'ab' behind a space; "c" has no piece.
    private const string Unigram = """
        {"normalizer": null, "added_tokens": [{"id": 0, "content": "<pad>", "special": true}, {"id": 1, "content": "</s>", "special": true}],
         "pre_tokenizer": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
         "decoder": {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true},
         "model": {"type": "Unigram", "unk_id": 2, "byte_fallback": false,
           "vocab": [["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["▁", -2], ["a", -3], ["b", -3], ["ab", -4], ["▁a", -3.5], ["<extra_id_1>", 0], ["<extra_id_0>", 0]]}}
        """;

    // The words of GPT-2: "Ġ" stands for the space and "Ã©" for the two bytes of é.
    private const string ByteLevel = """
        {"pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}, "decoder": {"type": "ByteLevel"}, "added_tokens": [],
         "model": {"type": "BPE", "unk_token": null,
           "vocab": {"a": 0, "b": 1, "Ġ": 2, "Ã": 3, "©": 4, "!": 5, "ab": 6, "Ġab": 7, "Ã©": 8, "abab": 9, "ba": 10, "'s": 11, "'": 12, "s": 13},
           "merges": ["a b", "Ġ ab", "Ã ©", "b a", "' s"]}}
        """;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_UnigramWithMetaspace_TakesTheBestSum()
    {
        TextTokenizer tokenizer = Load(Unigram);

        Assert.Equal(10, tokenizer.VocabularySize);
        Assert.Equal(2, tokenizer.Sentinels);
        Assert.Equal(9, tokenizer.SentinelId(0));
        Assert.Equal(0, tokenizer.Offset);
        Assert.Equal([3, 6], tokenizer.Encode("ab")); // ▁ −2 and ab −4 beat ▁a −3.5 and b −3
        Assert.Equal([7, 4, 3, 5, 2], tokenizer.Encode("aa bc")); // one piece ▁a −3.5 beats ▁ and a
        Assert.Equal("aa b", tokenizer.Decode(tokenizer.Encode("aa b")));
        Assert.Equal([7, 1, 7], tokenizer.Encode("a</s>a")); // added tokens are read from the text, special ones too
    }

    [Fact]
    public void Encode_ByteLevelMerges_FollowTheirOrderWithinWords()
    {
        TextTokenizer tokenizer = Load(ByteLevel);

        Assert.Equal(3, tokenizer.Offset);
        Assert.Equal(["ab", "ab", "Ġab", "!", "!"], Names(tokenizer, "abab ab!!")); // "abab" is a piece, but no merge makes it
        Assert.Equal(["b", "ab", "'s", "Ġ", "Ã©"], Names(tokenizer, "bab's é"));
        Assert.Equal("bab's é", tokenizer.Decode(tokenizer.Encode("bab's é")));
    }

    [Fact]
    public void LoadWithItsIds_FileOfAnotherLayout_KeepsTheIdsOfTheFile()
    {
        string path = _folder.Write("own.json", ByteLevel);
        TextTokenizer own = TextTokenizer.LoadWithItsIds(path), shifted = TextTokenizer.Load(path);

        Assert.True(own.HasOwnIds && !shifted.HasOwnIds);
        Assert.Equal((0, 14, 0), (own.Offset, own.VocabularySize, own.Sentinels));
        Assert.Equal(shifted.Encode("abab ab!!").Select(id => id - 3), own.Encode("abab ab!!"));
        Assert.Equal("bab's é", own.Decode(own.Encode("bab's é")));                 // b is 1, and no end
        Assert.False(own.IsUnknown(2));
        Assert.Null(BeginningToken.Of(path));
        Assert.False(TextTokenizer.LoadWithItsIds(_folder.Write("t5.json", Unigram)).HasOwnIds);
    }

    [Theory]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "special_tokens": {"<s>": {"id": "<s>", "ids": [9], "tokens": ["<s>"]}}}""", 9)]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "<s>", "type_id": 0}}], "special_tokens": {"<s>": {"id": "<s>", "ids": [9], "tokens": ["<s>"]}}}""", null)]
    [InlineData("""{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": false}""", null)]
    [InlineData("null", null)]
    public void BeginningToken_OfTheTemplate_IsItsFirst(string processor, int? expected) =>
        Assert.Equal(expected, BeginningToken.Of(_folder.Write("tokenizer.json", ByteLevel.Replace("\"added_tokens\"", $"\"post_processor\": {processor}, \"added_tokens\"", StringComparison.Ordinal))));

    [Fact]
    public void Encode_MergesWithByteFallback_WriteUnknownCharactersAsBytes()
    {
        JsonObject vocabulary = new() { ["<unk>"] = 0 };
        for (int value = 0; value < 256; value++) vocabulary[$"<0x{value:X2}>"] = value + 1;
        foreach (string piece in new[] { "▁", "h", "i", "hi", "▁hi" }) vocabulary[piece] = vocabulary.Count;
        JsonObject file = new()
        {
            ["normalizer"] = JsonNode.Parse("""{"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}"""),
            ["decoder"] = JsonNode.Parse("""{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}"""),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE", ["unk_token"] = "<unk>", ["byte_fallback"] = true, ["fuse_unk"] = true, ["vocab"] = vocabulary,
                ["merges"] = JsonNode.Parse("""[["h", "i"], ["▁", "hi"]]"""),
            },
        };
        TextTokenizer tokenizer = Load(file.ToJsonString());

        Assert.Equal(["▁hi", "▁hi", "<0xC3>", "<0xA9>"], Names(tokenizer, "hi hié"));
        Assert.Equal("hi hié", tokenizer.Decode(tokenizer.Encode("hi hié")));
    }

    [Fact]
    public void Encode_SentencePieceModelAsJson_EqualsSentencePiece()
    {
        SentencePieceModel model = SentencePieceModel.Load(Golden.File("unigram.model"));
        JsonObject file = new()
        {
            ["normalizer"] = new JsonObject
            {
                ["type"] = "Sequence",
                ["normalizers"] = new JsonArray(
                    new JsonObject { ["type"] = "Precompiled", ["precompiled_charsmap"] = Convert.ToBase64String(CharacterMap(Golden.File("unigram.model"))) },
                    JsonNode.Parse("""{"type": "Strip", "strip_left": true, "strip_right": true}"""),
                    JsonNode.Parse("""{"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": " "}""")),
            },
            ["pre_tokenizer"] = JsonNode.Parse("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": true}"""),
            ["added_tokens"] = new JsonArray([.. Enumerable.Range(0, 3).Select(id => (JsonNode)new JsonObject { ["id"] = id, ["content"] = model.Pieces[id].Text, ["special"] = true })]),
            ["model"] = new JsonObject
            {
                ["type"] = "Unigram", ["unk_id"] = 2,
                ["vocab"] = new JsonArray([.. model.Pieces.Select(piece => (JsonNode)new JsonArray(piece.Text, (double)piece.Score))]),
            },
        };
        TextTokenizer tokenizer = Load(file.ToJsonString());

        Assert.Equal(Golden.Lines("unigram.ids"), Golden.Lines("encode.txt").Select(line => string.Join(' ', tokenizer.Encode(line))));
    }

    [Fact]
    public void PreTokenize_SplitByPattern_CutsAsTheBehaviourSays()
    {
        Assert.Equal(["12", "3", " a"], Segments("""{"type": "Split", "pattern": {"Regex": "\\p{N}{1,2}"}, "behavior": "Isolated", "invert": false}""", "123 a"));
        Assert.Equal(["a", "b"], Segments("""{"type": "WhitespaceSplit"}""", " a  b "));
        Assert.Equal(["▁a", "▁b"], Segments("""{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "add_prefix_space": true}]}""", "a b"));
        Assert.Equal(["▁a▁b"], Segments("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": false}""", "a b"));
        Assert.Equal(["x", "1", "2"], Segments("""{"type": "Digits", "individual_digits": true}""", "x12"));
        Assert.Equal(["a", ",", "b"], Segments("""{"type": "Punctuation"}""", "a,b"));
    }

    [Theory]
    [InlineData("\"BPE\"", "\"WordPiece\"", "the model \"WordPiece\" is not supported")]
    [InlineData("\"ByteLevel\", \"add", "\"BertPreTokenizer\", \"add", "the pre-tokenizer \"BertPreTokenizer\" is not supported")]
    [InlineData("\"decoder\": {\"type\": \"ByteLevel\"}", "\"decoder\": {\"type\": \"WordPiece\"}", "the decoder \"WordPiece\" is not supported")]
    [InlineData("\"added_tokens\": []", "\"normalizer\": {\"type\": \"BertNormalizer\"}", "the normalizer \"BertNormalizer\" is not supported")]
    [InlineData("\"unk_token\": null", "\"end_of_word_suffix\": \"</w>\"", "the end_of_word_suffix \"</w>\" is not supported")]
    [InlineData("\"a b\"", "\"a z\"", "merge 1, \"a z\", needs a piece that the vocabulary lacks")]
    [InlineData("\"a\": 0", "\"a\": 99", "its vocabulary has 14 entries and ids up to 99; expected every id once")]
    public void Load_WhatIsNotSupported_SaysWhat(string part, string replacement, string reason)
    {
        Assert.Contains(part, ByteLevel);
        string path = _folder.Write("tokenizer.json", ByteLevel.Replace(part, replacement, StringComparison.Ordinal));

        Assert.Equal($"{path} cannot be used: {reason}. Expected a tokenizer.json of the tokenizers library with a BPE or Unigram model; where there is a spiece.model beside it, use that.",
            Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(path)).Message);
    }

    [Fact]
    public void Load_NoJson_SaysSo()
    {
        string path = _folder.Write("tokenizer.json", "{");

        Assert.StartsWith($"{path} cannot be used: it is not a tokenizer.json (", Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(path)).Message);
    }

    [Fact]
    public void Save_AnyTokenizer_CanBeLoadedFromItsFolder()
    {
        TextTokenizer tokenizer = Load(Unigram);
        string folder = Path.Combine(_folder.Path, "saved");

        tokenizer.Save(Path.Combine(folder, tokenizer.OwnFileName));

        Assert.Equal("tokenizer.json", tokenizer.OwnFileName);
        Assert.Equal(tokenizer.Fingerprint, TextTokenizer.Load(folder).Fingerprint);
    }

    private TextTokenizer Load(string json) => TextTokenizer.Load(_folder.Write("tokenizer.json", json));

    private static IEnumerable<string> Names(TextTokenizer tokenizer, string text) => tokenizer.Encode(text).Select(tokenizer.NameOf);

    private static string[] Segments(string preTokenizer, string text)
    {
        using JsonDocument document = JsonDocument.Parse($"{{\"pre_tokenizer\": {preTokenizer}}}");
        return [.. JsonPreTokenizer.Read(document.RootElement).Apply(new Segment(text, 1)).Select(segment => segment.Text)];
    }

    // Field 2 of message 3 of a model file.
    private static byte[] CharacterMap(string path)
    {
        CodedInputStream input = new(File.ReadAllBytes(path));
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagFieldNumber(tag) != 3)
            {
                input.SkipLastField();
                continue;
            }

            CodedInputStream normalizer = input.ReadBytes().CreateCodedInput();
            for (uint inner = normalizer.ReadTag(); inner != 0; inner = normalizer.ReadTag())
            {
                if (WireFormat.GetTagFieldNumber(inner) == 2) return normalizer.ReadBytes().ToByteArray();
                normalizer.SkipLastField();
            }
        }

        return [];
    }
}
