namespace Headwater.Models;

public sealed partial record T5Config
{
    private const string FirstVersion = "google-t5/t5-";
    private const string SecondVersion = "google/t5-v1_1-";

    /// <summary>
    /// The names that <see cref="Preset"/> knows: T5 v1.0 (t5-small …), T5 v1.1 (t5-v1_1-small …), and a ladder of small v1.1 models for studies.
    /// </summary>
    public static IReadOnlyList<string> Presets { get; } =
    [
        "nano", "micro", "mini",
        "t5-v1_1-small", "t5-v1_1-base", "t5-v1_1-large", "t5-v1_1-xl", "t5-v1_1-xxl",
        "t5-small", "t5-base", "t5-large", "t5-3b", "t5-11b",
    ];

    /// <summary>
    /// The configuration of that name, published ones with the published vocabulary of 32128. Also known: t5-v1.1-NAME for t5-v1_1-NAME, and the
    /// names of the repositories, google/t5-v1_1-NAME and google-t5/t5-NAME.
    /// </summary>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static T5Config Preset(string name) => PresetName(name) switch
    {
        // Two, three and four layers a side; the feed-forward layer is four times as wide as the model.
        "nano" => Ladder(layers: 2, dModel: 64, heads: 4),
        "micro" => Ladder(layers: 3, dModel: 128, heads: 4),
        "mini" => Ladder(layers: 4, dModel: 256, heads: 8),

        // t5x/examples/t5/t5_1_1/{small,base,large,xl,xxl}.gin, equal to config.json of google/t5-v1_1-*.
        SecondVersion + "small" => Published(layers: 8, dModel: 512, dFf: 1024, heads: 6),
        SecondVersion + "base" => Published(layers: 12, dModel: 768, dFf: 2048, heads: 12),
        SecondVersion + "large" => Published(layers: 24, dModel: 1024, dFf: 2816, heads: 16),
        SecondVersion + "xl" => Published(layers: 24, dModel: 2048, dFf: 5120, heads: 32),
        SecondVersion + "xxl" => Published(layers: 24, dModel: 4096, dFf: 10240, heads: 64),

        // Raffel et al. 2020, section 3.7, equal to config.json of google-t5/t5-*.
        FirstVersion + "small" => First(layers: 6, dModel: 512, dKv: 64, dFf: 2048, heads: 8),
        FirstVersion + "base" => First(layers: 12, dModel: 768, dKv: 64, dFf: 3072, heads: 12),
        FirstVersion + "large" => First(layers: 24, dModel: 1024, dKv: 64, dFf: 4096, heads: 16),
        FirstVersion + "3b" => First(layers: 24, dModel: 1024, dKv: 128, dFf: 16384, heads: 32),
        FirstVersion + "11b" => First(layers: 24, dModel: 1024, dKv: 128, dFf: 65536, heads: 128),
        _ => throw new ArgumentException($"\"{name}\" is no model preset. There are {string.Join(", ", Presets)}.", nameof(name)),
    };

    /// <summary>The one name of a preset, whichever way it is written: that of its published repository where it has one. Null where there is no such preset.</summary>
    public static string? PresetName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        string plain = name.Replace("t5-v1.1-", "t5-v1_1-", StringComparison.Ordinal);
        plain = plain.StartsWith("google-t5/", StringComparison.Ordinal) ? plain["google-t5/".Length..]
            : plain.StartsWith(SecondVersion, StringComparison.Ordinal) ? plain["google/".Length..] : plain;
        return !Presets.Contains(plain) ? null
            : plain.StartsWith("t5-v1_1-", StringComparison.Ordinal) ? $"google/{plain}"
            : plain.StartsWith("t5-", StringComparison.Ordinal) ? $"google-t5/{plain}" : plain;
    }

    private static T5Config Ladder(int layers, int dModel, int heads) =>
        Published(layers, dModel, dFf: 4 * dModel, heads) with { VocabSize = 4096, DKv = dModel / heads };

    private static T5Config First(int layers, int dModel, int dKv, int dFf, int heads) =>
        Published(layers, dModel, dFf, heads) with { DKv = dKv, FeedForwardProj = Relu, TieWordEmbeddings = true };

    private static T5Config Published(int layers, int dModel, int dFf, int heads) => new()
    {
        VocabSize = 32128,
        DModel = dModel,
        DKv = 64,
        DFf = dFf,
        NumLayers = layers,
        NumDecoderLayers = layers,
        NumHeads = heads,
    };
}
