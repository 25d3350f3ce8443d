using System.Collections.Immutable;
using Headwater.Data;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads the top level of a study file; the sections have readers of their own.</summary>
internal sealed class StudyFileReader(SpecSection root)
{
    private const int FixedPieces = 256 + 3;

    public StudySpec Read()
    {
        string name = root.RequiredText("study", "the study's name");
        if (name.Any(c => !IsNameCharacter(c)))
            root.Fault("study", $"study is \"{name}\"; expected letters, digits, '-', '_', '+' and '.' only, because it names a folder.");

        SeedPlan seeds = SeedReader.Read(root);
        int threads = root.Int("threads", 1);
        StartingCheckpoints? start = StartingCheckpoints.Find(root);
        TokenizerSpec tokenizer = ReadTokenizer(start);
        start?.Check(tokenizer);
        ImmutableArray<ModelSpec> models = new ModelSectionReader(root).Read(start);
        ImmutableArray<CorpusSpec> corpora = new CorpusSectionReader(root).Read();
        if (models.Select(model => model.IsDecoder).Distinct().Count() > 1)
            root.Fault("models", "models names T5 and decoder-only models; expected one kind, because they are pretrained in different ways.\nhint: make a study for each kind.");
        TrainerSpec? trainer = new TrainerSectionReader(root).Read(EvaluationSpec.IsAskedFor(root));
        PretrainingSpec? pretraining = new PretrainingSectionReader(root, corpora, tokenizer, models).Read(start, trainer);
        if (pretraining?.MarksPrefixes == true)
            models = [.. models.Select(model => model with { PrefixAttention = true })];
        SeedReader.Check(root, seeds, pretraining);
        EvaluationSpec? evaluation = EvaluationSpec.Read(root);
        FinetuningSpec finetuning = new FinetuningSectionReader(root).Read(hasPretraining: pretraining is not null, trainer);
        ImmutableArray<TaskSpec> tasks = new TaskSectionReader(root, NeededSplits.Of(finetuning, evaluation), trainer).Read();
        ImmutableArray<string> metrics = ReadMetrics(trainer);
        CheckForgetting(metrics, pretraining);
        if (finetuning.Replay is { } replay)
            FinetuningReplayReader.Check(root, replay, pretraining, corpora, metrics);
        ForecastSpec? forecast = ReadForecast(pretraining);
        StudyParts parts = new(pretraining, forecast, metrics, tasks, finetuning, models, Math.Max(1, seeds.Seeds.Length)) { Trainer = trainer };
        evaluation?.Check(root, parts);
        VerifySpec? verify = VerifySpec.Read(root, parts);
        string? observations = ReadObservations();
        string? precision = ReadPrecision();
        Price? price = ReadPrice();
        bool tensorBoard = root.Flag("tensorboard", false);
        int saveEvery = (int)root.Count("save-every", 60, 0, int.MaxValue);
        int keepStates = root.Int("keep-states", 1);
        RetryRule retries = RetryReader.Read(root);
        SlurmSpec? slurm = new SlurmSectionReader(root).Read();
        root.Close();
        if (models.Any(model => !model.IsDecoder) && (pretraining?.Optimization.Optimizer == OptimizationSpec.AdamW || finetuning.Optimization.Optimizer == OptimizationSpec.AdamW))
            root.Fault("optimizer: adamw diverges on T5; expected a decoder-only model.\nhint: use optimizer: adamw-scale, or adafactor.");
        finetuning = finetuning with { Optimization = finetuning.Optimization with { Precision = precision } };
        pretraining = pretraining is null ? null : pretraining with { Optimization = pretraining.Optimization with { Precision = precision } };

        return new StudySpec
        {
            Name = name, File = root.Source.File, Seed = seeds.Seed, Seeds = seeds.Seeds, SeedMixtures = seeds.Mixtures, Observations = observations, Threads = threads, Tokenizer = tokenizer, Models = models, Corpora = corpora,
            Pretraining = pretraining, Tasks = tasks, Finetuning = finetuning, Evaluation = evaluation, Metrics = metrics, Forecast = forecast, Verify = verify, Price = price,
            TensorBoard = tensorBoard, SaveEvery = saveEvery, KeepStates = keepStates,
            Retries = retries, Slurm = slurm, Trainer = trainer,
        };
    }

    // The file need not be there: the first machine that runs the study makes it.
    private string? ReadObservations()
    {
        YamlNode? node = root.Find("observations", "none: a table with rows of finished runs");
        string? written = node is null ? null : root.Scalar(node, "observations", "the path of a table with rows of finished runs");
        return written is null ? null : root.Source.ResolvePath(node!, "observations", written);
    }

    private Price? ReadPrice()
    {
        if (root.Text("price", null) is not { } text)
            return null;
        Price? price = Price.Parse(text);
        if (price is null)
            root.Fault("price", $"price is \"{text}\"; expected {Price.Expected}.");
        return price;
    }

    private string? ReadPrecision()
    {
        string precision = root.Text("precision", "fp32")!;
        if (precision == "fp16")
            root.Fault("precision", "precision is \"fp16\", which overflows in T5: activations exceed 65,504, and the loss becomes NaN.\nhint: use bf16 or fp32.");
        else if (precision is not ("fp32" or OptimizationSpec.BFloat16))
            root.Fault("precision", $"precision is \"{precision}\"; expected fp32 or bf16.");
        return precision == OptimizationSpec.BFloat16 ? precision : null;
    }

    internal static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '-' or '_' or '+' or '.';

    private TokenizerSpec ReadTokenizer(StartingCheckpoints? start)
    {
        TokenizerSpec defaults = new();
        const string trained = "{ train: bpe, vocabulary: 4096 }";
        YamlNode? node = root.Find("tokenizer", trained);
        if (node is YamlScalarNode { Value: TextTokenizer.Bytes })
            return new TokenizerSpec { Load = TextTokenizer.Bytes, Sentinels = TextTokenizer.ByteSentinels };
        SpecSection? section = root.Section(node, "tokenizer", $"{trained}, {{ load: spiece.model }} or {TextTokenizer.Bytes}");
        if (section is null)
            return start is null ? defaults : defaults with { Load = start.Tokenizer() };
        if (start is not null && (section.Has("train") || section.Has("vocabulary") || section.Has("sample")))
            section.Fault("a newly trained tokenizer would not match the vocabulary of the models in pretraining.checkpoints.\nhint: remove train, vocabulary and sample, or set tokenizer.load if the folders have no spiece.model.");

        string kind = section.Text("train", defaults.Train) ?? defaults.Train;
        if (kind is not ("bpe" or "unigram"))
            section.Fault("train", $"tokenizer.train is \"{kind}\"; expected bpe or unigram.");
        TokenizerSpec spec = new()
        {
            Vocabulary = section.Int("vocabulary", defaults.Vocabulary),
            Sentinels = section.Int("sentinels", defaults.Sentinels),
            Sample = section.Count("sample", defaults.Sample, minimum: 1000),
            Load = ReadTokenizerPath(section) ?? start?.Tokenizer(), Train = kind,
        };
        if (spec.Load is null && spec.Vocabulary <= FixedPieces + spec.Sentinels)
            section.Fault("vocabulary", $"tokenizer.vocabulary is {spec.Vocabulary}; expected more than {FixedPieces + spec.Sentinels}: "
                + $"256 bytes, 3 controls and {spec.Sentinels} sentinels come first.");
        if (start is null && spec.Load is not null && (section.Has("train") || section.Has("vocabulary") || section.Has("sample")))
            section.Fault("tokenizer.load takes a tokenizer as it is.\nhint: remove train, vocabulary and sample, or remove load.");
        section.Close();
        return spec;
    }

    private static string? ReadTokenizerPath(SpecSection section)
    {
        string? written = section.Text("load", null);
        if (written is null)
            return null;

        YamlNode node = section.Children().First(child => child.Key == "load").Value;
        string path = section.Source.ResolvePath(node, "tokenizer.load", written);
        if (path.Length > 0 && !File.Exists(path))
            section.Source.Fault(node, $"tokenizer.load: there is no file {path}.\nhint: give a SentencePiece model (spiece.model) or a tokenizer.json.");
        return path;
    }

    private ImmutableArray<string> ReadMetrics(TrainerSpec? trainer)
    {
        YamlNode? node = root.Find("metrics", $"[{string.Join(", ", MetricNames.All)}]");
        if (trainer is { Metrics.IsEmpty: false })
        {
            if (node is not null)
                root.Source.Fault(node, "metrics is for Headwater's own scores, but commands of the trainer report the scores of this study.\nhint: remove metrics, and name them in trainer.….scores.metrics.");
            return [.. trainer.Metrics.Select(metric => metric.Name)];
        }

        if (node is null)
            return MetricNames.All;

        ImmutableArray<string>.Builder names = ImmutableArray.CreateBuilder<string>();
        foreach (YamlNode item in SpecSection.Items(node))
        {
            string? name = root.Scalar(item, "metrics", "a list of metric names");
            if (name is null)
                continue;
            if (!MetricNames.Known.Contains(name))
                root.Source.Fault(item, $"metrics names \"{name}\"; expected {string.Join(", ", MetricNames.Known)}.{SpecSection.DidYouMean(name, MetricNames.Known)}");
            else if (!names.Contains(name))
                names.Add(name);
        }

        return names.ToImmutable();
    }

    private void CheckForgetting(ImmutableArray<string> metrics, PretrainingSpec? pretraining)
    {
        if (!metrics.Contains(MetricNames.Forgetting))
            return;
        if (pretraining is null)
            root.Fault("metrics", $"metrics names {MetricNames.Forgetting}, but the study has no pretraining.\nhint: remove it, or add pretraining.");
        else if ((!pretraining.Checkpoints.IsEmpty || pretraining.From is not null) && pretraining.Validation is null)
            root.Fault("metrics", $"metrics names {MetricNames.Forgetting}, and the study starts from checkpoints.\nhint: name a corpus of text that they were not trained on under pretraining.validation.");
    }

    private ForecastSpec? ReadForecast(PretrainingSpec? pretraining)
    {
        SpecSection? section = root.Section(root.Find("forecast", "none"), "forecast", "{ fit-on: 4, at: [16M, 40M] }");
        if (section is null)
            return null;

        YamlNode? fitOn = section.Find("fit-on", "chosen by the analysis");
        YamlNode? at = section.Find("at", "none");
        ForecastSpec spec = new()
        {
            FitOn = fitOn is null ? null : (int?)section.Count(fitOn, "forecast.fit-on", 3, int.MaxValue),
            At = at is null ? [] : [.. SpecSection.Items(at).Select(item => section.Number(item, "forecast.at", NumberRange.Positive)).OfType<double>().Order()],
        };
        int checkpoints = pretraining?.Tokens.Length ?? 0;
        if (pretraining is null)
            section.Fault("forecast needs pretraining: without it there is nothing to extrapolate.\nhint: remove forecast, or add pretraining.");
        else if (spec.FitOn >= checkpoints && checkpoints > 0)
            section.Fault("fit-on", $"forecast.fit-on is {spec.FitOn}, and pretraining.tokens has {checkpoints}; "
                + "the backtest needs at least one larger checkpoint to hold out. "
                + "Lower fit-on, or add a token count.");
        section.Close();
        return spec;
    }
}
