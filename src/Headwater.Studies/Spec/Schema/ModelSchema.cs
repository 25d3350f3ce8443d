using System.Text.Json.Nodes;
using Headwater.Data;
using Headwater.Models;
using static Headwater.Studies.SchemaParts;

namespace Headwater.Studies;

/// <summary>The schema of <c>model:</c> and <c>tokenizer:</c>.</summary>
internal static class ModelSchema
{
    public static JsonObject Model() => Either("A preset, a shape, or a decoder-only family.",
        Preset(),
        Section("A preset.", [("preset", Preset())], "preset"),
        Section("A shape of T5.",
        [
            .. Shape(),
            ("decoder-layers", Count("Layers of the decoder; as many as the encoder has by default.")),
            ("activation", Choice("gated-gelu is T5 v1.1; relu, with tied: true, is v1.0.", ModelSpec.GatedGelu, [ModelSpec.GatedGelu, ModelSpec.Relu])),
            ("family", Choice("The family.", "t5", ["t5"])),
        ], "layers", "width", "heads"),
        Section("A decoder-only model of a named size, or of a shape.",
        [
            .. Shape(),
            ("family", Choice("The family.", null, DecoderFamilies.All)),
            ("size", Choice("A size: the width is 64 times the layers, in heads of 64.", null, DecoderConfig.Presets)),
            ("key-value-heads", Count("Heads of keys and values; fewer than heads share them.")),
        ], "family"));

    public static JsonObject Tokenizer() => Either("How text becomes tokens: trained on the corpora, a file, or bytes.",
        Choice("Every byte is a token.", null, [TextTokenizer.Bytes]),
        Section("A tokenizer that is trained, or loaded.",
        [
            ("train", Choice("What is trained.", "bpe", ["bpe", "unigram"])),
            ("vocabulary", Count("All ids of a trained tokenizer, the sentinels included.", standard: new TokenizerSpec().Vocabulary)),
            ("sentinels", Count("Sentinel tokens of span corruption.", standard: new TokenizerSpec().Sentinels)),
            ("sample", Count("Bytes of text that training reads, taken evenly from all corpora.", 1000, standard: new TokenizerSpec().Sample)),
            ("load", Text("A SentencePiece model or a tokenizer.json.")),
        ]));

    private static IEnumerable<(string Key, JsonObject Value)> Shape() =>
    [
        ("layers", Count("Layers; of T5, of the encoder.")),
        ("width", Count("Width of the model.")),
        ("heads", Count("Attention heads; a divisor of width unless head-width is set.")),
        ("head-width", Count("Width of a head; width / heads by default.")),
        ("feedforward", Count("Width of the feed-forward layers; of T5, 4 × width by default.")),
        ("tied", Flag("Whether the output head shares the weights of the embeddings.", false)),
    ];

    // Published names have their owner before them, and may write v1.1.
    private static JsonObject Preset() => new()
    {
        ["description"] = $"A preset of T5: {string.Join(", ", T5Config.Presets)}. The names of the published repositories work too.",
        ["type"] = "string",
        ["pattern"] = $"^(google/|google-t5/)?({string.Join('|', T5Config.Presets.Select(name => name.Replace("v1_1", "v1[_.]1", StringComparison.Ordinal)))})$",
    };
}
