using Headwater.Data;
using TorchSharp;

namespace Headwater.Models.Tests;

public sealed class DecoderCheckpointTests
{
    public static TheoryData<string> Names => TinyDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void SaveModel_EveryLayout_IsReadBackWithTheSameBytes(string name)
    {
        using TemporaryFolder folder = new();
        using DecoderModel model = TinyDecoders.Random(name);

        Checkpoint.SaveModel(folder["m"], model, shardBytes: 4000);
        using LanguageModel read = Checkpoint.LoadModel(folder["m"]);

        Assert.True(File.Exists(Path.Combine(folder["m"], WeightFiles.Index)));
        Assert.Equal(model.Config, Assert.IsType<DecoderModel>(read).Config);
        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(read));
    }

    [Theory]
    [InlineData("llama", "model.layers.1.self_attn.k_proj.weight", 12, 24)]
    [InlineData("llama", "model.layers.1.mlp.up_proj.weight", 20, 24)]
    [InlineData("llama", "lm_head.weight", 40, 24)]
    [InlineData("qwen2", "model.layers.0.self_attn.v_proj.bias", 12, 0)]
    [InlineData("qwen3", "model.layers.0.self_attn.q_norm.weight", 10, 0)]
    [InlineData("olmo2, grouped", "model.layers.0.self_attn.k_norm.weight", 12, 0)]
    [InlineData("olmo2", "model.layers.0.post_feedforward_layernorm.weight", 24, 0)]
    [InlineData("gpt_neox", "gpt_neox.layers.0.attention.query_key_value.weight", 72, 24)]
    [InlineData("gpt_neox", "gpt_neox.final_layer_norm.bias", 24, 0)]
    [InlineData("gpt_neox", "embed_out.weight", 40, 24)]
    public void SaveModel_WritesThePublishedNamesAndShapes(string name, string tensor, int rows, int columns)
    {
        using TemporaryFolder folder = new();
        using DecoderModel model = TinyDecoders.Random(name);

        Checkpoint.SaveModel(folder["m"], model);

        using Safetensors file = Safetensors.Open(Path.Combine(folder["m"], WeightFiles.Whole));
        Assert.Equal(columns == 0 ? [rows] : [rows, columns], file.ShapeOf(tensor));
        Assert.Equal(name == "qwen3", !file.Contains("lm_head.weight") && !file.Contains("embed_out.weight"));
    }

    [Fact]
    public void LoadModel_BuffersOfOldFiles_AreIgnored()
    {
        using TemporaryFolder folder = new();
        using DecoderModel model = TinyDecoders.Random("gpt_neox");
        Checkpoint.SaveModel(folder["m"], model);
        AddTensors(folder["m"], model, ("gpt_neox.layers.0.attention.rotary_emb.inv_freq", [2]), ("gpt_neox.layers.1.attention.masked_bias", [1]));

        using LanguageModel read = Checkpoint.LoadModel(folder["m"]);

        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(read));
    }

    [Fact]
    public void LoadModel_VocabularyThatDoesNotFit_SaysBothShapes()
    {
        using TemporaryFolder folder = new();
        using DecoderModel model = TinyDecoders.Random("llama");
        Checkpoint.SaveModel(folder["m"], model);
        string config = Path.Combine(folder["m"], "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"vocab_size\": 40", "\"vocab_size\": 48", StringComparison.Ordinal));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Contains("2 tensors of another shape: lm_head.weight is [40, 24], expected [48, 24], model.embed_tokens.weight is [40, 24], expected [48, 24].", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadModel_BiasesWhereTheConfigHasNone_AreNamed()
    {
        using TemporaryFolder folder = new();
        using DecoderModel model = TinyDecoders.Random("qwen2");
        Checkpoint.SaveModel(folder["m"], model);
        string config = Path.Combine(folder["m"], "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"qwen2\"", "\"llama\"", StringComparison.Ordinal).Replace("\"attention_bias\": true", "\"attention_bias\": false", StringComparison.Ordinal));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Contains("It has 6 tensors that such a model does not have: model.layers.0.self_attn.k_proj.bias", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_OfADecoder_DependsOnItsConfiguration()
    {
        using TemporaryFolder folder = new();
        using DecoderModel model = TinyDecoders.Random("llama");
        using DecoderModel other = TinyDecoders.Random(TinyDecoders.Llama with { RopeTheta = 20_000 });
        Checkpoint.SaveModel(folder["a"], model);
        Checkpoint.SaveModel(folder["b"], other);

        Assert.NotEqual(Checkpoint.Fingerprint(folder["a"]), Checkpoint.Fingerprint(folder["b"]));
    }

    private static void AddTensors(string folder, DecoderModel model, params (string Name, long[] Shape)[] tensors)
    {
        string file = Path.Combine(folder, WeightFiles.Whole);
        File.Delete(file);
        Safetensors.Write(file, [.. Checkpoint.SlicesOf(model), .. tensors.Select(tensor => (tensor.Name, torch.zeros(tensor.Shape)))]);
    }
}
