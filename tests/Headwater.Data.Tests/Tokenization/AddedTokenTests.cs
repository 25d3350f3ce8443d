using System.Text;
using System.Text.Json.Nodes;

namespace Headwater.Data.Tests;

public sealed class AddedTokenTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Ids and order as the `tokenizers` library, 0.23.2, gives them.
    [Theory]
    [InlineData("a <m>  <m> a", "0 6 6 0")] // both strip the space beside them
    [InlineData("a<w>a <w> a", "0 0 1 7 1 0")] // <w> is taken as a word of its own alone
    [InlineData("aABab AB", "0 8 8 1 8")] // AB is looked for in lower case
    [InlineData("ab<m>", "8 6")]
    [InlineData("</s>a", "4 0")] // special ones are read from the text too
    [InlineData("xx", "5")] // the longest
    [InlineData("x", "2")]
    public void Encode_AddedTokensOfEveryKind_AreTakenOutOfTheText(string text, string expected)
    {
        TextTokenizer tokenizer = TextTokenizer.Load(_folder.Write("tokenizer.json", """
            {"normalizer": {"type": "Lowercase"}, "model": {"type": "BPE", "unk_token": null, "vocab": {"a": 0, " ": 1, "x": 2, "b": 3, "</s>": 4}, "merges": []},
             "added_tokens": [{"id": 4, "content": "</s>", "special": true}, {"id": 5, "content": "xx", "normalized": false}, {"id": 6, "content": "<m>", "lstrip": true, "rstrip": true, "normalized": false},
               {"id": 7, "content": "<w>", "single_word": true, "normalized": false}, {"id": 8, "content": "AB", "normalized": true}]}
            """));

        Assert.Equal(expected, string.Join(' ', tokenizer.Encode(text).Select(id => id - tokenizer.Offset)));
    }

    [Fact]
    public void Load_AddedTokenWithAnotherIdThanTheLibraryGives_IsRefused()
    {
        string path = _folder.Write("tokenizer.json", """{"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}, "added_tokens": [{"id": 5, "content": "x"}]}""");

        Assert.Contains("the added token \"x\" has id 5, where the tokenizers library gives it 1", Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(path)).Message);
    }

    [Fact]
    public void Load_TokensAboveTheSentinels_LeaveTheSentinelsWhereTheyAre()
    {
        TextTokenizer tokenizer = Json("""{"id": 4, "content": "<extra_id_1>", "special": true}, {"id": 5, "content": "<extra_id_0>", "special": true}, {"id": 6, "content": "{"}""");

        Assert.Equal((2, 5, 7), (tokenizer.Sentinels, tokenizer.SentinelId(0), tokenizer.VocabularySize));
        Assert.Equal([3, 6, 5], tokenizer.Encode("a{<extra_id_0>"));
        Assert.Equal("a{", tokenizer.Decode([3, 6, 5]));
        Assert.Equal("<extra_id_1>", tokenizer.NameOf(4));
    }

    [Theory]
    [InlineData("""{"{": 800}""", null, 800)]
    [InlineData("""{"{": 800, "<extra_id_0>": 799}""", null, 800)]
    [InlineData("""{"{": 700}""", null, 700)] // no sentinels
    [InlineData(null, """{"added_tokens_decoder": {"0": {"content": "<pad>", "special": true}, "800": {"content": "{", "lstrip": false}}}""", 800)]
    public void Load_SentencePieceModelWithAddedTokens_TakesThemFromTheFilesBesideIt(string? list, string? settings, int id)
    {
        string folder = Checkpoint(list, settings);

        TextTokenizer tokenizer = TextTokenizer.Load(folder);

        int[] ids = tokenizer.Encode("x {y");
        Assert.Equal(id, ids.Single(one => one >= 700));
        Assert.Equal((id + 1, id - 700), (tokenizer.VocabularySize, tokenizer.Sentinels));
        Assert.Equal("x { y", tokenizer.Decode(ids)); // each stretch is a text of its own, as in T5's own tokenizer
        Assert.NotEqual(Tokenizers.Small.Fingerprint, tokenizer.Fingerprint);
        Assert.Equal(tokenizer.Fingerprint, Saved(tokenizer).Fingerprint);
    }

    [Theory]
    [InlineData("""{"{": 800, "}": 802}""", "the added token \"}\" has id 802, and the one before it has 800")]
    [InlineData("""{"{": 5}""", "the added token \"{\" has id 5, and that is the id of the piece ")]
    [InlineData("""{"{": "x"}""", "added_tokens.json cannot be read: ")]
    public void Load_AddedTokensThatDoNotFit_AreRefusedWithTheFile(string list, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => TextTokenizer.Load(Checkpoint(list, null))).Message);

    [Fact]
    public void Load_TheWordBytes_IsNoFolderOfThatName()
    {
        Assert.Equal(384, TextTokenizer.Load("bytes").VocabularySize);
        string message = Assert.Throws<FileNotFoundException>(() => TextTokenizer.Load(Directory.CreateDirectory(_folder["bytes"]).FullName)).Message;
        Assert.Contains("a ByT5 model, which has no such file, takes \"bytes\"", message);
    }

    [Theory]
    [InlineData("ByPart", "\uFFFDx\u001F\uFFFD")]
    [InlineData("ByByte", "\uFFFD\uFFFDx\u001F\uFFFD")]
    [InlineData("ByRun", "\uFFFD\uFFFDx\uFFFD\uFFFD")]
    public void Decode_BytesThatMakeNoCharacter_AreCountedAsTheLibraryDoes(string broken, string expected)
    {
        DecodedText text = new(Enum.Parse<BrokenBytes>(broken), 16);
        foreach (byte value in (byte[])[0xE0, 0xB0]) text.Add([value], isByte: true);
        text.Add("x"u8, isByte: false);
        foreach (byte value in (byte[])[0x1F, 0xC7]) text.Add([value], isByte: true);

        Assert.Equal(expected, text.ToString(dropsFirstSpace: false, dropsLastSpace: false));
    }

    private TextTokenizer Saved(TextTokenizer tokenizer)
    {
        string folder = _folder["saved"];
        tokenizer.Save(Path.Combine(folder, tokenizer.OwnFileName));
        return TextTokenizer.Load(folder);
    }

    private string Checkpoint(string? list, string? settings)
    {
        string folder = Directory.CreateDirectory(_folder["checkpoint"]).FullName;
        Tokenizers.Train(vocabulary: 800).Save(Path.Combine(folder, "spiece.model")); // 700 pieces, and room for 100 sentinels
        if (list is not null) File.WriteAllText(Path.Combine(folder, "added_tokens.json"), list);
        if (settings is not null) File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), settings);
        return folder;
    }

    private TextTokenizer Json(string added)
    {
        JsonObject file = new()
        {
            ["added_tokens"] = JsonNode.Parse($"[{added}]"),
            ["model"] = JsonNode.Parse("""{"type": "Unigram", "unk_id": 2, "vocab": [["<pad>", 0], ["</s>", 0], ["<unk>", 0], ["a", -1]]}"""),
        };
        return TextTokenizer.Load(_folder.Write("tokenizer.json", Encoding.UTF8.GetBytes(file.ToJsonString())));
    }
}
