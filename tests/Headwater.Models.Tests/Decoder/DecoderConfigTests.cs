namespace Headwater.Models.Tests;

public sealed class DecoderConfigTests
{
    private const string Sizes = "\"vocab_size\": 64, \"hidden_size\": 32, \"intermediate_size\": 48, \"num_hidden_layers\": 2, \"num_attention_heads\": 4";

    public static TheoryData<string> Names => TinyDecoders.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ToJson_EveryLayout_IsReadBackEqual(string name)
    {
        DecoderConfig config = TinyDecoders.All[name] with { BosTokenId = 5, EosTokenId = 7 };

        Assert.Equal(config, DecoderConfig.FromJson(config.ToJson()));
    }

    [Fact]
    public void FromJson_LlamaThreePointTwo_IsUnderstood()
    {
        DecoderConfig config = DecoderConfig.FromJson("""
            { "architectures": ["LlamaForCausalLM"], "model_type": "llama", "attention_bias": false, "bos_token_id": 128000, "eos_token_id": [128001, 128008], "head_dim": 64,
              "hidden_act": "silu", "hidden_size": 2048, "intermediate_size": 8192, "max_position_embeddings": 131072, "mlp_bias": false, "num_attention_heads": 32,
              "num_hidden_layers": 16, "num_key_value_heads": 8, "pretraining_tp": 1, "rms_norm_eps": 1e-05, "rope_theta": 500000.0, "tie_word_embeddings": true, "vocab_size": 128256,
              "rope_scaling": { "factor": 32.0, "high_freq_factor": 4.0, "low_freq_factor": 1.0, "original_max_position_embeddings": 8192, "rope_type": "llama3" } }
            """);

        Assert.Equal((DecoderKind.Llama, 8, 64, 128001), (config.Kind, config.NumKeyValueHeads, config.HeadDim, config.EosTokenId));
        Assert.Equal(new RopeScaling { Factor = 32, LowFrequencyFactor = 1, HighFrequencyFactor = 4, OriginalPositions = 8192 }, config.RopeScaling);
        Assert.Equal(1_235_814_400, config.ParameterCount);      // as published
    }

    [Fact]
    public void FromJson_Pythia_IsUnderstood()
    {
        DecoderConfig config = DecoderConfig.FromJson("""
            { "architectures": ["GPTNeoXForCausalLM"], "model_type": "gpt_neox", "bos_token_id": 0, "eos_token_id": 0, "hidden_act": "gelu", "hidden_size": 512, "intermediate_size": 2048,
              "layer_norm_eps": 1e-05, "max_position_embeddings": 2048, "num_attention_heads": 8, "num_hidden_layers": 6, "rotary_emb_base": 10000, "rotary_pct": 0.25,
              "tie_word_embeddings": false, "use_parallel_residual": true, "vocab_size": 50304 }
            """);

        Assert.Equal((16, true, true), (config.RotaryWidth, config.ParallelResidual, config.QueryKeyValueBias));
        Assert.Equal(70_426_624, config.ParameterCount);                            // Biderman et al. 2023 (arXiv:2304.01373), table 1: 70M …
        Assert.Equal(18_915_328, config.ParameterCountWithoutEmbeddings);           // … and 18,915,328
    }

    [Theory]
    [InlineData("qwen2", "", true, false, 1e-6)]
    [InlineData("mistral", ", \"sliding_window\": null, \"num_key_value_heads\": 2", false, false, 1e-6)]
    [InlineData("olmo2", ", \"rope_theta\": 500000", false, false, 1e-5)]
    [InlineData("llama", ", \"attention_bias\": true", true, true, 1e-6)]
    public void FromJson_WhatIsLeftOut_HasTheDefaultOfItsKind(string type, string fields, bool bias, bool outputBias, double epsilon)
    {
        DecoderConfig config = DecoderConfig.FromJson($$"""{ "model_type": "{{type}}", {{Sizes}}, "num_key_value_heads": 4{{fields.Replace(", \"num_key_value_heads\": 2", "", StringComparison.Ordinal)}} }""");

        Assert.Equal((bias, outputBias, epsilon), (config.QueryKeyValueBias, config.AttentionOutputBias, config.NormEpsilon));
        Assert.Null(config.SlidingWindow);
    }

    [Fact]
    public void FromJson_PositionsInTheNewerObject_AreRead()
    {
        DecoderConfig config = DecoderConfig.FromJson($$"""{ "model_type": "llama", {{Sizes}}, "rope_parameters": { "rope_theta": 250000.0, "rope_type": "linear", "factor": 2.0 } }""");

        Assert.Equal((250_000, 2.0), (config.RopeTheta, config.RopeScaling!.Factor));
    }

    [Theory]
    [InlineData($$"""{ "model_type": "gemma2", {{Sizes}} }""", "c.json is of a model of type \"gemma2\"; expected llama, mistral, qwen2, qwen3, olmo2, gpt_neox.")]
    [InlineData($$"""{ "model_type": "llama", {{Sizes}}, "head_dim": 7 }""", "HeadDim is 7; expected an even number, because rotary positions turn pairs of numbers.")]
    [InlineData($$"""{ "model_type": "llama", {{Sizes}}, "num_key_value_heads": 3 }""", "NumAttentionHeads is 4; expected a multiple of NumKeyValueHeads, 3.")]
    [InlineData($$"""{ "model_type": "gpt_neox", {{Sizes}}, "rotary_pct": 0.4 }""", "3 of 8 numbers of a head would turn; expected an even number, at least 2.")]
    [InlineData("""{ "model_type": "llama", "vocab_size": 64, "hidden_size": 30, "intermediate_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4 }""", "hidden_size is 30 and num_attention_heads 4; expected a multiple of the heads, or a head_dim.")]
    [InlineData($$"""{ "model_type": "llama", {{Sizes}}, "rope_scaling": { "type": "yarn", "factor": 2 } }""", "rotary positions are scaled by \"yarn\"; expected default, linear or llama3.")]
    [InlineData($$"""{ "model_type": "llama", {{Sizes}}, "rope_scaling": { "rope_type": "llama3", "factor": 2 } }""", "c.json, rope_scaling has no \"low_freq_factor\".")]
    [InlineData($$"""{ "model_type": "llama", {{Sizes}}, "hidden_act": "relu" }""", "hidden_act is \"relu\"; expected silu, gelu, gelu_new, gelu_fast or gelu_pytorch_tanh.")]
    [InlineData($$"""{ "model_type": "llama", {{Sizes}}, "hidden_act": "gelu" }""", "HiddenAct is \"gelu\"; expected \"silu\".")]
    [InlineData("""{ "model_type": "llama" }""", "c.json has no \"hidden_size\". It must be the config.json of a decoder-only model.")]
    public void FromJson_WhatIsNotComputed_IsRefusedWithTheReason(string json, string message)
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => DecoderConfig.FromJson(json, "c.json"));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
