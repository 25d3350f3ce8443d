using Headwater.Data;
using TorchSharp;
using static TorchSharp.torch;

namespace Headwater.Models.Tests;

/// <summary>Small decoder-only models of every layout, with weights that hide no mistake.</summary>
internal static class TinyDecoders
{
    public static readonly DecoderConfig Llama = new()
    {
        Kind = DecoderKind.Llama, VocabSize = 40, HiddenSize = 24, IntermediateSize = 20, NumHiddenLayers = 2, NumAttentionHeads = 4, NumKeyValueHeads = 2, HeadDim = 6,
        MaxPositionEmbeddings = 64, EosTokenId = 1,
    };

    private static readonly DecoderConfig NeoX = Llama with
    {
        Kind = DecoderKind.GptNeoX,
        NumKeyValueHeads = 4,
        IntermediateSize = 48,
        RotaryShare = 0.7,
        QueryKeyValueBias = true,
        AttentionOutputBias = true,
        FeedForwardBias = true,
        HiddenAct = "gelu",
        ParallelResidual = true,
        NormEpsilon = 1e-5,
    };

    public static IReadOnlyDictionary<string, DecoderConfig> All { get; } = new Dictionary<string, DecoderConfig>
    {
        ["llama"] = Llama,
        ["llama, one head of keys, tied, linear scaling"] = Llama with { NumKeyValueHeads = 1, TieWordEmbeddings = true, RopeScaling = new() { Factor = 4 }, RopeTheta = 500 },
        ["llama, tied, llama3 scaling, heads of another width"] = Llama with
        {
            HeadDim = 8,
            TieWordEmbeddings = true,
            RopeTheta = 5000,
            RopeScaling = new() { Factor = 8, LowFrequencyFactor = 1, HighFrequencyFactor = 4, OriginalPositions = 32 },
        },
        ["llama, biases"] = Llama with { QueryKeyValueBias = true, AttentionOutputBias = true, FeedForwardBias = true, NumKeyValueHeads = 4 },
        ["mistral"] = Llama with { Kind = DecoderKind.Mistral, SlidingWindow = 60 },
        ["qwen2"] = Llama with { Kind = DecoderKind.Qwen2, QueryKeyValueBias = true, RopeTheta = 1e6 },
        ["qwen3"] = Llama with { Kind = DecoderKind.Qwen3, HeadDim = 10, TieWordEmbeddings = true, RopeTheta = 1e6 },
        ["olmo2"] = Llama with { Kind = DecoderKind.Olmo2, NumKeyValueHeads = 4, RopeTheta = 500_000 },
        ["olmo2, grouped"] = Llama with { Kind = DecoderKind.Olmo2 },
        ["gpt_neox"] = NeoX,
        ["llama, prefix"] = Llama with { PrefixAttention = true },
        ["gpt_neox, prefix"] = NeoX with { PrefixAttention = true },
        ["gpt_neox, in sequence, tanh, no biases of attention"] = NeoX with { ParallelResidual = false, HiddenAct = "gelu_tanh", RotaryShare = 1, QueryKeyValueBias = false, AttentionOutputBias = false },
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Weights of a spread that makes logits of the order of 1; norms away from 1 and biases away from 0.</summary>
    public static DecoderModel Random(string name, ulong seed = 11) => Random(All[name], seed);

    public static DecoderModel Random(DecoderConfig config, ulong seed = 11)
    {
        DecoderModel model = new(config with { InitializerRange = 0.25 }, seed);
        SplitMix random = new(seed);
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        foreach ((string slice, Tensor tensor) in Checkpoint.SlicesOf(model))
        {
            if (tensor.dim() == 1)
            {
                bool isBias = slice.EndsWith("bias", StringComparison.Ordinal);
                tensor.copy_(from_array(Enumerable.Range(0, (int)tensor.numel()).Select(_ => (isBias ? -0.4f : 0.6f) + (0.05f * random.NextInt32(16))).ToArray()));
            }
        }

        return model;
    }

    /// <summary>Texts of several lengths, some of whose tokens are not scored.</summary>
    public static ScoredSequence[] Sequences(ulong seed = 3)
    {
        SplitMix random = new(seed);
        return [.. new[] { 33, 5, 2, 21 }.Select(length =>
        {
            int[] ids = [.. Enumerable.Range(0, length).Select(_ => random.NextInt32(40))];
            return new ScoredSequence(ids, [.. ids.Select((id, i) => i == 1 || random.NextInt32(4) > 0 ? id : TokenBatch.Ignored)]);
        })];
    }
}
