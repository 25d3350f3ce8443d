using System.Collections.Immutable;
using Headwater.Data;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Lays out the jobs of one study, each after what it needs; equal work appears once.</summary>
internal sealed partial class PlanBuilder(StudySpec spec, StudyData data, string device)
{
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, Job> _known = new(StringComparer.Ordinal);
    private readonly List<StudyCell> _cells = [];
    private HeldOutPlan? _heldOut;
    private ReplayPlan? _replay;

    // A list of rates is decided once for each kind: model, task, and whether the arm is pretrained.
    private readonly Dictionary<(string Model, string Task, bool Pretrained), Job> _rates = [];

    // By model: the run that a list of pretraining rates was decided by.
    private readonly Dictionary<string, Job> _pretrainingRates = new(StringComparer.Ordinal);

    public StudyPlan Build()
    {
        Job tokenizer = AddTokenizer();
        ImmutableSortedDictionary<string, Job> corpora = AddCorpora(tokenizer);
        _heldOut = new HeldOutPlan(spec, corpora);
        _replay = new ReplayPlan(spec, corpora);
        foreach ((ulong seed, ModelSpec model) in spec.TrainingSeeds.SelectMany(seed => spec.Models, ValueTuple.Create))
        {
            ImmutableArray<Arm> arms = Arms(model, tokenizer, corpora, seed);
            foreach (TaskSpec task in spec.Tasks)
            {
                FinetuningKind kind = new(model, data.Tasks[task.Name], tokenizer, seed);
                if (spec.Evaluation is { } evaluation)
                {
                    AddEvaluations(kind, arms, evaluation);
                    continue;
                }

                foreach (int? examples in spec.Finetuning.Examples)
                {
                    // Fingerprints are most of the work of a large plan, and with one rate no finetuning waits for another's.
                    ImmutableArray<Job?> made = [.. arms.AsParallel().AsOrdered()
                        .Select(arm => spec.Finetuning.LearningRates.Length == 1 ? MakeFinetuning(kind, arm, examples, spec.Finetuning.LearningRates[0], null) : null)];
                    for (int i = 0; i < arms.Length; i++)
                        AddCell(kind, arms[i], examples, made[i]);
                }
            }
        }

        return new StudyPlan { Spec = spec, Device = device, Jobs = [.. _jobs.OrderBy(Order)], Cells = [.. _cells], Vocabulary = data.Vocabulary };
    }

    // Trials come before the finetunings that wait for their decision; everything else keeps the order in which it was laid out.
    private static int Order(Job job) => job switch
    {
        { Stage: Stage.Measures } => 12,
        { Stage: Stage.Evaluation } => 11,
        { Settings: FinetuningSettings { Rate: not null } } => 10,
        { Stage: Stage.Rate } => 9,
        _ => (int)job.Stage,
    };

    private Job Add(Job job)
    {
        if (_known.TryGetValue(job.Id, out Job? known))
            return known;
        _known.Add(job.Id, job);
        _jobs.Add(job);
        return job;
    }

    private Job AddTokenizer()
    {
        bool fromPairs = spec.Corpora.IsEmpty;
        TokenizerSettings settings = data.Tokenizer is { } loaded
            ? new TokenizerSettings { Load = loaded, Sentinels = spec.Tokenizer.Sentinels }
            : new TokenizerSettings
            {
                Algorithm = spec.Tokenizer.Train == TokenizerSettings.Unigram ? TokenizerSettings.Unigram : null,
                Vocabulary = spec.Tokenizer.Vocabulary, Sentinels = spec.Tokenizer.Sentinels, Sample = spec.Tokenizer.Sample,
                Corpora = fromPairs ? [] : [.. spec.Corpora.Select(corpus => data.Corpora[corpus.Name])],
                Pairs = fromPairs ? [.. spec.Tasks.Select(task => data.Tasks[task.Name].Train)] : [],
                Seed = Seeds.Of(spec.Seed, Seeds.Tokenizer),
            };
        string label = data.Tokenizer is null ? $"{spec.Tokenizer.Train} {spec.Tokenizer.Vocabulary}" : Path.GetFileNameWithoutExtension(data.Tokenizer.Path!);
        long text = data.Tokenizer is not null ? 0 : Math.Min(spec.Tokenizer.Sample, spec.Corpora.Sum(corpus => data.AboutSizeOf(corpus.Name)));
        return Add(With(NewJob(Stage.Tokenizer, label, settings, []), new JobCost { TextBytes = text, DiskBytes = CorpusCost.TokenizerBytes(data.Vocabulary) }));
    }

    private ImmutableSortedDictionary<string, Job> AddCorpora(Job tokenizer)
    {
        IEnumerable<string> used = [.. (spec.Pretraining?.Mixtures ?? []).SelectMany(mixture => mixture.Rates.Keys).Concat(HeldOutPlan.Corpus(spec)).Concat(spec.Finetuning.Replay?.Corpus is { } replayed ? [replayed] : []).Distinct()];
        return used.ToImmutableSortedDictionary(
            name => name,
            name => Add(With(NewJob(Stage.Corpus, name, new CorpusSettings { Corpus = data.Corpora[name], Tokenizer = tokenizer.Id }, [tokenizer.Id]),
                CorpusCost.Of(data.AboutSizeOf(name), data.Vocabulary))),
            StringComparer.Ordinal);
    }

    private ImmutableArray<Arm> Arms(ModelSpec model, Job tokenizer, ImmutableSortedDictionary<string, Job> corpora, ulong seed)
    {
        ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
        if (spec.Finetuning.FromScratch && !IsOnlyLarger(model))
            arms.Add(new Arm(StudyPlan.Scratch, null, 0, null));
        if (spec.Pretraining?.From is { } start)
            arms.Add(new Arm(PretrainingSpec.Start, null, 0, data.Checkpoints[start.Path]));
        MixtureSpec[] mixtures = [.. (spec.Pretraining?.Mixtures ?? []).Where(mixture => spec.Trains(mixture.Name, seed))];
        PretrainingKind pretraining = new(model, tokenizer, seed);
        TrunkPlan? trunks = mixtures.Any(mixture => !mixture.Stages.IsEmpty) ? new TrunkPlan([.. mixtures.Select(mixture => SettingsOf(pretraining, mixture, corpora, TokensOf(mixture, model, seed)))]) : null;
        foreach (MixtureSpec mixture in mixtures)
        {
            if (!spec.Pretraining!.Checkpoints.IsEmpty)
            {
                arms.AddRange(spec.Pretraining.Checkpoints.Where(checkpoint => checkpoint.Mixture == mixture.Name)
                    .Select(checkpoint => new Arm(mixture.Name, null, checkpoint.Tokens, data.Checkpoints[checkpoint.Path])));
                continue;
            }

            foreach (ImmutableArray<long> counts in spec.Pretraining.Trajectories(TokensOf(mixture, model, seed)).Where(counts => !counts.IsEmpty))
            {
                if (spec.Trainer?.Pretrain is { } command)
                {
                    arms.AddRange(TrainerArms(pretraining, mixture, SettingsOf(pretraining, mixture, corpora, counts), command));
                    continue;
                }

                if (spec.Pretraining.Sweep is { } sweep)
                {
                    foreach (SweepPoint point in sweep.Points())
                    {
                        Job swept = AddPretraining(SettingsOf(pretraining, mixture, corpora, counts, point), sweep.Suffix(point));
                        arms.AddRange(counts.Select(tokens => new Arm(mixture.Name, swept, tokens, null) { Sweep = point }));
                    }

                    continue;
                }

                PretrainingSettings settings = SettingsOf(pretraining, mixture, corpora, counts);
                Job job = settings.Stages is null ? AddWithRate(trunks?.Complete(settings) ?? settings) : AddStaged(settings, trunks!);
                arms.AddRange(counts.Select(tokens => new Arm(mixture.Name, job, tokens, null)));
            }
        }

        return arms.ToImmutable();
    }

    // What is trained only to verify forecasts is trained with the first seed, unless the study asks for more.
    private ImmutableArray<long> TokensOf(MixtureSpec mixture, ModelSpec model, ulong seed)
    {
        PretrainingSpec pretraining = spec.Pretraining!;
        if (pretraining.Scale is null)
            return seed == spec.TrainingSeeds[0] || pretraining.ContinuedWithEverySeed ? pretraining.TokensOf(mixture.Name) : pretraining.Tokens;
        ImmutableArray<long> own = pretraining.TokensOfModel(model.Name);
        return seed == spec.TrainingSeeds[0] && pretraining.LargerMixtures.Contains(mixture.Name) && pretraining.LargerTokens.TryGetValue(model.Name, out ImmutableArray<long> larger) ? [.. own.Union(larger).Order()] : own;
    }

    // A model that only checks forecasts has no counts of its own.
    private bool IsOnlyLarger(ModelSpec model) => spec.Pretraining is { LargerRuns.IsEmpty: false } pretraining && pretraining.TokensOfModel(model.Name).IsEmpty;

    private PretrainingSettings SettingsOf(PretrainingKind kind, MixtureSpec mixture, ImmutableSortedDictionary<string, Job> corpora, ImmutableArray<long> counts, SweepPoint? point = null)
    {
        PretrainingSpec pretraining = spec.Pretraining!;
        (ModelSpec model, Job tokenizer, ulong seed) = kind;
        ImmutableSortedDictionary<string, string> used = mixture.Rates.ToImmutableSortedDictionary(rate => rate.Key, rate => corpora[rate.Key].Id, StringComparer.Ordinal);
        PretrainingSettings settings = new()
        {
            Model = model, Tokenizer = tokenizer.Id, Mixture = mixture.Name, Rates = mixture.Rates, Stages = mixture.Stages.IsEmpty ? null : mixture.Stages, Corpora = used, Checkpoints = counts,
            Batch = point?.Batch ?? pretraining.Batch, Sequence = pretraining.Sequence, Objective = pretraining.Objective, NoiseDensity = pretraining.NoiseDensity, MeanSpan = pretraining.MeanSpan,
            WarmUp = pretraining.WarmUp, LearningRate = point?.Rate ?? pretraining.LearningRate, Dropout = pretraining.Dropout, Clip = pretraining.Clip,
            LabelSmoothing = pretraining.LabelSmoothing, ZLoss = NonZero(pretraining.ZLoss), Repeat = pretraining.Repeat,
            Interleave = pretraining.Interleave == Interleaving.Sequence ? null : pretraining.Interleave.ToString(), Seed = seed, Threads = spec.Threads, Device = device,
            Optimization = pretraining.Optimization.Identity(), Recompute = pretraining.Optimization.Recompute, Decay = pretraining.Decay,
            From = pretraining.From is { } from ? data.Checkpoints[from.Path] : null,
        };
        settings = settings with { ScheduleSteps = pretraining.Optimization.Falls ? settings.LastStep() : null };
        if (settings.Stages is null || pretraining.LearningRates.IsEmpty)
            return settings;
        MixtureSpec plain = pretraining.Mixtures.First(other => other.Stages.IsEmpty);
        if (!_pretrainingRates.ContainsKey(model.Name))
            AddWithRate(SettingsOf(kind, plain, corpora, TokensOf(plain, model, seed)));
        return settings with { LearningRate = 0, RateOf = _pretrainingRates[model.Name].Id };
    }

    private Job AddStaged(PretrainingSettings settings, TrunkPlan trunks) => AddPretraining(settings with { Trunk = AddPretraining(trunks.Of(settings)).Id });

    // With several rates: a trial of each, and the run that keeps the best of them and continues it.
    private Job AddWithRate(PretrainingSettings settings)
    {
        PretrainingSpec pretraining = spec.Pretraining!;
        if (pretraining.LearningRates.IsEmpty)
            return AddPretraining(settings);
        if (!pretraining.ChoosesRateEach && _pretrainingRates.TryGetValue(settings.Model.Name, out Job? decided))
            return decided.Settings is PretrainingSettings first && (first.Mixture, first.Seed) == (settings.Mixture, settings.Seed) && first.Checkpoints.SequenceEqual(settings.Checkpoints) ? decided
                : AddPretraining(settings with { LearningRate = 0, RateOf = decided.Id });
        ImmutableArray<long> compared = pretraining.Scale is null ? pretraining.Tokens : Compared(settings);
        Job[] trials = [.. pretraining.LearningRates.Select(rate => AddPretraining(settings with { LearningRate = rate, Checkpoints = compared }, $" at {NumberText.Format(rate)}"))];
        PretrainingSettings kept = settings with
        {
            LearningRate = 0,
            Trials = [.. trials.Select(trial => trial.Id)],
            ChosenAt = compared.Max(),
            ChosenOn = _heldOut!.ToChooseBy(trials[0]),
        };
        return _pretrainingRates[settings.Model.Name] = AddPretraining(kept);
    }

    // A larger run continues the rate that was chosen without it.
    private ImmutableArray<long> Compared(PretrainingSettings settings) => spec.Pretraining!.TokensOfModel(settings.Model.Name) is { IsEmpty: false } own ? [.. settings.Checkpoints.Where(own.Contains)] : settings.Checkpoints;

    private Job AddPretraining(PretrainingSettings settings, string attempt = "")
    {
        string name = WithModel(settings.Mixture, settings.Model);
        bool isOneOfSeveral = spec.Pretraining is { Scale: not null, Optimization.Falls: true } || settings.EndTokens is not null;
        string label = WithSeed(isOneOfSeveral ? $"{name} {NumberText.Format(settings.Checkpoints[0])}" : name, settings.Seed) + attempt;
        string[] needs = [.. new[] { settings.Tokenizer }.Concat(settings.Corpora.Values).Concat(settings.Trials ?? [])
            .Concat((settings.ChosenOn?.Values ?? []).SelectMany(text => text.Corpora.Values)).Concat(((string?[])[settings.RateOf, settings.Trunk, settings.Export]).OfType<string>()).Distinct()];
        return Add(With(NewJob(Stage.Pretraining, label, settings, [.. needs]), PretrainingCost.Of(settings, data.Vocabulary)));
    }

    private void AddCell(FinetuningKind kind, Arm arm, int? examples, Job? made)
    {
        StudyCell cell = new()
        {
            Model = kind.Model.Name, Mixture = arm.Mixture, Tokens = arm.Tokens, Task = kind.Task.Name, Examples = examples, Pretraining = arm.Pretraining?.Id,
            Seed = spec.Seeds.IsDefaultOrEmpty ? null : kind.Seed, Sweep = arm.Sweep,
        };
        if (made is not null)
        {
            Add(kind, arm, cell with { Run = Add(made).Id });
            return;
        }

        // The first cell of a kind is its cheapest: the smallest subset, the smallest checkpoint of the first mixture. It is tried with every rate.
        (string, string, bool) key = (kind.Model.Name, kind.Task.Name, arm.IsPretrained);
        if (!spec.Finetuning.ChoosesRateEach && _rates.TryGetValue(key, out Job? rate))
        {
            Add(kind, arm, cell with { Run = AddFinetuning(kind, arm, examples, null, rate).Id, Rate = rate.Id });
            return;
        }

        ImmutableArray<string> trials = [.. spec.Finetuning.LearningRates.Select(value => AddFinetuning(kind, arm, examples, value, null).Id)];
        string name = spec.Finetuning.ChoosesRateEach ? Label(kind, arm, examples) : WithTask(WithModel(arm.IsPretrained ? "pretrained" : StudyPlan.Scratch, kind.Model), kind.Task);
        _rates[key] = Add(NewJob(Stage.Rate, name, new RateSettings { Trials = trials }, trials));
        Add(kind, arm, cell with { Rate = _rates[key].Id });
    }

    private void Add(FinetuningKind kind, Arm arm, StudyCell cell)
    {
        ImmutableArray<string> measures = [.. spec.Metrics.Where(MetricNames.OnDemand.Contains)
            .Where(name => name != MetricNames.Forgetting || arm.IsPretrained).Order(StringComparer.Ordinal)];

        // A pretrained model is measured once, beside the first model that is finetuned from it.
        bool isFirst = arm.IsPretrained && kind.Task.Name == spec.Tasks[0].Name && cell.Examples == spec.Finetuning.Examples[0];
        bool validates = isFirst && !spec.Pretraining!.Validations.IsEmpty;
        _cells.Add(measures.IsEmpty && !validates ? cell : cell with { Measures = AddMeasures(kind, arm, cell, measures, validates).Id });
    }

    private Job AddMeasures(FinetuningKind kind, Arm arm, StudyCell cell, ImmutableArray<string> measures, bool validates)
    {
        bool forgets = measures.Contains(MetricNames.Forgetting);
        HeldOutSettings? heldOut = forgets ? _heldOut!.Of(arm.Pretraining) : null;
        ImmutableSortedDictionary<string, HeldOutSettings>? validations = validates ? _heldOut!.Validations() : null;
        bool readsPretrained = forgets || validates;
        MeasuresSettings settings = new()
        {
            Run = cell.Run, Rate = cell.Run is null ? cell.Rate : null, Tokenizer = kind.Tokenizer.Id, Task = kind.Task, Measures = measures, HeldOut = heldOut, Validations = validations,
            Pretraining = readsPretrained ? arm.Pretraining?.Id : null, Checkpoint = readsPretrained && arm.Pretraining is not null ? arm.Tokens : 0, Weights = readsPretrained ? arm.Weights : null,
            Threads = spec.Threads, Device = device,
        };
        string[] needs = [.. new[] { kind.Tokenizer.Id, cell.Run ?? cell.Rate, settings.Pretraining }.OfType<string>(), .. (heldOut?.Corpora.Values ?? []).Concat(validations?.Values.SelectMany(text => text.Corpora.Values) ?? []).Distinct()];
        return Add(NewJob(Stage.Measures, Label(kind, arm, cell.Examples), settings, [.. needs]));
    }

    private Job AddFinetuning(FinetuningKind kind, Arm arm, int? examples, double? learningRate, Job? rate) => Add(MakeFinetuning(kind, arm, examples, learningRate, rate));

    private Job MakeFinetuning(FinetuningKind kind, Arm arm, int? examples, double? learningRate, Job? rate)
    {
        FinetuningSpec finetuning = spec.Finetuning;
        FinetuningSettings settings = new()
        {
            Model = kind.Model, Tokenizer = kind.Tokenizer.Id, Pretraining = arm.Pretraining?.Id, Checkpoint = arm.Weights is null ? arm.Tokens : 0,
            Weights = arm.Weights, Mixture = arm.Mixture,
            Task = kind.Task, Examples = examples, Steps = finetuning.Steps, Batch = finetuning.Batch, LearningRate = learningRate, Rate = rate?.Id,
            WarmUp = finetuning.WarmUp, ValidateEvery = finetuning.ValidateEvery, Dropout = finetuning.Dropout, Clip = finetuning.Clip, LabelSmoothing = finetuning.LabelSmoothing,
            ZLoss = NonZero(finetuning.ZLoss), BatchTokens = finetuning.BatchTokens, Packing = finetuning.Packing, Patience = finetuning.Patience,
            ChooseCheckpoint = finetuning.ChooseCheckpoint == CheckpointChoice.Metric ? null : finetuning.ChooseCheckpoint,
            ValidationExamples = finetuning.ChooseCheckpoint == CheckpointChoice.Metric ? finetuning.ValidationExamples : null,
            Optimization = finetuning.Optimization.Identity(), Recompute = finetuning.Optimization.Recompute, Replay = arm.IsPretrained ? _replay!.Of(arm.Pretraining, arm.Tokens, kind.Seed) : null,
            Seed = kind.Seed, Threads = spec.Threads, Device = device,
        };
        if (spec.Trainer?.Finetune is { } command)
            settings = settings with { Trainer = command, Scorer = command.Scores is null ? spec.Trainer.Evaluate : null };
        JobCost cost = FinetuningCost.Of(settings, data.Lengths[kind.Task.Name], data.Vocabulary);
        string[] needs = [.. new[] { kind.Tokenizer.Id, arm.Pretraining?.Id, rate?.Id }.OfType<string>(), .. settings.Replay?.Corpora.Values ?? []];
        string tried = learningRate is double value && spec.Finetuning.LearningRates.Length > 1 ? $" at {NumberText.Format(value)}" : "";
        return With(NewJob(Stage.Finetuning, Label(kind, arm, examples) + tried, settings, [.. needs]), cost);
    }

    private string Label(FinetuningKind kind, Arm arm, int? examples)
    {
        string name = arm.IsPretrained ? $"{arm.Mixture} {NumberText.Format(arm.Tokens)}{SweepOf(arm)}" : arm.Mixture;
        string size = examples is int count ? NumberText.Format(count) : "all";
        return WithSeed($"{WithTask(WithModel(name, kind.Model), kind.Task)} on {size}", kind.Seed);
    }

    private string SweepOf(Arm arm) => arm.Sweep is { } point ? spec.Pretraining!.Sweep!.Suffix(point) : "";

    // What is the default is left unsaid, so that it keeps the ids of runs.
    private static double? NonZero(double value) => value == 0 ? null : value;

    private static Job NewJob(Stage stage, string label, JobSettings settings, ImmutableArray<string> needs) => new()
    {
        Id = Fingerprint.Id(Verb(stage), label, settings), Stage = stage, Label = label, Needs = needs, Settings = settings,
    };

    private static Job With(Job job, JobCost cost) => job with
    {
        Steps = cost.Steps,
        Tokens = cost.Tokens,
        Work = cost.Flops,
        MemoryBytes = cost.MemoryBytes,
        DiskBytes = cost.DiskBytes,
        TextBytes = cost.TextBytes,
    };

    private static string Verb(Stage stage) => stage switch
    {
        Stage.Pretraining => "pretrain",
        Stage.Finetuning => "finetune",
        Stage.Evaluation => "evaluate",
        _ => stage.ToString().ToLowerInvariant(),
    };

    private string WithModel(string name, ModelSpec model) => spec.Models.Length > 1 ? $"{name} {model.Name}" : name;

    // The study's own seed is left unsaid, so that a study that gains seeds keeps the ids of its runs.
    private string WithSeed(string name, ulong seed) => seed == spec.Seed ? name : $"{name} seed {seed}";

    private string WithTask(string name, TaskSettings task) => spec.Tasks.Length > 1 ? $"{name} {task.Name}" : name;

    private sealed record Arm(string Mixture, Job? Pretraining, long Tokens, TextSource? Weights)
    {
        public bool IsPretrained => Mixture != StudyPlan.Scratch;

        public SweepPoint? Sweep { get; init; }
    }

    private sealed record PretrainingKind(ModelSpec Model, Job Tokenizer, ulong Seed);

    private sealed record FinetuningKind(ModelSpec Model, TaskSettings Task, Job Tokenizer, ulong Seed);
}
