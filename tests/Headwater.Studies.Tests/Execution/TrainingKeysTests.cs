namespace Headwater.Studies.Tests;

/// <summary>Studies with other ways to train, from the file to the observations.</summary>
public sealed class TrainingKeysTests : IDisposable
{
    private const string Small = """
        study: keys
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        corpora: { de: { path: de.txt, language: de } }
        pretraining:
          mixtures: { de: { de: 1 } }
          tokens: [1K, 2K]
          batch: 4
          sequence: 32
          schedule: constant
          decay: 0.25
        task: { translation: { source: en, target: de, train: train, validation: val, test: test } }
        finetuning: { examples: 20, steps: 6, batch: 4, validate-every: 2, from-scratch: false }

        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    // 8 and 15 steps with branches of the last 2 and 4. The larger budget's branch leaves a trajectory that never saw the smaller one's.
    [Fact]
    public void Run_Decay_BranchesOffOneTrajectory()
    {
        StudyFolder both = Run("both", Small);
        StudyFolder larger = Run("larger", Small.Replace("[1K, 2K]", "[2K]", StringComparison.Ordinal));

        RunFolder run = Pretraining(both);
        Assert.Equal(11, MetricsLog.Read(run.MetricsFile)[^1].Step);
        Assert.Equal([12, 13, 14, 15], MetricsLog.Read(run.BranchMetricsFile(2000)).Select(line => line.Step));
        Assert.Equal([0.02, 0.015, 0.01, 0.005], MetricsLog.Read(run.BranchMetricsFile(2000)).Select(line => Math.Round(line.LearningRate!.Value, 9)));
        Assert.Equal([0.02, 0.01], MetricsLog.Read(run.BranchMetricsFile(1000)).Select(line => Math.Round(line.LearningRate!.Value, 9)));
        Assert.Equal(Weights(run, 2000), Weights(Pretraining(larger), 2000));
        Assert.NotEqual(Weights(run, 1000), Weights(run, 2000));
        Assert.Equal([11L], Directory.GetDirectories(run.TrunkFolder).Select(state => long.Parse(Path.GetFileName(state), System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Run_DecayWithACountAdded_GoesOnFromTheTrajectory()
    {
        StudyFolder whole = Run("whole", Small);
        StudyFolder extended = Run("extended", Small.Replace("[1K, 2K]", "[1K]", StringComparison.Ordinal));

        Run("extended", Small);

        Assert.Equal(Weights(Pretraining(whole), 2000), Weights(Pretraining(extended), 2000));
        Assert.Equal(MetricsLog.Read(Pretraining(whole).MetricsFile).Select(line => line.Step), MetricsLog.Read(Pretraining(extended).MetricsFile).Select(line => line.Step));
    }

    [Fact]
    public void Run_EveryOtherKey_TrainsAndLogs()
    {
        string yaml = Small.Replace("seed: 3", "seed: 3\nprecision: bf16\ntensorboard: true", StringComparison.Ordinal)
            .Replace("  schedule: constant\n  decay: 0.25", "  schedule: cosine\n  optimizer: adamw-scale\n  micro-batch: 2\n  recompute: true", StringComparison.Ordinal)
            .Replace("batch: 4, validate-every: 2", "batch: { tokens: 120 }, packing: 40, patience: 1, validate-every: 2, schedule: linear", StringComparison.Ordinal);

        StudyFolder output = Run("keys", yaml);

        MetricsLine line = MetricsLog.Read(Pretraining(output).MetricsFile)[^1];
        Assert.True(line.FlopsPerSecond > 0 && line.MachineShare > 0 && line.MemoryBytes > 10_000_000);
        Assert.True(new FileInfo(Path.Combine(Pretraining(output).EventsFolder, "events.out.tfevents.metrics")).Length > 500);
        Assert.True(File.Exists(output.ObservationsFile));
    }

    [Fact]
    public void KeepLatest_KeepsSoManyAndTheLaterOnes()
    {
        SavedStates states = new(_folder.Path("states"));
        foreach (long step in (long[])[5, 10, 15, 20])
            Directory.CreateDirectory(states.FolderFor(step));

        states.KeepLatest(2, step: 15);

        Assert.Equal(["10", "15", "20"], Directory.GetDirectories(states.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(15, states.Latest(19)!.Step);
    }

    private StudyFolder Run(string name, string yaml)
    {
        StudyFolder output = new(_folder.Path(name));
        StudyResult result = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(_folder, yaml)), output, "cpu", new RunOptions { Jobs = 1, LogEvery = 1 }, token: Token);
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        return output;
    }

    private static RunFolder Pretraining(StudyFolder folder) => new(Directory.GetDirectories(Path.Combine(folder.Root, "runs"), "pretrain-*").Single());

    private static byte[] Weights(RunFolder run, long tokens) => File.ReadAllBytes(Path.Combine(run.Checkpoint(tokens), "model.safetensors"));
}
