using System.Collections.Immutable;
using Headwater.Studies;

namespace Headwater.Cli.Tests;

/// <summary>What a small study with a failed run has on disk, made by hand.</summary>
internal static class SyntheticStudy
{
    public static StudySummary Summary { get; } = new()
    {
        Plan = new StudyPlan { Spec = Spec(), Device = "cpu", Jobs = [], Cells = [] },
        Machines = ["Linux, X64, 2 cores"],
        Runs =
        [
            Run("pretrain-en+de-3f2a9c", Stage.Pretraining, "en+de", JobState.Done) with
            {
                Tokens = 4_000_000, Seconds = 511, Loss = 5.231,
                Result = new PretrainingResult
                {
                    Parameters = 2_800_000, ParametersWithoutEmbeddings = 1_800_000,
                    Checkpoints = [new PretrainingCheckpoint { Requested = 4_000_000, Tokens = 4_001_000, Step = 887, UniqueTokens = 3_100_000, Compute = 6e13, Epochs = ImmutableSortedDictionary<string, double>.Empty.Add("de", 1.29).Add("en", 0.8) }],
                },
            },
            Run("finetune-en+de-77b01e", Stage.Finetuning, "en+de at 4M, 2K examples", JobState.Done) with
            {
                Tokens = 210_000, Seconds = 63, Loss = 2.71,
                Result = new FinetuningResult { Parameters = 2_800_000, ParametersWithoutEmbeddings = 1_800_000, LearningRate = 0.001, Examples = 2000, FinetuningTokens = 61_000, BestStep = 180, ValidationLoss = 2.914, Scores = [] },
            },
            Run("finetune-cs-a0c4d1", Stage.Finetuning, "cs at 1M, 8K examples", JobState.Failed) with { Failure = "The loss was not finite at step 40." },
        ],
        Comparisons = [Pair("en+de", "scratch", 11.2), Pair("en+de", "cs", 9.1)],
    };

    private static RunSummary Run(string id, Stage stage, string label, JobState state) => new() { Id = id, Stage = stage, Label = label, State = state, Curve = [], Warnings = [] };

    private static PairedComparison Pair(string first, string second, double difference) => new()
    {
        Task = "translation", Model = "3x128", Metric = "bleu", FinetuningExamples = 2000, First = first, Second = second, FirstTokens = 4_000_000, SecondTokens = second == "scratch" ? 0 : 4_000_000,
        FirstScore = 16.4, SecondScore = 16.4 - difference, Difference = difference, StandardError = 0.41, PValue = 0.0002,
    };

    private static StudySpec Spec() => new()
    {
        Name = "captions-en-de", File = "study.yaml", Seed = 1, Threads = 1, Tokenizer = new TokenizerSpec(),
        Models = [new ModelSpec { Name = "3x128", Layers = 3, DecoderLayers = 3, Width = 128, Heads = 4, HeadWidth = 32, FeedForward = 512 }],
        Corpora = [new CorpusSpec { Name = "en" }, new CorpusSpec { Name = "de" }],
        Pretraining = new PretrainingSpec
        {
            Mixtures = [new MixtureSpec("en+de", ImmutableSortedDictionary<string, double>.Empty.Add("de", 0.5).Add("en", 0.5))],
            Tokens = [250_000, 500_000, 1_000_000, 2_000_000, 4_000_000],
        },
        Tasks = [new TaskSpec { Name = "translation", Source = "en", Target = "de", Train = new PairSource(null, 1, 1), Validation = new PairSource(null, 1, 1), Test = new PairSource(null, 1, 1) }],
        Finetuning = new FinetuningSpec { Examples = [2000, 8000], LearningRates = [0.001, 0.003], Steps = 200 },
        Metrics = ["bleu", "chrf", "cross-entropy"],
    };
}
