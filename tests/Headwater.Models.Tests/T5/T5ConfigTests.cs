namespace Headwater.Models.Tests;

public sealed class T5ConfigTests
{
    // As counted by transformers for the published checkpoints: 60.5M, 223M, 738M, 2.85B and 11.3B, and 77.0M, 248M, 783M, 2.85B and 11.1B.
    [Theory]
    [InlineData("t5-small", 60_506_624)]
    [InlineData("t5-base", 222_903_552)]
    [InlineData("t5-large", 737_668_096)]
    [InlineData("google-t5/t5-3b", 2_851_598_336)]
    [InlineData("t5-11b", 11_307_321_344)]
    [InlineData("t5-v1.1-small", 76_961_152)]
    [InlineData("t5-v1_1-base", 247_577_856)]
    [InlineData("google/t5-v1_1-large", 783_150_080)]
    [InlineData("t5-v1_1-xl", 2_849_757_184)]
    [InlineData("t5-v1.1-xxl", 11_135_332_352)]
    public void Preset_ParameterCount_IsThePublishedOne(string name, long count)
    {
        T5Config config = T5Config.Preset(name);

        Assert.Equal(count, config.ParameterCount);
        Assert.Equal(count - ((config.TieWordEmbeddings ? 1 : 2) * 32128L * config.DModel), config.ParameterCountWithoutEmbeddings);
    }

    [Theory]
    [InlineData("nano", 820_224, 295_936)]
    [InlineData("micro", 2_820_480, 1_771_904)]
    [InlineData("mini", 11_540_480, 9_443_328)]
    public void Preset_Ladder_HasTheDocumentedCounts(string name, long count, long withoutEmbeddings)
    {
        T5Config config = T5Config.Preset(name);

        Assert.Equal((count, withoutEmbeddings), (config.ParameterCount, config.ParameterCountWithoutEmbeddings));
        Assert.Equal(config.DModel, config.NumHeads * config.DKv);
    }

    [Fact]
    public void Preset_EveryName_IsValidAndHasOneName()
    {
        Assert.All(T5Config.Presets, name => T5Config.Preset(name).Validate());
        Assert.Equal(T5Config.Presets.Count, T5Config.Presets.Select(T5Config.PresetName).Distinct().Count());
        Assert.Equal("google/t5-v1_1-small", T5Config.PresetName("t5-v1.1-small"));
        Assert.Null(T5Config.PresetName("google/t5-small"));
    }

    [Fact]
    public void Preset_UnknownName_ListsTheNames()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => T5Config.Preset("t5-huge"));

        Assert.Contains(
            "\"t5-huge\" is no model preset. There are nano, micro, mini, t5-v1_1-small, t5-v1_1-base, t5-v1_1-large, t5-v1_1-xl, t5-v1_1-xxl, "
            + "t5-small, t5-base, t5-large, t5-3b, t5-11b.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FromJson_ToJson_RoundTrips()
    {
        T5Config config = TinyModels.Config with { TieWordEmbeddings = true, DropoutRate = 0.05, NumDecoderLayers = 5, RelativeAttentionMaxDistance = 64 };

        Assert.Equal(config, T5Config.FromJson(config.ToJson()));
    }

    [Fact]
    public void FromJson_ToJson_RoundTripsTheFirstVersion()
    {
        T5Config config = T5Config.Preset("t5-3b");

        Assert.Equal(config, T5Config.FromJson(config.ToJson()));
        Assert.Contains("\"dense_act_fn\": \"relu\"", config.ToJson(), StringComparison.Ordinal);
        Assert.Contains("\"is_gated_act\": false", config.ToJson(), StringComparison.Ordinal);
    }

    // The config.json of google-t5/t5-small names neither feed_forward_proj nor tie_word_embeddings.
    [Fact]
    public void FromJson_FieldsOfTheFirstVersionOnly_HasItsDefaults()
    {
        T5Config config = T5Config.FromJson("""
            { "architectures": ["T5ForConditionalGeneration"], "d_ff": 2048, "d_kv": 64, "d_model": 512, "decoder_start_token_id": 0, "dropout_rate": 0.1, "eos_token_id": 1,
              "initializer_factor": 1.0, "is_encoder_decoder": true, "layer_norm_epsilon": 1e-06, "model_type": "t5", "n_positions": 512, "num_heads": 8, "num_layers": 6,
              "output_past": true, "pad_token_id": 0, "relative_attention_num_buckets": 32, "vocab_size": 32128 }
            """);

        Assert.Equal(T5Config.Preset("t5-small"), config);
    }

    [Theory]
    [InlineData("\"tie_word_embeddings\": true, \"scale_decoder_outputs\": false", false)]
    [InlineData("\"tie_word_embeddings\": false", false)]
    [InlineData("\"tie_word_embeddings\": null", true)]
    [InlineData("\"tie_word_embeddings\": true, \"scale_decoder_outputs\": true", true)]
    public void FromJson_WaysToSayTied_AreUnderstood(string fields, bool tied)
    {
        T5Config config = T5Config.FromJson($$"""{ "d_ff": 8, "d_kv": 4, "d_model": 8, "num_heads": 2, "num_layers": 1, "vocab_size": 16, {{fields}} }""");

        Assert.Equal(tied, config.TieWordEmbeddings);
    }

    [Theory]
    [InlineData("""{ "model_type": "llama", "architectures": ["LlamaForCausalLM"], "hidden_size": 64 }""",
        "m/config.json is of a model of type \"llama\" (LlamaForCausalLM), another architecture. Headwater reads T5 encoder-decoders (model_type \"t5\" or \"mt5\") "
        + "and decoder-only models (\"llama\", \"mistral\", \"qwen2\", \"qwen3\", \"olmo2\", \"gpt_neox\").")]
    [InlineData("""{ "model_type": "bart", "is_encoder_decoder": true }""", "m/config.json is of a model of type \"bart\", another architecture.")]
    [InlineData("""{ "model_type": "t5", "architectures": ["T5EncoderModel"] }""", "(T5EncoderModel), an encoder without a decoder: it cannot generate text.")]
    [InlineData("""{ "model_type": "t5", "is_encoder_decoder": false }""", "of type \"t5\", another architecture")]
    [InlineData("""{ "model_type": "t5", "pad_token_id": 7 }""", "m/config.json: pad_token_id is 7; expected 0, as in every published T5.")]
    [InlineData("""{ "d_ff": 8, "d_kv": 4, "d_model": 8, "num_heads": 2, "num_layers": 1, "vocab_size": 16, "feed_forward_proj": "gated-silu" }""",
        "FeedForwardProj is \"gated-silu\"; expected \"gated-gelu\" (T5 v1.1) or \"relu\" (T5 v1.0).")]
    [InlineData("""{ "d_ff": 8, "d_kv": 4, "d_model": 8, "num_heads": 2, "num_layers": 1, "vocab_size": 16, "feed_forward_proj": "gated-gelu", "dense_act_fn": "gelu" }""",
        "feed_forward_proj is \"gated-gelu\", dense_act_fn \"gelu\" and is_gated_act true, which do not belong together.")]
    [InlineData("[1]", "m/config.json is not a JSON object; expected the config.json of a T5 model.")]
    public void FromJson_OtherArchitecture_SaysWhatIsSupported(string json, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => T5Config.FromJson(json, "m/config.json"));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "has no \"num_layers\"")]
    [InlineData("{", "config.json: ")]
    public void FromJson_Damaged_Throws(string json, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => T5Config.FromJson(json));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_ManyFaults_NamesEach()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() => (TinyModels.Config with { DModel = 0, NumHeads = -1, DropoutRate = 1 }).Validate());

        Assert.Contains("DModel is 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains("NumHeads is -1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("DropoutRate is 1", exception.Message, StringComparison.Ordinal);
    }
}
