using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

public sealed class CheckpointTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadModel_WhatWasSaved_GivesItBack(bool tied)
    {
        using TemporaryFolder folder = new();
        using T5Model saved = new(TinyModels.Config with { TieWordEmbeddings = tied }, seed: 3);
        Checkpoint.SaveModel(folder["m"], saved);

        using T5Model loaded = Checkpoint.LoadModel(folder["m"]);

        Assert.Equal(saved.Config, loaded.Config);
        Assert.Equal(TinyModels.Bytes(saved), TinyModels.Bytes(loaded));
    }

    [Fact]
    public void SaveModel_Names_AreThePublishedOnes()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config with { NumLayers = 1, NumDecoderLayers = 1 }, seed: 3);
        Checkpoint.SaveModel(folder["m"], model);

        using Safetensors file = Safetensors.Open(Path.Combine(folder["m"], "model.safetensors"));

        Assert.Equal(
            [
                "decoder.block.0.layer.0.SelfAttention.k.weight", "decoder.block.0.layer.0.SelfAttention.o.weight", "decoder.block.0.layer.0.SelfAttention.q.weight",
                "decoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", "decoder.block.0.layer.0.SelfAttention.v.weight", "decoder.block.0.layer.0.layer_norm.weight",
                "decoder.block.0.layer.1.EncDecAttention.k.weight", "decoder.block.0.layer.1.EncDecAttention.o.weight", "decoder.block.0.layer.1.EncDecAttention.q.weight",
                "decoder.block.0.layer.1.EncDecAttention.v.weight", "decoder.block.0.layer.1.layer_norm.weight", "decoder.block.0.layer.2.DenseReluDense.wi_0.weight",
                "decoder.block.0.layer.2.DenseReluDense.wi_1.weight", "decoder.block.0.layer.2.DenseReluDense.wo.weight", "decoder.block.0.layer.2.layer_norm.weight",
                "decoder.final_layer_norm.weight", "encoder.block.0.layer.0.SelfAttention.k.weight", "encoder.block.0.layer.0.SelfAttention.o.weight",
                "encoder.block.0.layer.0.SelfAttention.q.weight", "encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight", "encoder.block.0.layer.0.SelfAttention.v.weight",
                "encoder.block.0.layer.0.layer_norm.weight", "encoder.block.0.layer.1.DenseReluDense.wi_0.weight", "encoder.block.0.layer.1.DenseReluDense.wi_1.weight",
                "encoder.block.0.layer.1.DenseReluDense.wo.weight", "encoder.block.0.layer.1.layer_norm.weight", "encoder.final_layer_norm.weight", "lm_head.weight", "shared.weight",
            ],
            file.Names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void SaveModel_Twice_ReplacesTheFirstAndLeavesNothing()
    {
        using TemporaryFolder folder = new();
        using T5Model first = new(TinyModels.Config, seed: 3);
        using T5Model second = new(TinyModels.Config, seed: 4);
        Checkpoint.SaveModel(folder["m"], first);

        Checkpoint.SaveModel(folder["m"], second);

        using T5Model loaded = Checkpoint.LoadModel(folder["m"]);
        Assert.Equal(TinyModels.Bytes(second), TinyModels.Bytes(loaded));
        Assert.Equal([folder["m"]], Directory.GetFileSystemEntries(Path.GetDirectoryName(folder["m"])!));
    }

    [Fact]
    public void LoadModel_AliasesOfTheEmbedding_AreUnderstood()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Write(folder["m"], model, Checkpoint.SlicesOf(model).Select(slice => slice.Name == "shared.weight" ? ("encoder.embed_tokens.weight", slice.Tensor) : slice)
            .Append(("decoder.embed_tokens.weight", model.Parameters.Slice("shared.weight")!)));

        using T5Model loaded = Checkpoint.LoadModel(folder["m"]);

        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(loaded));
    }

    [Fact]
    public void LoadModel_Shards_AreRead()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        (string Name, Tensor Tensor)[] slices = [.. Checkpoint.SlicesOf(model)];
        Directory.CreateDirectory(folder["m"]);
        File.WriteAllText(Path.Combine(folder["m"], "config.json"), model.Config.ToJson());
        Safetensors.Write(Path.Combine(folder["m"], "model-00001-of-00002.safetensors"), slices[..10]);
        Safetensors.Write(Path.Combine(folder["m"], "model-00002-of-00002.safetensors"), slices[10..]);
        string map = string.Join(",", slices.Select((slice, i) => $"\"{slice.Name}\":\"model-0000{(i < 10 ? 1 : 2)}-of-00002.safetensors\""));
        File.WriteAllText(Path.Combine(folder["m"], "model.safetensors.index.json"), $$"""{"metadata":{"total_size":1},"weight_map":{ {{map}} } }""");

        using T5Model loaded = Checkpoint.LoadModel(folder["m"]);

        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(loaded));
    }

    [Fact]
    public void LoadModel_MissingTensor_NamesIt()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Write(folder["m"], model, Checkpoint.SlicesOf(model).Where(slice => slice.Name != "lm_head.weight"));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Contains("lack 1 tensors: lm_head.weight", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadModel_EmptyFolder_SaysWhatIsExpected()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["m"]);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Contains("has no config.json. Expected the folder of a T5 v1.1 model", exception.Message, StringComparison.Ordinal);
    }

    private static void Write(string folder, T5Model model, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), model.Config.ToJson());
        Safetensors.Write(Path.Combine(folder, "model.safetensors"), tensors);
    }
}
