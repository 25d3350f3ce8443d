using System.Collections.Immutable;
using System.Globalization;
using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>
/// <c>pretraining.checkpoints</c>: the models a study starts from, read before the rest of the file because the model and the tokenizer follow from them.
/// </summary>
internal sealed class StartingCheckpoints
{
    public const string Key = "checkpoints";
    public const string Expected = "folders by mixture and tokens, for example { en: { 1B: models/en-1b } }";

    // Embeddings are rounded up to a multiple of this at most.
    private const int MostPadding = 128;

    private static readonly string[] TokenizerFiles = [TextTokenizer.FileName, TextTokenizer.JsonFileName, TextTokenizer.BytesFileName];

    private readonly SpecSection _section;
    private readonly List<(CheckpointSpec Checkpoint, LanguageModelConfig Config)> _configs = [];

    private StartingCheckpoints(SpecSection section)
    {
        _section = section;
        Checkpoints = [.. section.Children().SelectMany(child => ReadMixture(child.Key, child.Value))];
        if (!section.Children().Any())
            section.Fault($"{section.Name} is empty; expected {Expected}.");
        foreach (CheckpointSpec checkpoint in Checkpoints)
            ReadConfig(checkpoint);
        foreach ((CheckpointSpec checkpoint, LanguageModelConfig config) in _configs.Skip(1))
        {
            Compare(checkpoint, (T5Config)config, (T5Config)_configs[0].Config, _configs[0].Checkpoint.Path,
                "The checkpoints of a study are of one model; make a study for each model.", vocabulary: true);
        }
    }

    // One model, of any kind, that pretraining continues.
    private StartingCheckpoints(SpecSection section, YamlNode from)
    {
        _section = section;
        Continues = true;
        string written = section.Scalar(from, section.Name, "the folder of a model") ?? "";
        string path = written.Length == 0 ? "" : section.Source.ResolvePath(from, section.Name, written);
        Checkpoints = path.Length == 0 ? [] : [new CheckpointSpec(PretrainingSpec.Start, 0, path, (int)from.Start.Line)];
        foreach (CheckpointSpec checkpoint in Checkpoints)
            ReadConfig(checkpoint);
    }

    /// <summary>The key of a model that pretraining continues.</summary>
    public const string FromKey = "from";

    /// <summary>Whether the study trains the model further, and not only finetunes it.</summary>
    public bool Continues { get; }

    /// <summary>In the order of the file, the token counts of a mixture ascending.</summary>
    public ImmutableArray<CheckpointSpec> Checkpoints { get; }

    /// <summary>The configuration of all of them; null where none could be read.</summary>
    public LanguageModelConfig? Config => _configs.Count == 0 ? null : _configs[0].Config;

    /// <summary>Those that the file names; null where it names none.</summary>
    public static StartingCheckpoints? Find(SpecSection root)
    {
        YamlMappingNode? pretraining = root.Children().Where(child => child.Key == "pretraining").Select(child => child.Value).OfType<YamlMappingNode>().FirstOrDefault();
        if (pretraining?.Children.Where(child => child.Key is YamlScalarNode { Value: FromKey }).Select(child => child.Value).FirstOrDefault() is { } from)
            return new StartingCheckpoints(new SpecSection(root.Source, pretraining, $"pretraining.{FromKey}"), from);
        YamlNode? node = pretraining?.Children.Where(child => child.Key is YamlScalarNode { Value: Key }).Select(child => child.Value).FirstOrDefault();
        return node is YamlMappingNode map ? new StartingCheckpoints(new SpecSection(root.Source, map, $"pretraining.{Key}")) : null;
    }

    /// <summary>The tokenizer in the folders, which must be the same in all that have one; null, with a fault, where none has.</summary>
    public string? Tokenizer()
    {
        string[] files = [.. Checkpoints.SelectMany(checkpoint => TokenizerFiles.Select(name => Path.Combine(checkpoint.Path, name)).Where(File.Exists).Take(1))];
        if (files.Length == 0 && Continues)
        {
            if (!Checkpoints.IsEmpty)
                _section.Fault(FromKey, $"{_section.Name}: {Checkpoints[0].Path} has none of {string.Join(", ", TokenizerFiles)}.\nhint: give the tokenizer that the model was trained with: tokenizer: {{ load: … }}.");
            return null;
        }

        if (files.Length == 0)
        {
            _section.Fault($"none of the folders in {_section.Name} has a {TextTokenizer.FileName}.\nhint: give the tokenizer that the models were trained with: tokenizer: {{ load: … }}.");
            return null;
        }

        byte[] first = File.ReadAllBytes(files[0]);
        if (files.Skip(1).FirstOrDefault(file => !File.ReadAllBytes(file).AsSpan().SequenceEqual(first)) is { } other)
            _section.Fault($"{files[0]} and {other} differ; expected one tokenizer for all checkpoints of a study.\nhint: name it with tokenizer: {{ load: … }}.");
        return files[0];
    }

    /// <summary>The study's model as the checkpoints have it; with faults where the file describes another.</summary>
    public ModelSpec Complete(ModelSpec? given)
    {
        if (Config is DecoderConfig decoder)
            return Of(decoder, given);
        if (Config is not T5Config config)
            return given ?? new ModelSpec { Name = "" };
        if (given is { Layers: > 0 } or { Preset: not null } && TryConfig(given, config.VocabSize) is { } described)
        {
            foreach ((CheckpointSpec checkpoint, LanguageModelConfig found) in _configs.Take(1))
                Compare(checkpoint, (T5Config)found, described, "model", "Leave model out, and it is taken from the checkpoints.", vocabulary: false);
        }

        return (given ?? new ModelSpec { Name = NameOf(config) }) with
        {
            Layers = config.NumLayers,
            DecoderLayers = config.NumDecoderLayers,
            Width = config.DModel,
            Heads = config.NumHeads,
            HeadWidth = config.DKv,
            FeedForward = config.DFf,
            Config = config,
        };
    }

    /// <summary>Compares the vocabularies, once the tokenizer is known.</summary>
    public void Check(TokenizerSpec tokenizer)
    {
        if (tokenizer.Load is not { Length: > 0 } path || !File.Exists(path))
            return;

        int ids;
        try
        {
            ids = TextTokenizer.Load(path, tokenizer.Sentinels).VocabularySize;
        }
        catch (InvalidDataException exception)
        {
            _section.Source.Fault((int?)null, exception.Message);
            return;
        }

        foreach ((CheckpointSpec checkpoint, LanguageModelConfig config) in _configs.Where(entry => entry.Config.VocabSize < ids || entry.Config.VocabSize >= ids + MostPadding))
        {
            _section.Source.Fault(checkpoint.Line, $"{PathOf(checkpoint)}: {checkpoint.Path} has a vocabulary of {config.VocabSize} ids, and the tokenizer {path} has {ids} with its "
                + $"{tokenizer.Sentinels} sentinels; expected the tokenizer that it was trained with. Name it with tokenizer.load, or correct tokenizer.sentinels.");
        }
    }

    private ImmutableArray<CheckpointSpec> ReadMixture(string name, YamlNode node)
    {
        if (name == StudyPlan.Scratch)
            _section.Fault($"{_section.PathOf(name)}: \"{StudyPlan.Scratch}\" is reserved for the model without pretraining.\nhint: rename the mixture.");
        if (name.Length == 0 || !name.All(StudyFileReader.IsNameCharacter))
            _section.Fault($"the mixture name \"{name}\" contains other characters than allowed; expected letters, digits, '-', '_', '+' and '.', because the name is used for folders.");
        if (_section.Section(node, name, "folders by pretraining tokens, for example { 1B: models/en-1b }") is not { } mixture)
            return [];
        ImmutableArray<CheckpointSpec> read = [.. mixture.Children().Select(child => ReadCheckpoint(mixture, name, child.Key, child.Value)).OfType<CheckpointSpec>().OrderBy(item => item.Tokens)];
        foreach (CheckpointSpec twice in read.Where((item, i) => i > 0 && item.Tokens == read[i - 1].Tokens))
            _section.Source.Fault(twice.Line, $"{PathOf(twice)}: two checkpoints of {name} have {NumberText.Format(twice.Tokens)} tokens; expected one for each count.");
        return read;
    }

    private static CheckpointSpec? ReadCheckpoint(SpecSection mixture, string name, string key, YamlNode node)
    {
        if (!NumberText.TryParse(key, out double tokens) || tokens < 1 || tokens != Math.Floor(tokens) || tokens >= 9e18)
        {
            mixture.Source.Fault(node, $"{mixture.Name} has \"{key}\"; expected pretraining tokens, a whole number of at least 1, for example 1B.");
            return null;
        }

        string written = mixture.Scalar(node, mixture.PathOf(key), "the folder of a model") ?? "";
        string path = written.Length == 0 ? "" : mixture.Source.ResolvePath(node, mixture.PathOf(key), written);
        return path.Length == 0 ? null : new CheckpointSpec(name, (long)tokens, path, (int)node.Start.Line);
    }

    private void ReadConfig(CheckpointSpec checkpoint)
    {
        try
        {
            if (!Directory.Exists(checkpoint.Path))
                throw new InvalidDataException($"there is no folder {checkpoint.Path}. Paths are relative to the study file's folder.");
            LanguageModelConfig config = Checkpoint.LoadConfig(checkpoint.Path);
            _configs.Add((checkpoint, Continues ? config : config as T5Config
                ?? throw new InvalidDataException($"{checkpoint.Path} is a decoder-only model; expected a T5 checkpoint.\nhint: evaluate --ids and generate take decoder-only models.")));
            Checkpoint.CheckFiles(checkpoint.Path);
        }
        catch (InvalidDataException exception)
        {
            _section.Source.Fault(checkpoint.Line, $"{PathOf(checkpoint)}: {exception.Message}");
        }
    }

    // The shape as far as a study file could say it: what estimates and tables need. The weights bring the rest.
    private ModelSpec Of(DecoderConfig config, ModelSpec? given)
    {
        ModelSpec spec = new()
        {
            Name = $"{(config.IsGptNeoX ? DecoderFamilies.GptNeoX : DecoderFamilies.Llama)}-{config.NumHiddenLayers}x{config.HiddenSize}",
            Family = config.IsGptNeoX ? DecoderFamilies.GptNeoX : DecoderFamilies.Llama, Layers = config.NumHiddenLayers, Width = config.HiddenSize, Heads = config.NumAttentionHeads, HeadWidth = config.HeadDim,
            FeedForward = config.IntermediateSize, KeyValueHeads = config.NumKeyValueHeads == config.NumAttentionHeads ? null : config.NumKeyValueHeads, Tied = config.TieWordEmbeddings ? true : null,
        };
        if (given is not null && ModelConfig.Of(given, config.VocabSize).ParameterCount != config.ParameterCount)
            _section.Fault(FromKey, $"{_section.Name}: {Checkpoints[0].Path} has {config.NumHiddenLayers} layers of width {config.HiddenSize}, and model is of another shape.\nhint: leave model out, and it is taken from the folder.");
        return given is null ? spec : spec with { Name = given.Name };
    }

    private void Compare(CheckpointSpec checkpoint, T5Config found, T5Config other, string otherName, string advice, bool vocabulary)
    {
        List<string> differences = [];
        Add("vocab_size", vocabulary ? found.VocabSize : 0, vocabulary ? other.VocabSize : 0);
        Add("d_model", found.DModel, other.DModel);
        Add("d_kv", found.DKv, other.DKv);
        Add("d_ff", found.DFf, other.DFf);
        Add("num_layers", found.NumLayers, other.NumLayers);
        Add("num_decoder_layers", found.NumDecoderLayers, other.NumDecoderLayers);
        Add("num_heads", found.NumHeads, other.NumHeads);
        Add("relative_attention_num_buckets", found.RelativeAttentionNumBuckets, other.RelativeAttentionNumBuckets);
        Add("relative_attention_max_distance", found.RelativeAttentionMaxDistance, other.RelativeAttentionMaxDistance);
        Add("layer_norm_epsilon", found.LayerNormEpsilon, other.LayerNormEpsilon);
        Add("feed_forward_proj", found.FeedForwardProj, other.FeedForwardProj);
        Add("tie_word_embeddings", found.TieWordEmbeddings ? "true" : "false", other.TieWordEmbeddings ? "true" : "false");
        if (differences.Count > 0)
            _section.Source.Fault(checkpoint.Line, $"{PathOf(checkpoint)}: {checkpoint.Path} differs from {otherName}: {string.Join(", ", differences)}. {advice}");

        void Add<T>(string name, T here, T there)
        {
            if (!EqualityComparer<T>.Default.Equals(here, there))
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {here}, not {there}"));
        }
    }

    private static T5Config? TryConfig(ModelSpec given, int vocabulary)
    {
        // A preset or a shape that is no model has its fault already.
        return given.IsDecoder || (given.Preset is { } preset && T5Config.PresetName(preset) is null) ? null : ModelConfig.OfT5(given, vocabulary);
    }

    private static string NameOf(T5Config config) =>
        T5Config.Presets.FirstOrDefault(name => T5Config.Preset(name) with { VocabSize = config.VocabSize, DropoutRate = config.DropoutRate } == config)
        ?? $"{config.NumLayers}x{config.DModel}";

    private string PathOf(CheckpointSpec checkpoint) => Continues ? _section.Name : $"{_section.Name}.{checkpoint.Mixture}.{NumberText.Format(checkpoint.Tokens)}";
}
