using System.Globalization;
using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies.Tests;

/// <summary>Studies that evaluate pretrained models without finetuning, from the file to the observations.</summary>
public sealed class EvaluationStudyTests : IDisposable
{
    private const string Small = """
        study: evaluated
        seed: 3
        tokenizer: { vocabulary: 330, sentinels: 20 }
        model: { family: llama, layers: 1, width: 16, heads: 2 }
        corpora:
          en: { path: en.txt, language: en }
          de: { path: de.txt, language: de }
        pretraining:
          mixtures: { de: { de: 1 }, en: { en: 1 } }
          tokens: [1K, 2K]
          batch: 4
          sequence: 32
          learning-rate: 0.01
        task: { prompt: "{words}", choices: "{options}", label: answer, train: choices.jsonl, test: choices.jsonl }
        finetuning: none
        shots: [0, 2]

        """;

    private readonly TemporaryFolder _folder = new();

    public EvaluationStudyTests() => _folder.Write("choices.jsonl", string.Concat(Enumerable.Range(0, 12).Select(i =>
        $$"""{"words": "one two {{(i % 2 == 0 ? "three" : "five")}}", "options": ["four", "vier", "{{i.ToString(CultureInfo.InvariantCulture)}}"], "answer": {{i % 2}}}""" + "\n")));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_EveryCheckpointAndNumberOfShots_IsObserved()
    {
        StudyFolder output = Run("out", Small);

        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Assert.Equal(2 * 2 * 2 * 5, table.Rows.Length);                         // mixtures, checkpoints, shots; accuracy and four smooth metrics
        Assert.Equal(["0", "2"], table.Rows.Select(row => row.Shots).Distinct().Order(StringComparer.Ordinal));
        Assert.All(table.Rows, row => Assert.Equal((0, null, null), (row.FinetuningExamples!.Value, row.FinetuningTokens, row.FinetuningData)));
        Assert.All(table.Rows, row => Assert.True(row.Compute > 0 && row.Parameters > row.ParametersWithoutEmbeddings));
        Assert.Equal(["accuracy", "cross-entropy", "bits-per-byte", "nats-per-answer", "choice-probability"], table.Rows.Select(row => row.Metric).Distinct());
        Assert.Equal(4, File.ReadAllLines(output.ComparisonsFile).Count(line => line.Contains("accuracy", StringComparison.Ordinal)) * 2);
        Assert.EndsWith(",shots", File.ReadLines(output.ComparisonsFile).First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ZeroShots_EqualsLossesOfTheTextItself()
    {
        StudyFolder output = Run("out", Small.Replace("shots: [0, 2]\n", "", StringComparison.Ordinal));

        RunFolder pretraining = new(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "pretrain-de-*").Single());
        TextTokenizer tokenizer = TextTokenizer.Load(Directory.GetDirectories(Path.Combine(output.Root, "tokenizers")).Single(), 20);
        using LanguageModel model = Checkpoint.LoadModel(pretraining.Checkpoint(2000), ComputeDevice.Cpu);
        int[] prompt = [TextTokenizer.EndOfSequence, .. tokenizer.Encode("one two three")];
        int[] whole = [TextTokenizer.EndOfSequence, .. tokenizer.Encode("one two three four")];
        Assert.Equal(prompt, whole[..prompt.Length]);
        ScoredSequence sequence = new(whole, [.. whole.Select((id, place) => place < prompt.Length ? TokenBatch.Ignored : id)]);
        double expected = CrossEntropy.Of((DecoderModel)model, [sequence], cancellationToken: TestContext.Current.CancellationToken)[0].NegativeLogLikelihood;
        TestExample[] examples = [.. TestExample.Read(new RunFolder(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "evaluate-de-2000-*").Single()).ExamplesFile)];
        Assert.Equal(expected, examples[0].Nll, 1e-4);                           // both in float32
        Assert.Equal(whole.Length - prompt.Length, examples[0].Tokens);
        Assert.InRange(examples[0].Probability!.Value, 0, 1);

        double bits = examples.Sum(example => example.Nll) / Math.Log(2) / examples.Sum(_ => 4);                              // "four" and "vier"
        Assert.Equal(bits, Row(output, "de", 2000, "bits-per-byte").Value, 1e-9);
        Assert.Equal(examples.Average(example => example.Probability!.Value), Row(output, "de", 2000, "choice-probability").Value, 1e-9);
    }

    [Fact]
    public void Run_Again_DoesNothingAndNewShotsOnlyEvaluate()
    {
        StudyFolder output = Run("out", Small);
        string table = File.ReadAllText(output.ObservationsFile);
        DateTime[] before = DoneTimes(output);

        Run("out", Small);
        Assert.Equal(table, File.ReadAllText(output.ObservationsFile));
        Assert.Equal(before, DoneTimes(output));

        Run("out", Small.Replace("[0, 2]", "[0, 2, 4]", StringComparison.Ordinal));
        Assert.Equal(before.Length + 4, DoneTimes(output).Length);
    }

    [Fact]
    public void Run_GeneratedAnswers_EndWithTheirLine()
    {
        string yaml = Small.Replace("choices: \"{options}\", label: answer", "target: \"{options[0]}\"", StringComparison.Ordinal);
        StudyFolder output = Run("out", yaml);

        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Assert.Equal(["exact_match", "cross-entropy", "bits-per-byte", "nats-per-answer"], table.Rows.Select(row => row.Metric).Distinct());
        string[] answers = File.ReadAllLines(new RunFolder(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "evaluate-en-2000-0-shot-*").Single()).HypothesesFile);
        Assert.Equal(12, answers.Length);
    }

    [Fact]
    public void Run_T5WithPrefixLm_ReadsThePromptInItsEncoder()
    {
        string yaml = Small.Replace("{ family: llama, layers: 1, width: 16, heads: 2 }", "{ layers: 1, width: 16, heads: 2, feedforward: 32 }", StringComparison.Ordinal)
            .Replace("  batch: 4\n", "  batch: 4\n  objective: prefix-lm\n", StringComparison.Ordinal);
        StudyFolder output = Run("out", yaml);

        RunFolder pretraining = new(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "pretrain-de-*").Single());
        Assert.Equal(16 * 4 * 33, MetricsLog.Read(pretraining.MetricsFile)[^1].Tokens);
        TextTokenizer tokenizer = TextTokenizer.Load(Directory.GetDirectories(Path.Combine(output.Root, "tokenizers")).Single(), 20);
        using LanguageModel model = Checkpoint.LoadModel(pretraining.Checkpoint(2000), ComputeDevice.Cpu);
        EncodedPair pair = new([.. tokenizer.Encode("one two three"), TextTokenizer.EndOfSequence], tokenizer.Encode("one two three four")[tokenizer.Encode("one two three").Length..]);
        double expected = CrossEntropy.Of(model, [pair], cancellationToken: TestContext.Current.CancellationToken)[0].NegativeLogLikelihood;
        TestExample[] examples = [.. TestExample.Read(new RunFolder(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "evaluate-de-2000-0-*").Single()).ExamplesFile)];
        Assert.Equal(expected, examples[0].Nll, 1e-4);

        Observation row = ObservationTable.Read(output.ObservationsFile).Rows.First(row => row.PretrainingTokens > 2000);
        double perStep = new ModelCost(Checkpoint.LoadConfig(pretraining.Checkpoint(2000))).Compute(4 * 17, 4 * 17);     // half of 33 tokens, and an end mark
        Assert.Equal(16 * perStep, row.Compute!.Value, 1);
    }

    [Fact]
    public void Run_HeldOutText_IsMeasuredOnceForEachCheckpoint()
    {
        string yaml = Small.Replace("  learning-rate: 0.01\n", "  learning-rate: 0.01\n  validation: { held-out: held-out }\n", StringComparison.Ordinal)
            .Replace("  de: { path: de.txt, language: de }\n", "  de: { path: de.txt, language: de }\n  held-out: { path: held-out.txt, language: en }\n", StringComparison.Ordinal);
        TinyStudy.Write(_folder, yaml);
        File.Copy(_folder.Path("en.txt"), _folder.Path("held-out.txt"));

        StudyFolder output = Run("out", yaml);

        Observation[] losses = [.. ObservationTable.Read(output.ObservationsFile).Rows.Where(row => row.Task == "held-out")];
        Assert.Equal(4, losses.Length);
        Assert.All(losses, row => Assert.Equal(("loss", null), (row.Metric, row.Shots)));
        Assert.True(losses.First(row => row is { PretrainingData: "en", PretrainingTokens: > 2000 }).Value < losses.First(row => row is { PretrainingData: "de", PretrainingTokens: > 2000 }).Value);
    }

    [Fact]
    public void Run_PromptsBeyondThePretrainingSequence_AreTold()
    {
        StudyFolder output = Run("out", Small.Replace("[0, 2]", "10", StringComparison.Ordinal));

        EvaluationResult result = new RunStore(output).Result<EvaluationResult>(Path.GetFileName(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "evaluate-de-1000-*").Single()));
        Assert.Contains("but pretraining read sequences of 32; the model has not learnt the positions beyond.", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_RowsOfFinishedEvaluations_AreNotMeasuredAgain()
    {
        StudyFolder first = Run("out", Small);
        File.Copy(first.ObservationsFile, _folder.Path("kept.csv"));

        StudyFolder second = Run("again", Small + "observations: kept.csv\n");

        Assert.Equal(File.ReadAllText(first.ObservationsFile), File.ReadAllText(second.ObservationsFile));
        Assert.False(Directory.Exists(Path.Combine(second.Root, "runs")));
    }

    [Fact]
    public void Slice_OneMixture_HasItsEvaluationsAndWhatTheyNeed()
    {
        StudyPlan slice = StudySlice.Of(StudyPlanner.Plan(Read(Small)), new StudyFolder(_folder.Path("none")), ["de"]);

        Assert.Equal(4, slice.Jobs.Count(job => job.Stage == Stage.Evaluation));
        Assert.Single(slice.Jobs, job => job.Stage == Stage.Pretraining);
        Assert.Single(slice.Jobs, job => job.Stage == Stage.Corpus);
    }

    [Fact]
    public void Run_CheckpointDeletedBeforeItsEvaluation_IsMadeAgain()
    {
        StudyFolder output = Run("out", Small);
        string table = File.ReadAllText(output.ObservationsFile);
        string pretraining = Directory.GetDirectories(Path.Combine(output.Root, "runs"), "pretrain-de-*").Single();
        Directory.Delete(new RunFolder(pretraining).Checkpoint(1000), recursive: true);
        File.Delete(new RunFolder(Directory.GetDirectories(Path.Combine(output.Root, "runs"), "evaluate-de-1000-0-*").Single()).DoneFile);

        Run("out", Small);

        Assert.Equal(table, File.ReadAllText(output.ObservationsFile));
        Assert.True(Directory.Exists(new RunFolder(pretraining).Checkpoint(1000)));
    }

    [Fact]
    public void Plan_ShotsAndTrainingSet_DecideTheIdOnlyWhereTheyAreRead()
    {
        string zero = Ids(Small.Replace("[0, 2]", "0", StringComparison.Ordinal));
        string two = Ids(Small.Replace("[0, 2]", "2", StringComparison.Ordinal));
        File.AppendAllText(_folder.Path("other.jsonl"), """{"words": "six", "options": ["seven", "acht", "8"], "answer": 0}""" + "\n");
        File.AppendAllText(_folder.Path("other.jsonl"), File.ReadAllText(_folder.Path("choices.jsonl")));

        Assert.Equal(zero, Ids(Small.Replace("[0, 2]", "0", StringComparison.Ordinal).Replace("train: choices", "train: other", StringComparison.Ordinal)));
        Assert.NotEqual(two, Ids(Small.Replace("[0, 2]", "2", StringComparison.Ordinal).Replace("train: choices", "train: other", StringComparison.Ordinal)));
        Assert.NotEqual(zero, two);

        string Ids(string yaml) => StudyPlanner.Plan(Read(yaml)).Jobs.First(job => job.Stage == Stage.Evaluation).Id.Split('-')[^1];
    }

    [Fact]
    public void Plan_Evaluations_HavePriceAndReason()
    {
        StudyPlan plan = StudyPlanner.Plan(Read(Small));
        PlanEstimate estimate = PlanEstimate.Of(plan, new StudyFolder(_folder.Path("none")), new EstimateOptions { Jobs = 1 });

        JobEstimate[] jobs = [.. estimate.Jobs.Where(job => job.Job.Stage == Stage.Evaluation)];
        Assert.Equal(8, jobs.Length);
        Assert.All(jobs, job => Assert.True(job is { Work: { Evaluation: > 0, Training: 0 }, Seconds: > 0, MemoryBytes: > 0, DiskBytes: > 0 }));
        Assert.Equal("evaluates de at 1000 tokens with 0 shots, without finetuning", jobs[0].Reason);
        Assert.Equal("de 1000 0-shot", jobs[0].Job.Label);
        Assert.True(jobs.First(job => job.Job.Label == "de 1000 2-shot").Work.Total > jobs[0].Work.Total);
    }

    [Theory]
    [InlineData("finetuning: none", "finetuning: { steps: 5 }", "shots is a list, but the study finetunes its models, whose prompts have no solved examples.")]
    [InlineData("shots: [0, 2]", "shots: [2, 0]", "shots is 2, 0; expected ascending numbers, each once.")]
    [InlineData("shots: [0, 2]", "shots: -1", "shots is \"-1\"; expected a whole number from 0 to 1000.")]
    [InlineData("shots: [0, 2]", "shots: []", "shots is an empty list; expected how many solved examples are in the prompt, or a list of such numbers.")]
    [InlineData("train: choices.jsonl, ", "", "task has no \"train\", which is required: a .jsonl, .csv, .tsv or .parquet file.")]
    [InlineData("model: { family: llama, layers: 1, width: 16, heads: 2 }", "model: nano", "finetuning is none, but the model is T5, which span corruption teaches to fill gaps and not to answer a prompt; expected a decoder-only model, or T5 with objective: prefix-lm.")]
    [InlineData("{ prompt: \"{words}\", choices: \"{options}\", label: answer, train: choices.jsonl, test: choices.jsonl }", "{ translation: { source: en, target: de, train: train, validation: val, test: test } }", "finetuning is none, but en-de is a translation,")]
    [InlineData("shots: [0, 2]", "metrics: [matrix-entropy]", "metrics names matrix-entropy, which is measured of finetuned models, but finetuning is none.")]
    [InlineData("shots: [0, 2]", "shots: [0, 2]\nforecast: { at: [10K] }\nverify: 1", "verify compares one forecast with one score, but shots has 2 numbers; expected one.")]
    public void Read_WhatDoesNotGoTogether_IsRefused(string from, string to, string message)
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => Read(Small.Replace(from, to, StringComparison.Ordinal)));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoPretraining_IsRefused()
    {
        string yaml = Small[..Small.IndexOf("pretraining:", StringComparison.Ordinal)] + Small[Small.IndexOf("task:", StringComparison.Ordinal)..];

        Assert.Contains("finetuning is none, but the study has no pretraining, so there is no model to evaluate.", Assert.Throws<StudySpecException>(() => Read(yaml)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plan_MoreShotsThanExamples_IsRefusedWithItsLine()
    {
        StudySpecException exception = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(Read(Small.Replace("[0, 2]", "13", StringComparison.Ordinal))));

        Fault fault = Assert.Single(exception.Faults);
        Assert.Equal("shots asks for 13 solved examples, but the training set of task has 12.\nhint: lower shots, or give more training examples.", fault.Message);
        Assert.Equal(16, fault.Line);
    }

    [Fact]
    public void Read_ZeroShots_NeedsNoTrainingSet()
    {
        TaskSpec task = Assert.Single(Read(Small.Replace("train: choices.jsonl, ", "", StringComparison.Ordinal).Replace("[0, 2]", "0", StringComparison.Ordinal)).Tasks);

        Assert.Equal((null, 0), (task.Train.Path, task.Train.Count));
    }

    [Fact]
    public void Read_ClozeWithoutFinetuning_HasNoPrefix()
    {
        const string cloze = "{ generate: cloze, corpus: en.txt, test: 5 }";
        string yaml = Small.Replace("{ prompt: \"{words}\", choices: \"{options}\", label: answer, train: choices.jsonl, test: choices.jsonl }", cloze, StringComparison.Ordinal);

        TaskSpec task = Assert.Single(Read(yaml).Tasks);

        Assert.Equal("{context}", task.Text!.Form.Prompt);
        Assert.Equal((200, 0, 5), (task.Train.Count, task.Validation.Count, task.Test.Count));
    }

    private StudySpec Read(string yaml) => StudyReader.Read(TinyStudy.Write(_folder, yaml));

    private StudyFolder Run(string name, string yaml)
    {
        StudyFolder output = new(_folder.Path(name));
        StudyResult result = StudyRunner.Run(Read(yaml), output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);
        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        return output;
    }

    private static DateTime[] DoneTimes(StudyFolder output) =>
        [.. Directory.GetFiles(Path.Combine(output.Root, "runs"), "DONE", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.GetLastWriteTimeUtc)];

    private static Observation Row(StudyFolder output, string mixture, long least, string metric) => ObservationTable.Read(output.ObservationsFile).Rows
        .Single(row => row.PretrainingData == mixture && row.PretrainingTokens >= least && row.Metric == metric);
}
