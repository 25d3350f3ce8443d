using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>Lays out the jobs of one study, each after what it needs; equal work appears once.</summary>
internal sealed class PlanBuilder(StudySpec spec, StudyData data, string device)
{
    private readonly List<Job> _jobs = [];
    private readonly List<StudyCell> _cells = [];

    // A list of rates is decided once for each kind: model, task, and whether the arm is pretrained.
    private readonly Dictionary<(string Model, string Task, bool Pretrained), Job> _rates = [];

    public StudyPlan Build()
    {
        Job tokenizer = AddTokenizer();
        ImmutableSortedDictionary<string, Job> corpora = AddCorpora(tokenizer);
        List<Job> finetunings = [];
        foreach (ModelSpec model in spec.Models)
        {
            ImmutableArray<Arm> arms = Arms(model, tokenizer, corpora);
            foreach (TaskSpec task in spec.Tasks)
            {
                foreach (int? examples in spec.Finetuning.Examples)
                {
                    foreach (Arm arm in arms)
                        AddCell(new FinetuningKind(model, data.Tasks[task.Name], tokenizer), arm, examples);
                }
            }
        }

        return new StudyPlan { Spec = spec, Device = device, Jobs = [.. _jobs.OrderBy(Order)], Cells = [.. _cells] };
    }

    // Trials come before the finetunings that wait for their decision; everything else keeps the order in which it was laid out.
    private static int Order(Job job) => job switch
    {
        { Settings: FinetuningSettings { Rate: not null } } => 10,
        { Stage: Stage.Rate } => 9,
        _ => (int)job.Stage,
    };

    private Job Add(Job job)
    {
        if (_jobs.Find(known => known.Id == job.Id) is { } known)
            return known;
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
                Vocabulary = spec.Tokenizer.Vocabulary, Sentinels = spec.Tokenizer.Sentinels, Sample = spec.Tokenizer.Sample,
                Corpora = fromPairs ? [] : [.. spec.Corpora.Select(corpus => data.Corpora[corpus.Name])],
                Pairs = fromPairs ? [.. spec.Tasks.Select(task => data.Tasks[task.Name].Train)] : [],
                Seed = Seeds.Of(spec.Seed, Seeds.Tokenizer),
            };
        string label = data.Tokenizer is null ? $"bpe {spec.Tokenizer.Vocabulary}" : Path.GetFileNameWithoutExtension(data.Tokenizer.Path!);
        return Add(NewJob(Stage.Tokenizer, label, settings, []));
    }

    private ImmutableSortedDictionary<string, Job> AddCorpora(Job tokenizer)
    {
        IEnumerable<string> used = spec.Pretraining?.Mixtures.SelectMany(mixture => mixture.Rates.Keys).Distinct() ?? [];
        return used.ToImmutableSortedDictionary(
            name => name,
            name => Add(NewJob(Stage.Corpus, name, new CorpusSettings { Corpus = data.Corpora[name], Tokenizer = tokenizer.Id }, [tokenizer.Id])),
            StringComparer.Ordinal);
    }

    private ImmutableArray<Arm> Arms(ModelSpec model, Job tokenizer, ImmutableSortedDictionary<string, Job> corpora)
    {
        ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
        if (spec.Finetuning.FromScratch)
            arms.Add(new Arm(StudyPlan.Scratch, null, 0));
        foreach (MixtureSpec mixture in spec.Pretraining?.Mixtures ?? [])
        {
            Job job = AddPretraining(spec.Pretraining!, model, mixture, tokenizer, corpora);
            arms.AddRange(spec.Pretraining!.Tokens.Select(tokens => new Arm(mixture.Name, job, tokens)));
        }

        return arms.ToImmutable();
    }

    private Job AddPretraining(PretrainingSpec pretraining, ModelSpec model, MixtureSpec mixture, Job tokenizer, ImmutableSortedDictionary<string, Job> corpora)
    {
        ImmutableSortedDictionary<string, string> used = mixture.Rates.ToImmutableSortedDictionary(rate => rate.Key, rate => corpora[rate.Key].Id, StringComparer.Ordinal);
        PretrainingSettings settings = new()
        {
            Model = model, Tokenizer = tokenizer.Id, Mixture = mixture.Name, Rates = mixture.Rates, Corpora = used, Checkpoints = pretraining.Tokens,
            Batch = pretraining.Batch, Sequence = pretraining.Sequence, NoiseDensity = pretraining.NoiseDensity, MeanSpan = pretraining.MeanSpan,
            WarmUp = pretraining.WarmUp, LearningRate = pretraining.LearningRate, Dropout = pretraining.Dropout, Clip = pretraining.Clip,
            LabelSmoothing = pretraining.LabelSmoothing, Repeat = pretraining.Repeat, Seed = spec.Seed, Threads = spec.Threads, Device = device,
        };
        PretrainingCost cost = PretrainingCost.Of(settings, spec.Tokenizer.Vocabulary);
        return Add(NewJob(Stage.Pretraining, WithModel(mixture.Name, model), settings, [tokenizer.Id, .. used.Values]) with
        {
            Steps = cost.Steps, Tokens = cost.Tokens, Flops = cost.Flops, MemoryBytes = cost.MemoryBytes,
        });
    }

    private void AddCell(FinetuningKind kind, Arm arm, int? examples)
    {
        StudyCell cell = new()
        {
            Model = kind.Model.Name, Mixture = arm.Mixture, Tokens = arm.Tokens, Task = kind.Task.Name, Examples = examples, Pretraining = arm.Pretraining?.Id,
        };
        if (spec.Finetuning.LearningRates.Length == 1)
        {
            _cells.Add(cell with { Run = AddFinetuning(kind, arm, examples, spec.Finetuning.LearningRates[0], null).Id });
            return;
        }

        // The first cell of a kind is its cheapest: the smallest subset, the smallest checkpoint of the first mixture. It is tried with every rate.
        (string, string, bool) key = (kind.Model.Name, kind.Task.Name, arm.Pretraining is not null);
        if (_rates.TryGetValue(key, out Job? rate))
        {
            _cells.Add(cell with { Run = AddFinetuning(kind, arm, examples, null, rate).Id, Rate = rate.Id });
            return;
        }

        ImmutableArray<string> trials = [.. spec.Finetuning.LearningRates.Select(value => AddFinetuning(kind, arm, examples, value, null).Id)];
        string name = WithTask(WithModel(arm.Pretraining is null ? StudyPlan.Scratch : "pretrained", kind.Model), kind.Task);
        _rates[key] = Add(NewJob(Stage.Rate, name, new RateSettings { Trials = trials }, trials));
        _cells.Add(cell with { Rate = _rates[key].Id });
    }

    private Job AddFinetuning(FinetuningKind kind, Arm arm, int? examples, double? learningRate, Job? rate)
    {
        FinetuningSpec finetuning = spec.Finetuning;
        FinetuningSettings settings = new()
        {
            Model = kind.Model, Tokenizer = kind.Tokenizer.Id, Pretraining = arm.Pretraining?.Id, Checkpoint = arm.Tokens, Mixture = arm.Mixture,
            Task = kind.Task, Examples = examples, Steps = finetuning.Steps, Batch = finetuning.Batch, LearningRate = learningRate, Rate = rate?.Id,
            WarmUp = finetuning.WarmUp, ValidateEvery = finetuning.ValidateEvery, Dropout = finetuning.Dropout, Clip = finetuning.Clip, LabelSmoothing = finetuning.LabelSmoothing,
            Seed = spec.Seed, Threads = spec.Threads, Device = device,
        };
        FinetuningCost cost = FinetuningCost.Of(settings, data.Bytes[kind.Task.Name], spec.Tokenizer.Vocabulary);
        string[] needs = [.. new[] { kind.Tokenizer.Id, arm.Pretraining?.Id, rate?.Id }.OfType<string>()];
        string name = arm.Pretraining is null ? arm.Mixture : $"{arm.Mixture} {ScaledNumber.Format(arm.Tokens)}";
        string size = examples is int count ? ScaledNumber.Format(count) : "all";
        string tried = learningRate is double value && spec.Finetuning.LearningRates.Length > 1 ? $" at {ScaledNumber.Format(value)}" : "";
        string label = $"{WithTask(WithModel(name, kind.Model), kind.Task)} on {size}{tried}";
        return Add(NewJob(Stage.Finetuning, label, settings, [.. needs]) with
        {
            Steps = finetuning.Steps, Tokens = cost.Tokens, Flops = cost.Flops, MemoryBytes = cost.MemoryBytes,
        });
    }

    private static Job NewJob(Stage stage, string label, JobSettings settings, ImmutableArray<string> needs) => new()
    {
        Id = Fingerprint.Id(Verb(stage), label, settings), Stage = stage, Label = label, Needs = needs, Settings = settings,
    };

    private static string Verb(Stage stage) => stage switch
    {
        Stage.Pretraining => "pretrain",
        Stage.Finetuning => "finetune",
        _ => stage.ToString().ToLowerInvariant(),
    };

    private string WithModel(string name, ModelSpec model) => spec.Models.Length > 1 ? $"{name} {model.Name}" : name;

    private string WithTask(string name, TaskSettings task) => spec.Tasks.Length > 1 ? $"{name} {task.Name}" : name;

    private sealed record Arm(string Mixture, Job? Pretraining, long Tokens);

    private sealed record FinetuningKind(ModelSpec Model, TaskSettings Task, Job Tokenizer);
}
