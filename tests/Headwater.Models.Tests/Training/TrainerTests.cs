using Headwater.Data;
using TorchSharp;

namespace Headwater.Models.Tests;

public sealed class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Schedule = LearningRateSchedule.Constant(0.02), Steps = 8, Dropout = 0.1, Seed = 4, LogEvery = 3 };

    [Fact]
    public void Run_CopyTask_IsLearned()
    {
        using T5Model model = new(TinyModels.Config with { VocabSize = 12 }, seed: 1);
        List<TrainingLog> logs = [];
        TrainingOptions settling = Options with { Schedule = LearningRateSchedule.InverseSquareRoot(0.02, 100), Steps = 300, Dropout = 0, LogEvery = 50 };
        using Trainer trainer = new(model, settling, new TrainingCallbacks { OnLog = logs.Add });

        trainer.Run(step => TinyModels.CopyBatch((ulong)step % 4, rows: 16, vocabulary: 12, longest: 4));

        Assert.Equal(6, logs.Count);
        Assert.True(logs[^1].Loss < 0.05, $"the loss stayed at {logs[^1].Loss}");
        TokenBatch batch = TinyModels.CopyBatch(0, rows: 16, vocabulary: 12, longest: 4);
        int[][] inputs = [.. Enumerable.Range(0, 16).Select(row => batch.Inputs.Skip(row * batch.InputLength).Take(batch.InputLength).Where(id => id != 0).ToArray())];
        int right = Generation.Generate(model, inputs).Zip(inputs).Count(pair => pair.First.SequenceEqual(pair.Second.SkipLast(1)));
        Assert.True(right >= 15, $"only {right} of 16 copies are right");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3)]
    public void Resume_AfterSave_EqualsAnUnbrokenRun(long savedAt)
    {
        using TemporaryFolder folder = new();
        List<TrainingLog> unbrokenLogs = [];
        List<TrainingLog> resumedLogs = [];
        TrainingOptions options = Options with { CheckpointSteps = [savedAt], ValidateEvery = 2 };
        using T5Model unbroken = new(TinyModels.Wide, seed: 1);
        using Trainer whole = new(unbroken, options, Callbacks(unbrokenLogs));
        using T5Model broken = new(TinyModels.Wide, seed: 1);
        using CancellationTokenSource kill = new();
        Trainer? first = null;
        first = new Trainer(broken, options, Callbacks([]) with { OnCheckpoint = _ => { first!.Save(folder["run"]); kill.Cancel(); } });

        whole.Run(Batches);
        Assert.Throws<OperationCanceledException>(() => first.Run(Batches, kill.Token));
        first.Dispose();
        using Trainer resumed = Trainer.Resume(folder["run"], options, Callbacks(resumedLogs));
        resumed.Run(Batches);

        Assert.Equal(TinyModels.Bytes(unbroken), TinyModels.Bytes(resumed.Model));
        Assert.Equal(whole.State, resumed.State);
        Assert.Equal(unbrokenLogs.Where(log => log.Step > savedAt).Select(Comparable), resumedLogs.Select(Comparable));
        whole.Save(folder["whole"]);
        resumed.Save(folder["resumed"]);
        Assert.All(Directory.GetFiles(folder["whole"]), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["resumed"], Path.GetFileName(file)))));
        Assert.True(resumed.RestoreBest());
        Assert.True(whole.RestoreBest());
        Assert.Equal(TinyModels.Bytes(unbroken), TinyModels.Bytes(resumed.Model));
    }

    [Fact]
    public void Run_TwoThreads_IsDeterministic()
    {
        TorchRuntime.Load(threads: 2);
        try
        {
            Assert.Equal(Trained(), Trained());
        }
        finally
        {
            TorchRuntime.Load(threads: 1);
        }
    }

    [Fact]
    public void Run_Dropout_DependsOnTheSeed()
    {
        Assert.Equal(Trained(), Trained());
        Assert.NotEqual(Trained(), Trained(seed: 5));
    }

    [Fact]
    public void Run_Cancelled_StopsAfterTheStepAndCanBeSaved()
    {
        using TemporaryFolder folder = new();
        using CancellationTokenSource source = new();
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options with { CheckpointSteps = [5] }, new TrainingCallbacks { OnCheckpoint = _ => source.Cancel() });

        Assert.Throws<OperationCanceledException>(() => trainer.Run(Batches, source.Token));
        trainer.Save(folder["run"]);

        using Trainer resumed = Trainer.Resume(folder["run"], Options);
        Assert.Equal(5, resumed.State.Step);
    }

    [Fact]
    public void Run_NoNumber_StopsWithTheStep()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options, new TrainingCallbacks
        {
            OnLog = log => { if (log.Step == 3) { model.Parameters.Values.fill_(float.NaN); } },
        });

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trainer.Run(Batches));

        Assert.Equal(3, exception.Step);
        Assert.Contains("Training diverged at step 3: loss NaN", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoNumberAfterACheckpoint_NamesIt()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 1);
        Trainer? trainer = null;
        trainer = new Trainer(model, Options with { CheckpointSteps = [2] }, new TrainingCallbacks
        {
            OnCheckpoint = _ => trainer!.Save(folder["saved"]),
            OnLog = log => { if (log.Step == 3) { model.Parameters.Values.fill_(float.NaN); } },
        });

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trainer.Run(Batches));
        trainer.Dispose();

        Assert.Equal($"Training diverged at step 3: loss NaN, gradient norm NaN. The last good checkpoint is of step 2: {folder["saved"]}. "
            + "Lower the learning rate, or resume from an earlier checkpoint.", exception.Message);
    }

    [Fact]
    public void Run_LossJumps_StopsWithTheStepAndTheLastCheckpoint()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 1);
        TrainingOptions options = Options with { Steps = 80, Dropout = 0, LogEvery = 1, SpikeFactor = 2, CheckpointSteps = [60] };
        Trainer? trainer = null;
        trainer = new Trainer(model, options, new TrainingCallbacks
        {
            OnCheckpoint = _ => trainer!.Save(folder["saved"]),
            OnLog = log => { if (log.Step == 70) { model.Parameters.Values.mul_(-3f); } },
        });

        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => trainer.Run(Batches));
        trainer.Dispose();

        Assert.Equal(70, exception.Step);
        Assert.Equal(new SavedPoint(folder["saved"], 60), exception.LastCheckpoint);
        Assert.Matches(
            @"^Training diverged at step 70: loss [\d.]+ is [\d.]+ times its running mean of [\d.]+, and 2 times is allowed\. The last good checkpoint is of step 60: .+\. Lower the learning rate, or resume from an earlier checkpoint\.$",
            exception.Message);
    }

    [Fact]
    public void Run_Patience_StopsAfterSoManyValidationsWithoutABest()
    {
        double[] losses = [3, 1, 2, 1.5, 0.5, 0.4];
        int call = 0;
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options with { Steps = 12, ValidateEvery = 2, Patience = 2 }, new TrainingCallbacks { Validate = _ => losses[call++] });

        trainer.Run(Batches);
        trainer.Run(Batches);

        Assert.Equal(8, trainer.State.Step);
        Assert.Equal(4, trainer.State.BestStep);
        Assert.Equal(4, call);
        Assert.True(trainer.IsDone);
    }

    [Theory]
    [InlineData(OptimizerKind.AdamWScale, Precision.Float32, null)]
    [InlineData(OptimizerKind.AdamWScale, Precision.BFloat16, 3)]
    [InlineData(OptimizerKind.Adafactor, Precision.Float32, 3)]
    public void Resume_OtherSettings_EqualsAnUnbrokenRun(OptimizerKind optimizer, Precision precision, int? microBatch)
    {
        using TemporaryFolder folder = new();
        TrainingOptions options = Options with { Optimizer = optimizer, MicroBatch = microBatch, SpikeFactor = 4, CheckpointSteps = [5] };
        using T5Model unbroken = new(TinyModels.Wide, seed: 1, precision: precision);
        Trainer? whole = null;
        whole = new Trainer(unbroken, options, new TrainingCallbacks { OnCheckpoint = _ => whole!.Save(folder["run"]) });

        whole.Run(Batches);
        using Trainer resumed = Trainer.Resume(folder["run"], options, precision: precision);
        resumed.Run(Batches);

        Assert.Equal(TinyModels.Bytes(unbroken), TinyModels.Bytes(resumed.Model));
        Assert.Equal(whole.State, resumed.State);
        whole.Dispose();
    }

    [Theory]
    [InlineData(OptimizerKind.AdamWScale, Precision.Float32)]
    [InlineData(OptimizerKind.Adafactor, Precision.BFloat16)]
    public void Run_OtherSettings_LearnToo(OptimizerKind optimizer, Precision precision)
    {
        using T5Model model = new(TinyModels.Config with { VocabSize = 12 }, seed: 1, precision: precision);
        List<TrainingLog> logs = [];
        TrainingOptions settling = Options with { Optimizer = optimizer, Schedule = LearningRateSchedule.Cosine(0.02, end: 80, rampUp: 10), Steps = 80, Dropout = 0, LogEvery = 20 };
        using Trainer trainer = new(model, settling, new TrainingCallbacks { OnLog = logs.Add });

        trainer.Run(step => TinyModels.CopyBatch((ulong)step % 4, rows: 16, vocabulary: 12, longest: 4));

        Assert.True(logs[^1].Loss < 0.7 * logs[0].Loss, $"the loss stayed at {logs[^1].Loss}");
    }

    [Fact]
    public void Run_SourceThrows_ThrowsTheSame()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => trainer.Run(step => step == 2 ? throw new InvalidDataException("no batch 2") : Batches(step)));

        Assert.Equal("no batch 2", exception.Message);
        Assert.Equal(2, trainer.State.Step);
    }

    [Fact]
    public void Run_Validation_KeepsTheBest()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        double[] losses = [3, 1, 2, double.NaN];
        byte[] best = [];
        List<ValidationLog> logs = [];
        int call = 0;
        using Trainer trainer = new(model, Options with { ValidateEvery = 2 }, new TrainingCallbacks
        {
            Validate = validated =>
            {
                best = call == 1 ? TinyModels.Bytes(validated) : best;
                return losses[call++];
            },
            OnValidation = logs.Add,
        });

        trainer.Run(Batches);

        Assert.Equal([true, true, false, false], logs.Select(log => log.IsBest));
        Assert.Equal(4, trainer.State.BestStep);
        Assert.Equal(1.0, trainer.State.BestLoss);
        Assert.NotEqual(best, TinyModels.Bytes(model));
        Assert.True(trainer.RestoreBest());
        Assert.Equal(best, TinyModels.Bytes(model));
    }

    [Fact]
    public void Run_Scores_KeepTheBestModelOfEachBesideTheLoss()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        double[] losses = [3, 1, 2, 2.5];
        double[][] scores = [[5, 9], [6, 4], [8, 4], [7, 9]];
        Dictionary<long, byte[]> seen = [];
        int call = 0;
        using Trainer trainer = new(model, Options with { ValidateEvery = 2 }, new TrainingCallbacks
        {
            Validate = validated =>
            {
                seen.Add(2 * (call + 1), TinyModels.Bytes(validated));
                return losses[call];
            },
            Score = _ => [.. scores[call++].Zip(["bleu", "chrf"], (value, name) => new ValidationScore(name, value))],
        });

        trainer.Run(Batches);

        Assert.Equal(4, trainer.State.BestStep);
        Assert.Equal(new BestValidation(6, 8, 8, 6), trainer.State.BestScores["bleu"]);
        Assert.Equal(new BestValidation(2, 9, 9, 2), trainer.State.BestScores["chrf"]);     // of equals, the first
        Assert.Equal(2.5, trainer.State.LastLoss);
        foreach (long step in new[] { 4, 6, 2 })
        {
            Assert.True(trainer.Restore(step));
            Assert.Equal(seen[step], TinyModels.Bytes(model));
        }

        Assert.False(trainer.Restore(8));
    }

    [Fact]
    public void Run_Patience_WaitsForTheScoresToo()
    {
        double[] losses = [1, 2, 2, 2, 2, 2];
        double[] scores = [0, 1, 5, 5, 5, 5];
        int call = 0;
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options with { Steps = 12, ValidateEvery = 2, Patience = 2 }, new TrainingCallbacks
        {
            Validate = _ => losses[call],
            Score = _ => [new ValidationScore("bleu", scores[call++])],
        });

        trainer.Run(Batches);

        Assert.Equal(10, trainer.State.Step);
        Assert.True(trainer.StoppedEarly);
        Assert.Equal((2, 6), (trainer.State.BestStep, trainer.State.BestScores["bleu"].Step));
    }

    [Fact]
    public void Run_Tolerance_CountsWhatCreepsAsNoImprovementAndStillKeepsTheBest()
    {
        double[] losses = [1, 0.999, 0.998, 0.997];
        int call = 0;
        using T5Model model = new(TinyModels.Config, seed: 1);
        using Trainer trainer = new(model, Options with { Steps = 12, ValidateEvery = 2, Patience = 3, LossTolerance = 0.005 }, new TrainingCallbacks { Validate = _ => losses[call++] });

        trainer.Run(Batches);

        Assert.Equal((8, 8, 2), (trainer.State.Step, trainer.State.BestStep, trainer.State.LossImprovedStep));
    }

    [Fact]
    public void Run_ScoresSeldom_ScoresEveryOtherValidationAndTheLastStep()
    {
        List<long> scored = [];
        using T5Model model = new(TinyModels.Config, seed: 1);
        Trainer? trainer = null;
        trainer = new Trainer(model, Options with { Steps = 5, ValidateEvery = 1, ScoreEvery = 2 }, new TrainingCallbacks
        {
            Validate = _ => 1,
            Score = _ =>
            {
                scored.Add(trainer!.State.Step);
                return [new ValidationScore("bleu", scored.Count)];
            },
        });

        trainer.Run(Batches);

        Assert.Equal([2, 4, 5], scored);
        trainer.Dispose();
    }

    [Fact]
    public void Resume_WithScores_EqualsAnUnbrokenRun()
    {
        using TemporaryFolder folder = new();
        TrainingOptions options = Options with { CheckpointSteps = [5], ValidateEvery = 1, ScoreTolerance = 0.02, LossTolerance = 0.005 };
        using T5Model unbroken = new(TinyModels.Wide, seed: 1);
        Trainer? whole = null;
        TrainingCallbacks callbacks = Callbacks([]) with { Score = _ => [new ValidationScore("bleu", whole!.State.Step % 4), new ValidationScore("chrf", 0)] };
        whole = new Trainer(unbroken, options, callbacks with { OnCheckpoint = _ => whole!.Save(folder["run"]) });
        whole.Run(Batches);
        Trainer? again = null;
        again = Trainer.Resume(folder["run"], options, Callbacks([]) with { Score = _ => [new ValidationScore("bleu", again!.State.Step % 4), new ValidationScore("chrf", 0)] });

        again.Run(Batches);
        whole.Save(folder["whole"]);
        again.Save(folder["resumed"]);

        Assert.Equal(3, whole.State.BestScores["bleu"].Step);
        Assert.All(Directory.GetFiles(folder["whole"]), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["resumed"], Path.GetFileName(file)))));
        Assert.True(whole.Restore(3) && again.Restore(3));
        Assert.Equal(TinyModels.Bytes(unbroken), TinyModels.Bytes(again.Model));
        whole.Dispose();
        again.Dispose();
    }

    [Fact]
    public void Run_ManySteps_LeaksNoTensor()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);
        List<long> counts = [];
        using Trainer trainer = new(model, Options with { Steps = 200, LogEvery = 50 }, new TrainingCallbacks { OnLog = _ => counts.Add(torch.Tensor.TotalCount) });

        trainer.Run(step => TinyModels.CopyBatch((ulong)step, longest: 5));

        Assert.True(counts[^1] <= counts[0] + 20, string.Join(", ", counts));
    }

    [Fact]
    public void Resume_ModelWithoutTrainingState_SaysSo()
    {
        using TemporaryFolder folder = new();
        using T5Model model = new(TinyModels.Config, seed: 1);
        Checkpoint.SaveModel(folder["model"], model);

        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Trainer.Resume(folder["model"], Options));

        Assert.Contains("it is a model, not a training run to resume", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_BadOptions_NamesEachFault()
    {
        using T5Model model = new(TinyModels.Config, seed: 1);

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new Trainer(model, Options with { Steps = 0, Dropout = 1, LogEvery = 0 }));

        Assert.Contains("Steps is 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Dropout is 1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LogEvery is 0", exception.Message, StringComparison.Ordinal);
    }

    private static TokenBatch Batches(long step) => TinyModels.CopyBatch((ulong)step);

    private static byte[] Trained(ulong seed = 4)
    {
        using T5Model model = new(TinyModels.Wide, seed: 1);
        using Trainer trainer = new(model, Options with { Seed = seed });
        trainer.Run(Batches);
        return TinyModels.Bytes(model);
    }

    private static TrainingCallbacks Callbacks(List<TrainingLog> logs) => new()
    {
        OnLog = logs.Add,
        Validate = model => CrossEntropy.Mean(CrossEntropy.Of(model, [TinyModels.CopyPair(new SplitMix(99), vocabulary: 48, longest: 9)])),
    };

    private static TrainingLog Comparable(TrainingLog log) => log with { TokensPerSecond = 0, FlopsPerSecond = 0, Flops = 0 };
}
