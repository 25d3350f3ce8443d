using System.Collections.Immutable;
using Headwater.Laws;
using Headwater.Models;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>model:</c> or <c>models:</c>.</summary>
internal sealed class ModelSectionReader(SpecSection root)
{
    private const string Expected = "a preset such as micro or t5-v1_1-small, { layers: 3, width: 128, heads: 4, feedforward: 512 }, or { family: llama, size: micro }";

    /// <param name="start">The checkpoints that the study starts from: then the model may be left out.</param>
    public ImmutableArray<ModelSpec> Read(StartingCheckpoints? start)
    {
        YamlNode? one = root.Find("model", "required");
        YamlNode? many = root.Find("models", "a map of models by name, instead of model");
        if (one is not null && many is not null)
            root.Fault("models", "the study has both \"model\" and \"models\"; keep one of them.");
        if (start is not null)
            return [Read(one, many, start)];
        if (many is not null)
            return ReadMany(many);
        if (one is not null)
            return [Read(one, "model", null)];

        root.Fault($"the study has no \"model\", which is required: {Expected}.");
        return [];
    }

    private ModelSpec Read(YamlNode? one, YamlNode? many, StartingCheckpoints start)
    {
        ImmutableArray<ModelSpec> given = many is not null ? ReadMany(many) : one is not null ? [Read(one, "model", null)] : [];
        if (given.Length > 1)
            root.Fault("models", $"the study has {given.Length} models, but pretraining.checkpoints have one model.\nhint: make a study for each model.");
        if (!start.Continues && given.Any(model => model.IsDecoder))
            root.Fault("model", "model has a family, but pretraining.checkpoints are T5 models.\nhint: leave model out; studies of decoder-only models pretrain them.");
        return start.Complete(given.FirstOrDefault());
    }

    private ImmutableArray<ModelSpec> ReadMany(YamlNode node)
    {
        SpecSection? section = root.Section(node, "models", "models by name");
        return section is null ? [] : [.. section.Children().Select(child => Read(child.Value, $"models.{child.Key}", child.Key))];
    }

    private ModelSpec Read(YamlNode node, string path, string? name)
    {
        if (node is YamlScalarNode { Value: { } preset })
            return new ModelSpec { Name = name ?? preset, Preset = Known(node, path, preset) };

        SpecSection? section = root.Section(node, path, Expected);
        return section is null ? new ModelSpec { Name = name ?? "" } : ReadShape(section, name);
    }

    private ModelSpec ReadShape(SpecSection section, string? name)
    {
        YamlNode? preset = section.Find("preset", "none");
        if (preset is YamlScalarNode { Value: { } known })
        {
            section.Close();
            return new ModelSpec { Name = name ?? known, Preset = Known(preset, section.PathOf("preset"), known) };
        }

        if (ReadFamily(section) is { } family)
            return ReadDecoder(section, family, name);

        int layers = section.Int("layers", null);
        int width = section.Int("width", null);
        int heads = section.Int("heads", null);
        ModelSpec spec = new()
        {
            Name = name ?? $"{layers}x{width}",
            Layers = layers,
            DecoderLayers = section.Int("decoder-layers", layers),
            Width = width,
            Heads = heads,
            HeadWidth = section.Int("head-width", Math.Max(1, width / heads)),
            FeedForward = section.Int("feedforward", width * 4),
            Activation = ReadActivation(section),
            Tied = section.Flag("tied", false) ? true : null,
        };
        if (width % heads != 0 && !section.Has("head-width"))
            section.Fault("heads", $"{section.PathOf("heads")} is {heads}; expected a divisor of the width {width}.\nhint: choose a divisor, or set head-width.");
        section.Close();
        return spec;
    }

    private static string? ReadFamily(SpecSection section)
    {
        string family = section.Text("family", "t5")!;
        if (family != "t5" && !DecoderFamilies.All.Contains(family))
            section.Fault("family", $"{section.PathOf("family")} is \"{family}\"; expected t5, {string.Join(" or ", DecoderFamilies.All)}.\nhint: leave family out for T5.");
        return family == "t5" ? null : family;
    }

    private static ModelSpec ReadDecoder(SpecSection section, string family, string? name)
    {
        string? size = section.Text("size", null);
        bool? tied = section.Flag("tied", false) ? true : null;
        if (size is not null)
        {
            section.Close();
            if (!DecoderConfig.Presets.Contains(size))
                section.Fault("size", $"{section.PathOf("size")} is \"{size}\"; expected one of {string.Join(", ", DecoderConfig.Presets)}.{SpecSection.DidYouMean(size, DecoderConfig.Presets)}\nhint: or give a shape, for example {{ family: {family}, layers: 3, width: 192, heads: 3 }}.");
            return new ModelSpec { Name = name ?? $"{family}-{size}", Family = family, Preset = size, Tied = tied };
        }

        int layers = section.Int("layers", null);
        int width = section.Int("width", null);
        int heads = section.Int("heads", null);
        bool isNeoX = DecoderFamilies.Kind(family) == DecoderKind.GptNeoX;
        ModelSpec spec = new()
        {
            Name = name ?? $"{family}-{layers}x{width}", Family = family, Layers = layers, DecoderLayers = layers, Width = width, Heads = heads,
            HeadWidth = section.Int("head-width", Math.Max(1, width / heads)),
            FeedForward = section.Int("feedforward", DecoderConfig.FeedForwardWidth(width, isNeoX)),
            KeyValueHeads = section.Int("key-value-heads", heads) is int shared && shared == heads ? null : shared,
            Tied = tied,
        };
        section.Close();
        Validate(section, spec);
        return spec;
    }

    private static void Validate(SpecSection section, ModelSpec spec)
    {
        try
        {
            ModelConfig.Of(spec, vocabulary: 1).Validate();
        }
        catch (ArgumentException exception)
        {
            section.Fault($"{section.Name}: {exception.Message}\nhint: correct the shape, or choose a size: {string.Join(", ", DecoderConfig.Presets)}.");
        }
    }

    // What is the default is left unsaid, so that it keeps the ids of runs.
    private static string? ReadActivation(SpecSection section)
    {
        string activation = section.Text("activation", ModelSpec.GatedGelu)!;
        if (activation is not (ModelSpec.GatedGelu or ModelSpec.Relu))
            section.Fault("activation", $"{section.PathOf("activation")} is \"{activation}\"; expected {ModelSpec.GatedGelu} (T5 v1.1) or {ModelSpec.Relu} (T5 v1.0).");
        return activation == ModelSpec.GatedGelu ? null : activation;
    }

    private string Known(YamlNode node, string path, string preset)
    {
        if (T5Config.PresetName(preset) is { } name)
            return name;

        string? near = NearestName.To(preset, T5Config.Presets);
        string hint = near is null ? "" : $"did you mean \"{near}\"? ";
        root.Source.Fault(node, $"{path} is \"{preset}\"; {hint}Expected one of {string.Join(", ", T5Config.Presets)}, or a shape.");
        return preset;
    }
}
