using System.Text.Json;
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

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);

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

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);
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

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);

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

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);

        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(loaded));
    }

    [Fact]
    public void LoadModel_MissingTensor_NamesIt()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Write(folder["m"], model, Checkpoint.SlicesOf(model).Where(slice => slice.Name != "lm_head.weight"));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Contains($"The weights in {folder["m"]} do not fit its config.json. It lacks 1 tensor: lm_head.weight.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadModel_EmptyFolder_SaysWhatIsExpected()
    {
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["m"]);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Contains("has no config.json. Expected the folder of a model", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadModel_TensorsThatDoNotFit_AreNamedAtOnce()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Tensor other = zeros(3, 5);
        Write(folder["m"], model, Checkpoint.SlicesOf(model)
            .Where(slice => slice.Name is not ("encoder.final_layer_norm.weight" or "decoder.final_layer_norm.weight"))
            .Select(slice => slice.Name == "encoder.block.0.layer.1.DenseReluDense.wo.weight" ? (slice.Name, other) : slice)
            .Append(("encoder.block.2.layer.0.layer_norm.weight", other)));

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Equal(
            $"The weights in {folder["m"]} do not fit its config.json. It lacks 2 tensors: decoder.final_layer_norm.weight, encoder.final_layer_norm.weight. "
            + "It has 1 tensor that such a model does not have: encoder.block.2.layer.0.layer_norm.weight. "
            + "1 tensor of another shape: encoder.block.0.layer.1.DenseReluDense.wo.weight is [3, 5], expected [32, 64].", exception.Message);
    }

    [Theory]
    [InlineData("lm_head.weight")]
    [InlineData("encoder.embed_tokens.weight")]
    [InlineData("decoder.embed_tokens.weight")]
    public void LoadModel_OtherNamesOfATiedEmbedding_MustBeEqual(string name)
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config with { TieWordEmbeddings = true, FeedForwardProj = "relu" }, seed: 3);
        Tensor shared = model.Parameters.Slice("shared.weight")!;
        Write(folder["equal"], model, Checkpoint.SlicesOf(model).Append((name, shared)));
        Write(folder["unequal"], model, Checkpoint.SlicesOf(model).Append((name, shared.add(1))));

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["equal"]);
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["unequal"]));

        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(loaded));
        Assert.EndsWith($"The embedding is tied, and 1 other tensor for it differs from shared.weight: {name}.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LoadModel_HeadLeftOutOfAnUnscaledModel_IsTheEmbedding()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Write(folder["m"], model, Checkpoint.SlicesOf(model).Where(slice => slice.Name != "lm_head.weight"));
        string config = Path.Combine(folder["m"], "config.json");
        File.WriteAllText(config, File.ReadAllText(config).Replace("\"tie_word_embeddings\": false", "\"tie_word_embeddings\": true", StringComparison.Ordinal));

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);

        Assert.Equal(1, loaded.HeadScale);
        Assert.True(loaded.Head.eq(model.Parameters.Slice("shared.weight")!).all().item<bool>());
    }

    // 60 KB of weights in files of at most 8 KB.
    [Fact]
    public void SaveModel_AboveTheShardSize_WritesShardsAndTheirIndex()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);

        Checkpoint.SaveModel(folder["m"], model, shardBytes: 8192);

        string[] files = [.. Directory.GetFiles(folder["m"], "*.safetensors").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal($"model-00001-of-{files.Length:D5}.safetensors", files[0]);
        Assert.All(files, file => Assert.True(new FileInfo(Path.Combine(folder["m"], file)).Length < 8192 + 4096, file));
        using JsonDocument index = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder["m"], "model.safetensors.index.json")));
        Assert.Equal(4 * model.Config.ParameterCount, index.RootElement.GetProperty("metadata").GetProperty("total_size").GetInt64());
        Assert.Equal(Checkpoint.SlicesOf(model).Count(), index.RootElement.GetProperty("weight_map").EnumerateObject().Count());
        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);
        Assert.Equal(TinyModels.Bytes(model), TinyModels.Bytes(loaded));
    }

    [Fact]
    public void LoadModel_ShardThatIsNotThere_IsNamed()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Checkpoint.SaveModel(folder["m"], model, shardBytes: 30_000);
        string shard = Directory.GetFiles(folder["m"], "model-00002*")[0];
        File.Delete(shard);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.Equal($"{folder["m"]}/model.safetensors.index.json names {Path.GetFileName(shard)}, which {folder["m"]} does not have.", exception.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void LoadModel_HalfPrecision_IsConverted(bool brain)
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        ScalarType type = brain ? ScalarType.BFloat16 : ScalarType.Float16;
        Write(folder["m"], model, Checkpoint.SlicesOf(model));
        HalfPrecision.Rewrite(Path.Combine(folder["m"], "model.safetensors"), brain);

        using T5Model loaded = (T5Model)Checkpoint.LoadModel(folder["m"]);

        Assert.True(model.Parameters.Values.to_type(type).to_type(ScalarType.Float32).eq(loaded.Parameters.Values).all().item<bool>());
    }

    [Fact]
    public void LoadModel_FileCutShort_SaysSo()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Checkpoint.SaveModel(folder["m"], model);
        string file = Path.Combine(folder["m"], "model.safetensors");
        using (FileStream stream = new(file, FileMode.Open))
        {
            stream.SetLength(stream.Length - 1000);
        }

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"]));

        Assert.StartsWith($"{file} cannot be read as safetensors: the place of ", exception.Message, StringComparison.Ordinal);
        Assert.Contains("does not fit its shape or the file; the file may be cut short.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "b begins at byte 0 of the values, inside the tensor before it, which ends at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "b begins at byte 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 7, "3 bytes behind the last tensor belong to none")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "2 bytes before a belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "a stands twice in its header")]
    public void Open_PlacesThatDoNotFitTogether_AreRefusedWithTheReason(string header, int bytes, string reason)
    {
        using TemporaryFolder folder = new();
        string file = folder["m.safetensors"];
        byte[] text = System.Text.Encoding.UTF8.GetBytes(header);
        File.WriteAllBytes(file, [.. BitConverter.GetBytes((ulong)text.Length), .. text, .. new byte[bytes]]);

        Assert.StartsWith($"{file} cannot be read as safetensors: {reason}", Assert.Throws<InvalidDataException>(() => Safetensors.Open(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("config.json")]
    public void LoadModel_GitPointerInPlaceOfAFile_SaysSo(string name)
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        Checkpoint.SaveModel(folder["m"], model);
        string file = Path.Combine(folder["m"], name);
        File.WriteAllText(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef\nsize 12345\n");

        string message = Assert.Throws<InvalidDataException>(() => Checkpoint.LoadModel(folder["m"])).Message;

        Assert.StartsWith($"{file} is a Git LFS pointer, not the file itself", message, StringComparison.Ordinal);
        Assert.Contains("hint: run git lfs pull", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"vocab_size\": 64.0", null)]
    [InlineData("\"vocab_size\": 64.5", "vocab_size is 64.5; expected a whole number.")]
    [InlineData("\"vocab_size\": \"64\"", "vocab_size is \"64\"; expected a whole number.")]
    [InlineData("\"vocab_size\": 64, \"dropout_rate\": \"x\"", "dropout_rate is \"x\"; expected a number.")]
    [InlineData("\"vocab_size\": 64, \"tie_word_embeddings\": 1", "tie_word_embeddings is 1; expected true or false.")]
    [InlineData("\"vocab_size\": 64, \"model_type\": []", "model_type is []; expected a text in quotes.")]
    public void FromJson_ValuesOfAnotherKind_AreReadOrNamed(string part, string? message)
    {
        string json = $$"""{ {{part}}, "d_model": 8, "d_kv": 4, "d_ff": 8, "num_layers": 1, "num_heads": 2 }""";

        if (message is null) Assert.Equal(64, T5Config.FromJson(json).VocabSize);
        else Assert.StartsWith($"config.json: {message}", Assert.Throws<InvalidDataException>(() => T5Config.FromJson(json)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fingerprint_OfTheSameContentElsewhere_IsTheSame()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 3);
        using T5Model other = new(TinyModels.Config, seed: 4);
        Checkpoint.SaveModel(folder["a"], model);
        Checkpoint.SaveModel(folder["b"], model);
        Checkpoint.SaveModel(folder["c"], other);

        Assert.Equal(Checkpoint.Fingerprint(folder["a"]), Checkpoint.Fingerprint(folder["b"]));
        Assert.NotEqual(Checkpoint.Fingerprint(folder["a"]), Checkpoint.Fingerprint(folder["c"]));
    }

    private static void Write(string folder, T5Model model, IEnumerable<(string Name, Tensor Tensor)> tensors)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), model.Config.ToJson());
        Safetensors.Write(Path.Combine(folder, "model.safetensors"), tensors);
    }
}
