using System.Collections.Immutable;
using System.Globalization;
using Headwater.Data;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>pretraining:</c>.</summary>
internal sealed class PretrainingSectionReader(SpecSection root, ImmutableArray<CorpusSpec> corpora, TokenizerSpec tokenizer, ImmutableArray<ModelSpec> models)
{
    private const double RateTolerance = 1e-6;

    private readonly bool _isCausal = models.Any(model => model.IsDecoder);

    // What training needs and a study from checkpoints has no use for.
    private static readonly ImmutableArray<string> TrainingKeys =
        ["mixtures", SwarmReader.Key, "tokens", TokenScaleReader.ComputeKey, "batch", "warm-up", "learning-rate", "choose-rate", "dropout", "clip", "label-smoothing", "repeat", "interleave", "z-loss",
            "optimizer", "weight-decay", "schedule", "ramp-up", "final-rate", "micro-batch", "recompute", "spike-guard", "decay"];

    public PretrainingSpec? Read(StartingCheckpoints? start)
    {
        SpecSection? section = root.Section(root.Find("pretraining", "none: finetuning from scratch only"), "pretraining", "{ mixtures: …, tokens: […] }");
        if (section is null)
            return null;

        if (start is not null)
            return ReadStart(section, start);

        PretrainingSpec defaults = new() { Mixtures = [], Tokens = [] };
        ImmutableArray<MixtureSpec> mixtures = ReadMixtures(section);
        TokenScale? scale = TokenScaleReader.Read(section, models);
        TokenScaleReader.Check(root, scale);
        ImmutableArray<long> tokens = scale is null ? ReadTokens(section) : [];
        (int? batch, int? budget) = BatchReader.Read(section, defaults.Batch);
        PretrainingSpec spec = new()
        {
            Mixtures = mixtures,
            Tokens = tokens,
            Scale = scale,
            Objective = ReadObjective(section),
            Batch = batch ?? defaults.Batch,
            Sequence = section.Int("sequence", defaults.Sequence, minimum: 8),
            NoiseDensity = section.Number("noise-density", defaults.NoiseDensity, NumberRange.NoiseDensity),
            MeanSpan = section.Number("mean-span", defaults.MeanSpan, NumberRange.AtLeastOne),
            WarmUp = section.Int("warm-up", defaults.WarmUp),
            Dropout = section.Number("dropout", defaults.Dropout, NumberRange.Share),
            Clip = section.OptionalNumber("clip", defaults.Clip, NumberRange.Positive),
            LabelSmoothing = section.Number("label-smoothing", defaults.LabelSmoothing, NumberRange.Share),
            Repeat = section.Flag("repeat", defaults.Repeat),
            Interleave = ReadInterleave(section),
            ZLoss = section.Number("z-loss", defaults.ZLoss, NumberRange.Share),
        };
        (string? validation, ImmutableSortedDictionary<string, string> validations) = ReadValidation(section);
        ImmutableArray<double> rates = PretrainingRateReader.Read(section, defaults.LearningRate);
        spec = spec with
        {
            LearningRate = rates[0],
            LearningRates = rates.Length > 1 ? rates : [],
            ChoosesRateEach = PretrainingRateReader.ReadChoice(section, rates),
            Validation = validation,
            Validations = validations,
            Optimization = OptimizationReader.Read(section, ScheduleNames.InverseSquareRoot, steps: null),
            Decay = section.OptionalNumber("decay", null, NumberRange.ProperShare),
            Line = section.Children().Where(child => child.Key is "tokens" or TokenScaleReader.ComputeKey).Select(child => (int)child.Value.Start.Line).FirstOrDefault(section.Line),
        };
        if (spec.Optimization.Optimizer == OptimizationSpec.AdamW && !section.Has("learning-rate"))
            section.Fault("optimizer", string.Create(CultureInfo.InvariantCulture, $"pretraining.optimizer is {OptimizationSpec.AdamW}, whose rate is absolute, and the default of learning-rate, {defaults.LearningRate}, is meant relative to the weights; expected a learning-rate.\nhint: learning-rate: 0.001 suits small models."));
        if (section.Find(StartingCheckpoints.Key, "none: models are trained") is { } node)
            section.Source.Fault(node, $"pretraining.{StartingCheckpoints.Key} is {SpecSection.Describe(node)}; expected a map: {StartingCheckpoints.Expected}.");
        if (CheckSequence(section, spec) is { } rawLength)
        {
            spec = budget is int most ? spec with { Batch = RowsIn(section, spec, most) } : spec;
            CheckSteps(section, spec, rawLength);
        }

        if (spec.Decay is not null && spec.Optimization.Falls)
            section.Fault("decay", $"pretraining.decay needs a schedule that does not decrease by itself, but schedule is {spec.Optimization.Schedule}.\nhint: "
                + "use schedule: constant or inverse-square-root, or remove decay.");
        section.Close();
        return spec;
    }

    private PretrainingSpec ReadStart(SpecSection section, StartingCheckpoints start)
    {
        section.Find(StartingCheckpoints.Key, "required");
        PretrainingSpec defaults = new() { Mixtures = [], Tokens = [] };
        PretrainingSpec spec = defaults with
        {
            Mixtures = [.. start.Checkpoints.Select(checkpoint => checkpoint.Mixture).Distinct()
                .Select(mixture => new MixtureSpec(mixture, ImmutableSortedDictionary<string, double>.Empty))],
            Tokens = [.. start.Checkpoints.Select(checkpoint => checkpoint.Tokens).Distinct().Order()],
            Checkpoints = start.Checkpoints,
            Sequence = section.Int("sequence", defaults.Sequence, minimum: 8),
            NoiseDensity = section.Number("noise-density", defaults.NoiseDensity, NumberRange.NoiseDensity),
            MeanSpan = section.Number("mean-span", defaults.MeanSpan, NumberRange.AtLeastOne),
            Line = section.Line,
        };
        (string? validation, ImmutableSortedDictionary<string, string> validations) = ReadValidation(section);
        spec = spec with { Validation = validation, Validations = validations };
        foreach (string key in TrainingKeys.Where(section.Has))
        {
            section.Find(key, "only without checkpoints");
            section.Fault(key, $"pretraining.{key} is for training, but the study starts from pretraining.{StartingCheckpoints.Key}.\nhint: remove one of them.");
        }

        if (spec.Validation is not null || !spec.Validations.IsEmpty)
            CheckSequence(section, spec);
        section.Close();
        return spec;
    }

    // It follows from the models, and may be said.
    private string? ReadObjective(SpecSection section)
    {
        string own = _isCausal ? PretrainingSpec.Causal : PretrainingSpec.SpanCorruption;
        string objective = section.Text("objective", own)!;
        bool isPrefix = !_isCausal && objective == PretrainingSpec.PrefixLm;
        if (objective is not (PretrainingSpec.Causal or PretrainingSpec.SpanCorruption or PretrainingSpec.PrefixLm))
            section.Fault("objective", $"pretraining.objective is \"{objective}\"; expected {PretrainingSpec.SpanCorruption} or {PretrainingSpec.PrefixLm} for T5, or {PretrainingSpec.Causal}.\nhint: leave it out; it follows from the model.");
        else if (objective != own && !isPrefix)
            section.Fault("objective", _isCausal
                ? $"pretraining.objective is {objective}, but the model is decoder-only; expected {own}.\nhint: remove objective, or choose a T5 model."
                : $"pretraining.objective is {objective}, but the model is T5; expected {own}.\nhint: choose a decoder-only model, model: {{ family: llama, size: micro }}, or remove objective.");
        if (!_isCausal && !isPrefix)
            return null;
        foreach (string key in (string[])["noise-density", "mean-span"])
            if (section.Has(key))
                section.Fault(key, $"pretraining.{key} is for {PretrainingSpec.SpanCorruption}, but the objective is {objective}.\nhint: remove it.");
        return isPrefix ? PretrainingSpec.PrefixLm : PretrainingSpec.Causal;
    }

    // One corpus, or several by the names that their losses get.
    private (string? One, ImmutableSortedDictionary<string, string> ByName) ReadValidation(SpecSection section)
    {
        ImmutableSortedDictionary<string, string>.Builder named = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        const string expected = "a corpus, or corpora by name, for example { help: help-de }";
        if (section.Children().FirstOrDefault(child => child.Key == "validation").Value is YamlMappingNode)
        {
            SpecSection? map = section.Section(section.Find("validation", "none"), "validation", expected);
            foreach ((string name, YamlNode value) in map?.Children() ?? [])
            {
                if (map!.Scalar(value, map.PathOf(name), "a corpus's name") is not { } corpus)
                    continue;
                if (corpora.All(known => known.Name != corpus))
                    section.Source.Fault(value, $"{map.PathOf(name)} is \"{corpus}\"; corpora has no such entry. {KnownCorpora(corpus)}");
                named[name] = corpus;
            }

            return (null, named.ToImmutable());
        }

        string? one = section.Text("validation", null);
        if (one is not null && corpora.All(corpus => corpus.Name != one))
            section.Fault("validation", $"pretraining.validation is \"{one}\"; corpora has no such entry. {KnownCorpora(one)}");
        return (one, named.ToImmutable());
    }

    // Sequences of equal length: a budget of tokens is a number of rows.
    private static int RowsIn(SpecSection section, PretrainingSpec spec, int tokens)
    {
        SpanCorruption corruption = new() { NoiseDensity = spec.NoiseDensity, MeanNoiseSpanLength = spec.MeanSpan };
        int row = PretrainingArithmetic.InputLength(spec.Objective, spec.Sequence) + PretrainingArithmetic.TargetLength(spec.Objective, spec.Objective is null ? corruption : null, spec.Sequence);
        if (tokens < row)
            section.Fault("batch", $"pretraining.batch.tokens is {tokens}, but one sequence has {row} tokens{(spec.Objective is null ? $" ({spec.Sequence} of input, the rest targets)" : "")}; expected at least one sequence per batch.\nhint: raise batch.tokens, or shorten sequence.");
        return Math.Max(1, tokens / row);
    }

    private ImmutableArray<MixtureSpec> ReadMixtures(SpecSection section)
    {
        const string expected = "mixing rates by corpus, for example { en+de: { en: 0.5, de: 0.5 } }";
        YamlNode? node = section.Has(SwarmReader.Key) ? section.Find("mixtures", "none: the swarm's alone") : section.Require("mixtures", expected);
        SwarmSpec? swarm = SwarmReader.Read(section, corpora);
        SpecSection? mixtures = section.Section(node, "mixtures", expected);
        MixtureSpec[] listed = mixtures is null ? [] : [.. mixtures.Children().Select(child => ReadMixture(mixtures, child.Key, child.Value)).OfType<MixtureSpec>()];
        MixtureSpec[] drawn = [.. swarm?.Mixtures() ?? []];
        foreach (MixtureSpec twice in listed.Where(mixture => drawn.Any(other => other.Name == mixture.Name)))
            section.Fault("mixtures", $"pretraining.mixtures has \"{twice.Name}\", which is the name of a mixture of the swarm.\nhint: choose another one.");
        return [.. listed, .. drawn];
    }

    private static Interleaving ReadInterleave(SpecSection section)
    {
        string written = section.Text("interleave", "sequence")!;
        switch (written)
        {
            case "sequence":
                return Interleaving.Sequence;
            case "batch":
                return Interleaving.Batch;
            case "document":
                return Interleaving.Document;
            default:
                section.Fault("interleave", $"pretraining.interleave is \"{written}\"; expected sequence, batch or document.");
                return Interleaving.Sequence;
        }
    }

    // { temperature: 3, corpora: [en, de] }: the rates are known once the corpora are measured; until then they are equal.
    private MixtureSpec ReadTempered(SpecSection section, string name)
    {
        double temperature = section.Number("temperature", 1, NumberRange.AtLeastOne);
        YamlNode? node = section.Require("corpora", "the corpora of the mixture, for example [en, de]");
        string[] names = node is null ? [] : [.. SpecSection.Items(node).Select(item => section.Scalar(item, section.PathOf("corpora"), "a corpus's name")).OfType<string>().Distinct()];
        foreach (string unknown in names.Where(wanted => corpora.All(known => known.Name != wanted)))
            section.Fault("corpora", $"{section.Name} names the corpus \"{unknown}\"; corpora has no such entry. {KnownCorpora(unknown)}");
        section.Close();
        return new MixtureSpec(name, names.ToImmutableSortedDictionary(corpus => corpus, _ => 1.0 / names.Length, StringComparer.Ordinal)) { Temperature = temperature };
    }

    private MixtureSpec? ReadMixture(SpecSection mixtures, string name, YamlNode node)
    {
        SpecSection? section = mixtures.Section(node, name, "rates by corpus, for example { en: 0.5, de: 0.5 }");
        if (section is null)
            return null;
        if (name == StudyPlan.Scratch)
            section.Fault($"{section.Name}: \"{StudyPlan.Scratch}\" is reserved for the model without pretraining.\nhint: rename the mixture.");
        if (name.Length == 0 || !name.All(StudyFileReader.IsNameCharacter))
            section.Fault($"the mixture name \"{name}\" contains other characters than allowed; expected letters, digits, '-', '_', '+' and '.', because the name is used for folders.");

        if (section.Has("temperature"))
            return ReadTempered(section, name);

        ImmutableSortedDictionary<string, double>.Builder rates = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach ((string corpus, YamlNode value) in section.Children())
        {
            if (corpora.All(known => known.Name != corpus))
                section.Source.Fault(value, $"{section.Name} names the corpus \"{corpus}\"; corpora has no such entry. {KnownCorpora(corpus)}");
            if (section.Number(value, section.PathOf(corpus), NumberRange.Rate) is double rate and > 0)
                rates[corpus] = rate;
        }

        double sum = rates.Values.Sum();
        if (rates.Count == section.Children().Count() && Math.Abs(sum - 1) > RateTolerance)
            section.Fault($"{section.Name}: its rates sum to {sum.ToString("0.######", CultureInfo.InvariantCulture)}; mixing rates must sum to 1.");
        return new MixtureSpec(name, rates.ToImmutable());
    }

    private string KnownCorpora(string wanted)
    {
        if (corpora.Length == 0)
            return "Add it under corpora.";
        string? near = NearestName.To(wanted, corpora.Select(corpus => corpus.Name));
        return near is not null ? $"Did you mean \"{near}\"?" : $"It has {string.Join(", ", corpora.Select(corpus => corpus.Name))}.";
    }

    private static ImmutableArray<long> ReadTokens(SpecSection section)
    {
        YamlNode? node = section.Require("tokens", "ascending token counts, for example [0.25M, 0.5M, 1M]");
        if (node is null)
            return [];

        ImmutableArray<long> tokens = [.. SpecSection.Items(node).Select(item => section.Count(item, "pretraining.tokens", 1)).OfType<long>()];
        for (int i = 1; i < tokens.Length; i++)
        {
            if (tokens[i] <= tokens[i - 1])
                section.Fault("tokens", $"pretraining.tokens has {NumberText.Format(tokens[i])} after {NumberText.Format(tokens[i - 1])}; "
                    + "expected ascending token counts, because one trajectory passes them in order.");
        }

        if (tokens.Length == 0 && SpecSection.Items(node).Length == 0)
            section.Fault("tokens", "pretraining.tokens is empty; expected at least one token count.");
        return tokens;
    }

    // Checkpoints fall on whole steps: two counts inside one step would be the same checkpoint.
    private static void CheckSteps(SpecSection section, PretrainingSpec spec, int rawLength)
    {
        long perStep = (long)spec.Batch * rawLength;
        for (int i = 1; i < spec.Tokens.Length; i++)
        {
            long previous = StudyPlan.StepFor(spec.Tokens[i - 1], perStep);
            if (spec.Tokens[i] > spec.Tokens[i - 1] && StudyPlan.StepFor(spec.Tokens[i], perStep) == previous)
                section.Fault("tokens", $"pretraining.tokens: {spec.Tokens[i - 1]} and {spec.Tokens[i]} are reached at the same step ({perStep} tokens per step).\nhint: "
                    + "move them apart, or lower batch.");
        }
    }

    // Raw tokens behind one sequence; null, with a fault, where it has more spans than there are sentinels.
    private int? CheckSequence(SpecSection section, PretrainingSpec spec)
    {
        if (spec.Objective == PretrainingSpec.PrefixLm)
            return PretrainingArithmetic.CausalRawLength(spec.Sequence);
        if (spec.Objective is not null)
            return CausalLength(section, spec);

        SpanCorruption corruption = new() { NoiseDensity = spec.NoiseDensity, MeanNoiseSpanLength = spec.MeanSpan };
        try
        {
            int raw = corruption.RawLength(spec.Sequence);
            int spans = corruption.SpanCount(spec.Sequence);
            if (spans <= tokenizer.Sentinels)
                return raw;
            section.Fault("sequence", $"pretraining.sequence is {spec.Sequence}, which has {spans} corrupted spans, and the tokenizer has {tokenizer.Sentinels} sentinels.\nhint: "
                + "shorten sequence, or raise tokenizer.sentinels.");
        }
        catch (ArgumentException exception)
        {
            section.Fault("sequence", $"pretraining.sequence is {spec.Sequence}: {exception.Message}");
        }

        return null;
    }

    // Raw tokens behind one sequence; null, with a fault, where it is longer than the positions of the models that are made.
    private static int? CausalLength(SpecSection section, PretrainingSpec spec)
    {
        int longest = PretrainingArithmetic.LongestCausal;
        if (spec.Sequence <= longest)
            return PretrainingArithmetic.CausalRawLength(spec.Sequence);
        section.Fault("sequence", $"pretraining.sequence is {spec.Sequence}; expected at most {longest}, so that a document's end of sequence has one of the model's {longest + 1} positions too.\nhint: shorten sequence.");
        return null;
    }
}
