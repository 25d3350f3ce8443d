using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>Studies from existing checkpoints, and what is measured on demand.</summary>
public sealed class StartingModelsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Read_Checkpoints_GiveModelTokenizerAndArms()
    {
        using TemporaryFolder folder = new();

        StudySpec spec = StudyReader.Read(StartingModels.Write(folder));

        Assert.Equal(StartingModels.Config, Assert.Single(spec.Models).Config);
        Assert.Equal("1x16", spec.Models[0].Name);
        Assert.Equal(folder.Path("models/en-1/spiece.model"), spec.Tokenizer.Load);
        Assert.Equal(["en", "de"], spec.Pretraining!.Mixtures.Select(mixture => mixture.Name));
        Assert.Equal([("en", 1000L), ("en", 2000L), ("de", 1000L)], spec.Pretraining.Checkpoints.Select(checkpoint => (checkpoint.Mixture, checkpoint.Tokens)));
        Assert.Equal([1000, 2000], spec.Pretraining.Tokens);
    }

    [Fact]
    public void Plan_Checkpoints_PretrainsNothingAndKnowsThemByContent()
    {
        using TemporaryFolder here = new();
        using TemporaryFolder there = new();

        StudyPlan plan = StudyPlanner.Plan(StudyReader.Read(StartingModels.Write(here)));
        StudyPlan elsewhere = StudyPlanner.Plan(StudyReader.Read(StartingModels.Write(there)));
        StartingModels.WriteModel(there, "de-1", seed: 4, StartingModels.Config);
        StudyPlan changed = StudyPlanner.Plan(StudyReader.Read(there.Path("study.yaml")));

        Assert.Equal(
            [(Stage.Tokenizer, 1), (Stage.Corpus, 1), (Stage.Finetuning, 4), (Stage.Measures, 4)],
            plan.Jobs.GroupBy(job => job.Stage).OrderBy(stage => stage.Key).Select(stage => (stage.Key, stage.Count())));
        Assert.All(plan.Jobs, job => Assert.All(job.Needs, need => Assert.True(plan.Jobs.IndexOf(plan.Find(need)!) < plan.Jobs.IndexOf(job))));
        Assert.Equal(plan.Jobs.Select(job => job.Id), elsewhere.Jobs.Select(job => job.Id));
        Assert.Equal(2, plan.Jobs.Select(job => job.Id).Except(changed.Jobs.Select(job => job.Id)).Count());      // its finetuning and its measures
    }

    [Fact]
    public void Run_Checkpoints_FinetunesFromEachAndMeasures()
    {
        using TemporaryFolder folder = new();
        StudySpec spec = StudyReader.Read(StartingModels.Write(folder));
        StudyFolder output = new(folder.Path("out"));

        StudyResult result = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: Token);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Assert.Equal([("de", 1000.0), ("en", 1000), ("en", 2000), ("scratch", 0)],
            table.Rows.Select(row => (row.PretrainingData!, row.PretrainingTokens!.Value)).Distinct().Order());
        Assert.Equal(3 * 5 + 4, table.Rows.Length);                         // nothing is forgotten from scratch
        Assert.Equal(3, table.Rows.Count(row => row.Metric == "forgetting"));
        Assert.All(table.Rows.Where(row => row.Metric == "matrix-entropy"), row => Assert.True(row.Value is > 0 and < 1 && row.Items == 10 && row.StandardError > 0));
        Assert.All(table.Rows.Where(row => row.Metric != "bleu"), row => Assert.False(row.HigherIsBetter));
        Assert.Equal(StartingModels.Config.ParameterCount, table.Rows[0].Parameters);

        StudyCell cell = result.Plan.Cells.First(cell => cell.Mixture == "en");
        MeasuresResult measures = new RunStore(output).Result<MeasuresResult>(cell.Measures!);
        Assert.Equal(measures.HeldOutLossAfter!.Value - measures.HeldOutLossBefore!.Value, measures.Scores.First(score => score.Metric == "forgetting").Value, 1e-9);
        double nats = TestExample.Read(output.Run(cell.Run!).ExamplesFile).Sum(example => example.Nll);
        long bytes = File.ReadLines(folder.Path("test.de")).Sum(line => (long)System.Text.Encoding.UTF8.GetByteCount(line));
        Assert.Equal(nats / bytes, measures.Scores.First(score => score.Metric == "cross-entropy-per-byte").Value, 1e-9);
    }

    [Fact]
    public void Run_TrainedMixture_ForgetsOnWhatItDidNotSee()
    {
        using TemporaryFolder folder = new();
        string yaml = TinyStudy.Yaml.Replace("[20, 40]", "20", StringComparison.Ordinal).Replace("[1K, 2K]", "1K", StringComparison.Ordinal)
            .Replace("de: { de: 1 }, ", "", StringComparison.Ordinal) + "metrics: [cross-entropy, forgetting]\n";
        StudyFolder output = new(folder.Path("out"));

        StudyResult result = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(folder, yaml)), output, "cpu", new RunOptions { Jobs = 1 }, token: Token);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        MeasuresSettings settings = (MeasuresSettings)result.Plan.Jobs.Single(job => job.Stage == Stage.Measures).Settings;
        Assert.Equal(8, settings.HeldOut!.FirstStep);                        // after the 8 steps of training
        Observation row = ObservationTable.Read(output.ObservationsFile).Rows.Single(row => row.Metric == "forgetting");
        Assert.True(row.Items is > 100 and <= HeldOutSettings.MostSequences && double.IsFinite(row.Value));
    }

    [Fact]
    public void Run_FromTheCheckpointsOfAnotherStudy_GivesItsDownstreamValues()
    {
        using TemporaryFolder folder = new();
        string yaml = TinyStudy.Yaml.Replace("[20, 40]", "20", StringComparison.Ordinal).Replace("[1K, 2K]", "1K", StringComparison.Ordinal)
            .Replace("de: { de: 1 }, ", "", StringComparison.Ordinal).Replace("[0.001, 0.01]", "0.01", StringComparison.Ordinal);
        StudyFolder first = new(folder.Path("first"));
        StudyFolder second = new(folder.Path("second"));
        StudyPlan trained = StudyRunner.Run(StudyReader.Read(TinyStudy.Write(folder, yaml)), first, "cpu", new RunOptions { Jobs = 1 }, token: Token).Plan;
        string weights = first.Run(trained.Jobs.First(job => job.Stage == Stage.Pretraining).Id).Checkpoint(1000);
        string tokenizer = Path.Combine(first.TokenizerFolder(trained.Jobs.First(job => job.Stage == Stage.Tokenizer).Id), "spiece.model");
        string started = $$"""
            study: second
            seed: 3
            tokenizer: { load: {{tokenizer}}, sentinels: 20 }
            pretraining: { checkpoints: { en+de: { 1K: {{weights}} } } }

            """ + yaml[yaml.IndexOf("task:", StringComparison.Ordinal)..];

        StudyResult result = StudyRunner.Run(StudyReader.Read(folder.Write("second.yaml", started)), second, "cpu", new RunOptions { Jobs = 1 }, token: Token);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(Values(first), Values(second));                         // both arms, every metric, every digit

        static IEnumerable<(string?, string, double, double?)> Values(StudyFolder study) =>
            ObservationTable.Read(study.ObservationsFile).Rows.Select(row => (row.PretrainingData, row.Metric, row.Value, row.StandardError));
    }

    [Fact]
    public void Read_FaultsOfCheckpoints_AreToldTogether()
    {
        using TemporaryFolder folder = new();
        StartingModels.Write(folder);
        StartingModels.WriteModel(folder, "wide", seed: 5, StartingModels.Config with { DModel = 24, FeedForwardProj = "gated-gelu", TieWordEmbeddings = false });
        StartingModels.WriteModel(folder, "cut", seed: 5, StartingModels.Config);
        using (FileStream weights = new(folder.Path("models/cut/model.safetensors"), FileMode.Open))
            weights.SetLength(weights.Length - 100);
        string path = folder.Write("study.yaml", """
            study: faulty
            tokenizer: { train: bpe, vocabulary: 4096 }
            model: { layers: 2, width: 16, heads: 2, head-width: 6, feedforward: 24, activation: relu, tied: true }
            pretraining:
              tokens: [1K]
              checkpoints:
                en:
                  1K: models/en-1
                  2K: models/nowhere
                  3K: models/wide
                  4K: models/cut
                  1000: models/en-2
                  many: models/en-2
                scratch: { 1K: models/de-1 }
              validation: nothing
            task: { translation: { source: en, target: de, train: train, validation: val, test: test } }
            metrics: [forgetting]
            """);

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(path));

        string[] expected =
        [
            "study.yaml(2): a newly trained tokenizer would not match the vocabulary of the models in pretraining.checkpoints.\nhint: remove train, vocabulary and sample, or set tokenizer.load if the folders have no spiece.model.",
            $"study.yaml(8): pretraining.checkpoints.en.1000: {folder.Path("models/en-1")} differs from model: num_layers is 1, not 2, num_decoder_layers is 1, not 2. "
                + "Leave model out, and it is taken from the checkpoints.",
            $"study.yaml(8): pretraining.checkpoints.en.1000: {folder.Path("models/en-1")} has a vocabulary of 330 ids, and the tokenizer {folder.Path("models/en-1/spiece.model")} has 410 with its 100 sentinels; "
                + "expected the tokenizer that it was trained with. Name it with tokenizer.load, or correct tokenizer.sentinels.",
            $"study.yaml(9): pretraining.checkpoints.en.2000: there is no folder {folder.Path("models/nowhere")}. Paths are relative to the study file's folder.",
            $"study.yaml(10): pretraining.checkpoints.en.3000: {folder.Path("models/wide")} differs from {folder.Path("models/en-1")}: d_model is 24, not 16, feed_forward_proj is gated-gelu, not relu, "
                + "tie_word_embeddings is false, not true. The checkpoints of a study are of one model; make a study for each model.",
            "study.yaml(12): pretraining.checkpoints.en.1000: two checkpoints of en have 1000 tokens; expected one for each count.",
            "study.yaml(13): pretraining.checkpoints.en has \"many\"; expected pretraining tokens, a whole number of at least 1, for example 1B.",
            "study.yaml(5): pretraining.tokens is for training, but the study starts from pretraining.checkpoints.\nhint: remove one of them.",
            "study.yaml(15): pretraining.validation is \"nothing\"; corpora has no such entry. Add it under corpora.",
        ];
        string[] told = [.. exception.Faults.Select(fault => fault.ToString())];
        Assert.All(expected, message => Assert.Contains(message, told));
        Assert.Contains(told, message => message.Contains("(11): pretraining.checkpoints.en.4000: ", StringComparison.Ordinal) && message.Contains("cut short", StringComparison.Ordinal));
        Assert.Contains(told, message => message.Contains("\"scratch\" is reserved for the model without pretraining", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_ForgettingOfCheckpointsWithoutText_IsAFault()
    {
        using TemporaryFolder folder = new();
        string path = StartingModels.Write(folder, StartingModels.Yaml.Replace("  validation: held\n", "", StringComparison.Ordinal));

        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyReader.Read(path));

        Assert.Equal("study.yaml(14): metrics names forgetting, and the study starts from checkpoints.\nhint: name a corpus of text that they were not trained on under pretraining.validation.", exception.Message);
    }
}
