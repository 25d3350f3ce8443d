using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>A study of decoder-only models, from the file to the observations.</summary>
public sealed class DecoderStudyTests : IDisposable
{
    private const string Small = """
        study: decoders
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1 }
        corpora:
          en: { path: en.txt, language: en }
          de: { path: de.txt, language: de }
        pretraining:
          mixtures: { de: { de: 1 } }
          tokens: [1K, 2K]
          objective: causal
          batch: 4
          sequence: 32
          learning-rate: 0.01
          optimizer: adamw
          weight-decay: 0.1
          schedule: multi-step
          validation: en
        task: { translation: { source: en, target: de, train: train, validation: val, test: test } }
        finetuning: { examples: 20, steps: 6, batch: 4, validate-every: 2, optimizer: adamw }
        metrics: [bleu, cross-entropy, cross-entropy-per-byte, forgetting, matrix-entropy]

        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1", DecoderKind.Llama)]
    [InlineData("family: gpt-neox, layers: 1, width: 16, heads: 2", DecoderKind.GptNeoX)]
    public void Run_DecoderOnlyModel_MeasuresEveryMetric(string model, DecoderKind kind)
    {
        StudyFolder output = Run("out", Small.Replace("family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1", model, StringComparison.Ordinal));

        string[] rows = File.ReadAllLines(output.ObservationsFile);
        RunFolder run = new(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "pretrain-*").Single());
        DecoderConfig config = Assert.IsType<DecoderConfig>(Checkpoint.LoadConfig(run.Checkpoint(2000)));
        Assert.Equal((kind, 330, 1), (config.Kind, config.VocabSize, config.EosTokenId));
        foreach (string metric in (string[])["bleu", "cross-entropy", "cross-entropy-per-byte", "forgetting", "matrix-entropy"])
            Assert.Contains(rows, row => row.Contains($",{metric},", StringComparison.Ordinal));

        // 4 sequences of 33 raw tokens a step.
        Assert.Equal(16, MetricsLog.Read(run.MetricsFile)[^1].Step);
        Assert.Equal(16 * 4 * 33, MetricsLog.Read(run.MetricsFile)[^1].Tokens);
        Assert.Equal([0.01, Math.Round(0.01 * Math.Sqrt(0.1), 9), 0.001], MetricsLog.Read(run.MetricsFile).Select(line => Math.Round(line.LearningRate!.Value, 9)).Distinct());
    }

    [Theory]
    [InlineData("family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1", "family: llama, size: huge", "model.size is \"huge\"; expected one of nano, micro, mini, 10m,")]
    [InlineData("family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1", "family: gemma, size: nano", "model.family is \"gemma\"; expected t5, llama or gpt-neox.")]
    [InlineData("width: 16, heads: 2, key-value-heads: 1", "width: 14, heads: 2", "HeadDim is 7; expected an even number, because rotary positions turn pairs of numbers.")]
    [InlineData("heads: 2, key-value-heads: 1", "heads: 2, key-value-heads: 3", "NumAttentionHeads is 2; expected a multiple of NumKeyValueHeads, 3.")]
    [InlineData("objective: causal", "objective: span-corruption", "pretraining.objective is span-corruption, but the model is decoder-only; expected causal or prefix-lm.")]
    [InlineData("objective: causal", "objective: prefix", "pretraining.objective is \"prefix\"; expected span-corruption or prefix-lm for T5, causal or prefix-lm for decoder-only models.")]
    [InlineData("objective: causal", "mean-span: 3", "pretraining.mean-span is for span-corruption, but the objective is causal.")]
    [InlineData("  learning-rate: 0.01\n", "", "pretraining.optimizer is adamw, whose rate is absolute, and the default of learning-rate, 0.02,")]
    [InlineData("sequence: 32", "sequence: 4000", "pretraining.sequence is 4000; expected at most 2047,")]
    [InlineData("model: { family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1 }", "model: nano", "pretraining.objective is causal, but the model is T5; expected span-corruption.")]
    [InlineData("model: { family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1 }", "model: nano", "optimizer: adamw diverges on T5")]
    [InlineData("model: { family: llama, layers: 1, width: 16, heads: 2, key-value-heads: 1 }", "models: { a: nano, b: { family: llama, size: nano } }", "models names T5 and decoder-only models; expected one kind")]
    public void Read_WhatDoesNotFit_IsRefused(string from, string to, string message)
    {
        string file = TinyStudy.Write(_folder, Small.Replace(from, to, StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(file));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Contains("hint: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_PrefixLm_IsInEveryModelAndKeepsTheIdsOfCausalOnes()
    {
        string yaml = Small.Replace("objective: causal", "objective: prefix-lm", StringComparison.Ordinal);
        StudyFolder output = Run("out", yaml);

        RunFolder run = new(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "pretrain-*").Single());
        RunFolder[] finetuned = [.. Directory.GetDirectories(Path.Combine(output.Root, "runs"), "finetune-*").Select(folder => new RunFolder(folder))];
        Assert.True(Assert.IsType<DecoderConfig>(Checkpoint.LoadConfig(run.Checkpoint(2000))).PrefixAttention);
        Assert.Equal(3, finetuned.Length);                                       // two checkpoints, and from scratch
        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, yaml)));
        Assert.All(plan.Jobs.Select(job => job.Settings).OfType<FinetuningSettings>(), settings => Assert.True(settings.Model.PrefixAttention));
        Assert.Equal("causal", plan.Spec.Pretraining!.Objective);

        // Every passage has a prefix whose tokens are not scored.
        PretrainingSettings settings = plan.Jobs.Select(job => job.Settings).OfType<PretrainingSettings>().Single();
        using PretrainingText text = new(new RunStore(output), settings);
        Headwater.Data.TokenBatch batch = text.Stream.Batch(0);
        Assert.NotNull(batch.Prefixes);
        Assert.InRange(batch.TargetTokens, 4, (4 * 32) - 1);

        StudyPlan causal = StudyPlanner.Plan(StudyReader.Read(TinyStudy.Write(_folder, Small)));
        Assert.DoesNotContain("prefix_attention", System.Text.Json.JsonSerializer.Serialize(causal.Jobs.First(job => job.Stage == Stage.Pretraining).Settings, StudyJson.Identity), StringComparison.Ordinal);
        Assert.Empty(causal.Jobs.Where(job => job.Stage is Stage.Pretraining or Stage.Finetuning).Select(job => job.Id).Intersect(plan.Jobs.Select(job => job.Id)));
    }

    [Fact]
    public void Read_NoObjective_FollowsFromTheModel()
    {
        StudySpec decoder = StudyReader.Read(TinyStudy.Write(_folder, Small.Replace("  objective: causal\n", "", StringComparison.Ordinal)));
        StudySpec t5 = StudyReader.Read(TinyStudy.Write(_folder));

        Assert.Equal("causal", decoder.Pretraining!.Objective);
        Assert.Null(t5.Pretraining!.Objective);
        Assert.Equal("llama-1x16", Assert.Single(decoder.Models).Name);
    }

    private StudyFolder Run(string name, string yaml)
    {
        StudyFolder output = new(_folder.Path(name));
        StudyResult result = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(_folder, yaml)), output, "cpu", new RunOptions { Jobs = 1, LogEvery = 1 }, token: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        return output;
    }
}
