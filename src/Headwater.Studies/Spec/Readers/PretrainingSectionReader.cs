using System.Collections.Immutable;
using System.Globalization;
using Headwater.Data;
using Headwater.Laws;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>pretraining:</c>.</summary>
internal sealed class PretrainingSectionReader(SpecSection root, ImmutableArray<CorpusSpec> corpora, TokenizerSpec tokenizer, ImmutableArray<ModelSpec> models)
{
    private readonly MixtureReader _mixtures = new(corpora);

    private readonly bool _isCausal = models.Any(model => model.IsDecoder);

    // What training needs and a study from checkpoints has no use for.
    private static readonly ImmutableArray<string> TrainingKeys =
        ["mixtures", SwarmReader.Key, "tokens", TokenScaleReader.ComputeKey, "batch", "warm-up", "learning-rate", "choose-rate", "dropout", "clip", "label-smoothing", "repeat", "interleave", "z-loss",
            "optimizer", "weight-decay", "schedule", "ramp-up", "final-rate", "micro-batch", "recompute", "spike-guard", "decay"];

    public PretrainingSpec? Read(StartingCheckpoints? start, TrainerSpec? trainer = null)
    {
        SpecSection? section = root.Section(root.Find("pretraining", "none: finetuning from scratch only"), "pretraining", "{ mixtures: …, tokens: […] }");
        if (section is null)
            return null;

        if (start is { Continues: false })
            return ReadStart(section, start);

        PretrainingSpec defaults = new() { Mixtures = [], Tokens = [] };
        ImmutableArray<MixtureSpec> mixtures = ReadMixtures(section);
        TokenScale? scale = TokenScaleReader.Read(section, models);
        ImmutableArray<long> tokens = scale is null ? ReadTokens(section) : [];
        section.Find(StartingCheckpoints.FromKey, "none: models begin new");
        ImmutableArray<int>? batches = SweepReader.Batches(section);
        (int? batch, int? budget) = batches is { } several ? (several.DefaultIfEmpty(defaults.Batch).Max(), null) : BatchReader.Read(section, defaults.Batch);
        PretrainingSpec spec = new()
        {
            From = start?.Checkpoints.FirstOrDefault(),
            Mixtures = ReplayReader.Read(section, mixtures, _mixtures),
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
        if (_isCausal && spec.Objective == PretrainingSpec.PrefixLm)
            spec = spec with { Objective = PretrainingSpec.Causal, MarksPrefixes = true };
        if (spec.MarksPrefixes && start is not null)
            section.Fault("objective", $"pretraining.objective is {PretrainingSpec.PrefixLm}, but pretraining.{StartingCheckpoints.FromKey} continues a model with the attention it has; expected {PretrainingSpec.Causal}.\nhint: remove objective, or train a new model.");
        (string? validation, ImmutableSortedDictionary<string, string> validations) = ReadValidation(section);
        ImmutableArray<double> rates = PretrainingRateReader.Read(section, defaults.LearningRate);
        RateChoice choice = PretrainingRateReader.ReadChoice(section, rates);
        SweepSpec? sweep = SweepReader.Read(section, rates, choice, batches);
        spec = spec with
        {
            LearningRate = rates[0],
            LearningRates = rates.Length > 1 && sweep is null ? rates : [],
            ChoosesRateEach = choice == RateChoice.Each && sweep is null,
            Sweep = sweep is null || batches is not null ? sweep : sweep with { Batches = [spec.Batch] },
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
            spec = budget is int most ? spec with { Batch = RowsIn(section, spec, most), Sweep = spec.Sweep is null ? null : spec.Sweep with { Batches = [RowsIn(section, spec, most)] } } : spec;
            if (trainer?.Pretrain is null)
                CheckSteps(section, spec, rawLength);
            CheckStages(section, spec, rawLength);
            TokenScaleReader.Check(section, spec);
        }

        if (spec.Decay is not null && spec.Optimization.Falls)
            section.Fault("decay", $"pretraining.decay needs a schedule that does not decrease by itself, but schedule is {spec.Optimization.Schedule}.\nhint: "
                + "use schedule: constant or inverse-square-root, or remove decay.");
        SweepReader.Check(root, section, spec);
        if (spec.LearningRates.Length > 1 && spec.Mixtures.FirstOrDefault(mixture => !mixture.Stages.IsEmpty) is { } staged && (spec.ChoosesRateEach || spec.Mixtures.All(mixture => !mixture.Stages.IsEmpty)))
            section.Fault("learning-rate", $"pretraining.learning-rate is a list, and {(spec.ChoosesRateEach ? $"choose-rate: each would choose a rate for the mixture {staged.Name}, which has stages" : "every mixture has stages")}; expected a rate that is chosen once, on a mixture without stages.\nhint: "
                + (spec.ChoosesRateEach ? "remove choose-rate, or give one learning-rate." : "add a mixture without stages, or give one learning-rate."));
        if (trainer?.Pretrain is not null)
            CheckTrainer(section, spec, trainer.Pretrain);
        if (start is not null && mixtures.FirstOrDefault(mixture => mixture.Name == PretrainingSpec.Start) is not null)
            section.Fault("mixtures", $"pretraining.mixtures has \"{PretrainingSpec.Start}\", which is the name of the model in pretraining.{StartingCheckpoints.FromKey} before it is trained further.\nhint: rename the mixture.");
        section.Close();
        return spec;
    }

    private static void CheckTrainer(SpecSection section, PretrainingSpec spec, TrainerCommand command)
    {
        if (spec.From is not null && !command.Continues)
            section.Fault(StartingCheckpoints.FromKey, $"pretraining.{StartingCheckpoints.FromKey} names a model, but trainer.pretrain.command has no {{{CommandTemplate.Checkpoint}}} to pass it on.\nhint: add --from={{checkpoint}}, or what the command calls it.");
        TrainerSectionReader.Refuse(section, CommandTemplate.Pretrain, [.. TrainingKeys.Except(["mixtures", SwarmReader.Key, "tokens", TokenScaleReader.ComputeKey, "repeat"]), "noise-density", "mean-span"]);
        foreach (MixtureSpec staged in spec.Mixtures.Where(mixture => !mixture.Stages.IsEmpty))
            section.Fault("mixtures", $"pretraining.mixtures.{staged.Name} has stages, which Headwater's own trainer takes, but trainer.pretrain trains; expected rates for the whole run.\nhint: give rates, or leave pretraining to Headwater.");
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
            section.Fault("objective", $"pretraining.objective is \"{objective}\"; expected {PretrainingSpec.SpanCorruption} or {PretrainingSpec.PrefixLm} for T5, {PretrainingSpec.Causal} or {PretrainingSpec.PrefixLm} for decoder-only models.\nhint: leave it out; it follows from the model.");
        else if (objective != own && objective != PretrainingSpec.PrefixLm)
            section.Fault("objective", _isCausal
                ? $"pretraining.objective is {objective}, but the model is decoder-only; expected {own} or {PretrainingSpec.PrefixLm}.\nhint: remove objective, or choose a T5 model."
                : $"pretraining.objective is {objective}, but the model is T5; expected {own}.\nhint: choose a decoder-only model, model: {{ family: llama, size: micro }}, or remove objective.");
        if (!_isCausal && !isPrefix)
            return null;
        foreach (string key in (string[])["noise-density", "mean-span"])
            if (section.Has(key))
                section.Fault(key, $"pretraining.{key} is for {PretrainingSpec.SpanCorruption}, but the objective is {objective}.\nhint: remove it.");
        return objective == PretrainingSpec.PrefixLm ? PretrainingSpec.PrefixLm : PretrainingSpec.Causal;
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
                    section.Source.Fault(value, $"{map.PathOf(name)} is \"{corpus}\"; corpora has no such entry. {_mixtures.KnownCorpora(corpus)}");
                named[name] = corpus;
            }

            return (null, named.ToImmutable());
        }

        string? one = section.Text("validation", null);
        if (one is not null && corpora.All(corpus => corpus.Name != one))
            section.Fault("validation", $"pretraining.validation is \"{one}\"; corpora has no such entry. {_mixtures.KnownCorpora(one)}");
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
        MixtureSpec[] listed = mixtures is null ? [] : [.. mixtures.Children().Select(child => _mixtures.Read(mixtures, child.Key, child.Value)).OfType<MixtureSpec>()];
        MixtureSpec[] drawn = [.. swarm?.Mixtures() ?? []];
        foreach (MixtureSpec twice in listed.Where(mixture => drawn.Any(other => other.Name == mixture.Name)))
            section.Fault("mixtures", $"pretraining.mixtures has \"{twice.Name}\", which is the name of a mixture of the swarm.\nhint: choose another one.");
        foreach (MixtureSpec staged in listed.Where(mixture => drawn.Length > 0 && !mixture.Stages.IsEmpty))
            mixtures!.Fault(staged.Name, $"{mixtures.PathOf(staged.Name)} has stages, and pretraining has a {SwarmReader.Key}, whose surrogate compares mixtures that stay the same for a whole run.\nhint: make a study of its own for the mixtures with stages.");
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

    // Stages end on whole steps too, and each needs one at every token count.
    private static void CheckStages(SpecSection section, PretrainingSpec spec, int rawLength)
    {
        long perStep = (long)spec.Batch * rawLength;
        foreach (MixtureSpec mixture in spec.Mixtures.Where(mixture => !mixture.Stages.IsEmpty))
        {
            foreach (long tokens in spec.Tokens)
            {
                long steps = StudyPlan.StepFor(tokens, perStep);
                ImmutableArray<long> bounds = [.. MixtureStageSpec.FirstSteps(mixture.Stages, steps), steps];
                int empty = Enumerable.Range(0, mixture.Stages.Length).FirstOrDefault(stage => bounds[stage + 1] <= bounds[stage], -1);
                if (empty < 0)
                    continue;
                section.Fault("mixtures", $"stage {empty + 1} of pretraining.mixtures.{mixture.Name} has no step at {NumberText.Format(tokens)} tokens, which are {steps} {(steps == 1 ? "step" : "steps")} of {perStep} tokens; expected at least one step in each stage.\nhint: "
                    + "make the stage longer, raise the token count, or lower batch.");
                break;
            }
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
