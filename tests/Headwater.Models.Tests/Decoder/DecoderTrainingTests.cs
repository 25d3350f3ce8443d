using Headwater.Data;

namespace Headwater.Models.Tests;

public sealed class DecoderTrainingTests
{
    private const int Steps = 6;

    private static readonly TrainingOptions Options = new()
    {
        Schedule = LearningRateSchedule.WarmUpStableDecay(0.01, Steps, rampUp: 2, decayShare: 0.5), Optimizer = OptimizerKind.AdamW, WeightDecay = 0.1, Steps = Steps, Dropout = 0.1, LogEvery = 1,
    };

    [Theory]
    [InlineData("llama", 1)]
    [InlineData("olmo2", 4)]
    [InlineData("gpt_neox", 3)]
    public void Resume_AfterAKill_EndsWithTheSameBytes(string name, long killedAt)
    {
        using TemporaryFolder folder = new();
        using DecoderModel unbroken = TinyDecoders.Random(name);
        using Trainer whole = new(unbroken, Options);
        using DecoderModel broken = TinyDecoders.Random(name);
        using CancellationTokenSource kill = new();
        Trainer? first = null;
        first = new Trainer(broken, Options with { CheckpointSteps = [killedAt] }, new TrainingCallbacks { OnCheckpoint = _ => { first!.Save(folder["run"]); kill.Cancel(); } });

        whole.Run(Batches);
        Assert.Throws<OperationCanceledException>(() => first.Run(Batches, kill.Token));
        first.Dispose();
        using Trainer resumed = Trainer.Resume(folder["run"], Options);
        resumed.Run(Batches);

        Assert.Equal(TinyModels.Bytes(unbroken), TinyModels.Bytes(resumed.Model));
        whole.Save(folder["whole"]);
        resumed.Save(folder["resumed"]);
        Assert.All(Directory.GetFiles(folder["whole"]), file => Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(folder["resumed"], Path.GetFileName(file)))));
    }

    [Theory]
    [InlineData("llama")]
    [InlineData("gpt_neox")]
    public void Run_OneBatchAgainAndAgain_IsLearnt(string name)
    {
        using DecoderModel model = TinyDecoders.Random(name);
        List<double> losses = [];
        using Trainer trainer = new(model, Options with { Steps = 60, Schedule = LearningRateSchedule.Cosine(0.01, 60), Dropout = 0, WeightDecay = 0 }, new TrainingCallbacks { OnLog = log => losses.Add(log.Loss) });

        trainer.Run(_ => Batches(0));

        Assert.True(losses[0] > 2, $"{losses[0]}");
        Assert.True(losses[^1] < 0.2, $"{losses[^1]}");
    }

    [Fact]
    public void Compute_InParts_IsTheBatch()
    {
        (double Loss, double Norm) whole = Gradient(null);
        (double Loss, double Norm) parts = Gradient(1);

        Assert.Equal(whole.Loss, parts.Loss, 1e-5);
        Assert.Equal(whole.Norm, parts.Norm, 1e-4);

        static (double, double) Gradient(int? rows)
        {
            using DecoderModel model = TinyDecoders.Random("llama");
            model.Parameters.TrackGradients();
            using BatchGradient gradient = new(model, Options with { MicroBatch = rows, Dropout = 0 });
            return gradient.Compute(Batches(3), seed: 1);
        }
    }

    [Fact]
    public void Compute_Recomputed_IsTheSame()
    {
        double[] norms = [.. new[] { false, true }.Select(recompute =>
        {
            using DecoderModel model = TinyDecoders.Random("llama");
            model.Recompute = recompute;
            model.Parameters.TrackGradients();
            using BatchGradient gradient = new(model, Options);
            return gradient.Compute(Batches(3), seed: 1).Norm;
        })];

        Assert.Equal(norms[0], norms[1], 1e-6);
    }

    // Two documents a row, the second of which is the same in all rows.
    [Fact]
    public void Flops_PackedDocuments_CountTheirOwnAttentionAlone()
    {
        DecoderConfig config = TinyDecoders.Llama;
        int[] ids = [.. Enumerable.Range(0, 6)];
        TokenBatch whole = CausalBatch.Of([new ScoredSequence(ids, ids)]);
        TokenBatch packed = new()
        {
            Rows = 1, InputLength = 5, TargetLength = 5, Inputs = whole.Inputs, Targets = whole.Targets, InputSegments = [1, 1, 2, 2, 2], IsCausal = true, TargetTokens = 5, RawTokens = 6,
        };

        // 2 layers of 2·24·(24 + 12) + 3·24·20 weights, and 24·40 of the head; 12 · 2 layers · 24 wide.
        const double weights = (2 * ((2 * 24 * 36) + (3 * 24 * 20))) + (24 * 40);
        Assert.Equal((6 * weights * 5) + (576 * 25), TrainingWork.Flops(config, whole));
        Assert.Equal((6 * weights * 5) + (576 * (4 + 9)), TrainingWork.Flops(config, packed));
    }

    private static TokenBatch Batches(long step) => CausalBatch.Of(TinyDecoders.Sequences((ulong)step + 20));
}
