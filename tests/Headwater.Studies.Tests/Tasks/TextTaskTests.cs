using System.Globalization;
using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;
using Headwater.Phrasebook;

namespace Headwater.Studies.Tests;

public sealed class TextTaskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("{ kind: boolqq, train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task.kind is \"boolqq\"; expected extractive-qa, closed-book-qa, summarisation, multiple-choice, classification, boolq, cb, copa, multirc, record, rte, wic, passage-questions, passage-choices, passage-entailment, passage-summary, cloze, or none, with a prompt.\nhint: did you mean boolq?")]
    [InlineData("{ kind: classification, choices: [yes, no], label: label, train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task has no \"prompt\", which is required: text with names of values in braces, such as \"question: {question} context: {passage}\".")]
    [InlineData("{ prompt: \"{question\", target: \"{answer}\", train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task: the prompt \"{question\" has a { without a } after it; write {{ for a brace.")]
    [InlineData("{ prompt: \"{question}\", target: \"{answer}\", read: rank, train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task.read is rank, but the task has no choices.\nhint: add choices, or set read: generate.")]
    [InlineData("{ prompt: \"{question}\", target: \"{answer}\", normalise: tokens, train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task.normalise is \"tokens\", but answers are generated, not ranked.\nhint: remove normalise, or set read: rank.")]
    [InlineData("{ prompt: \"{question}\", target: \"{answer}\", metrics: [blue], train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task.metrics names \"blue\"; expected accuracy, f1_macro, mcc, exact_match, f1, f1a, rouge1, rouge2, rougeL, rougeLsum, bleu, chrf, cross-entropy, bits-per-byte, nats-per-answer, choice-probability.\nhint: did you mean bleu?")]
    [InlineData("{ prompt: \"{question}\", target: \"{answer}\", chance: { accuracy: 0.5 }, train: a.jsonl, validation: a.jsonl, test: a.jsonl }",
        "task.chance names \"accuracy\", which the task does not measure; expected exact_match, cross-entropy, bits-per-byte, nats-per-answer.")]
    [InlineData("{ generate: cloze, corpus: none.txt, train: 10 }",
        "task.corpus: there is no file {0}/none.txt. Expected a file of running text, a paragraph a line; paths are relative to the folder of the file that names them.")]
    [InlineData("{ generate: phrasebook, ask: riddles, language: en, train: 10 }", "task.ask is \"riddles\"; expected questions, choices, entailment, summary.")]
    [InlineData("{ generate: phrasebook, ask: questions, language: xx, train: 10 }", "task.language is \"xx\"; the phrasebook has {1}.")]
    [InlineData("tasks/none.yaml", "task: there is no task file {0}/tasks/none.yaml. Paths are relative to the study file's folder.")]
    public void Read_FaultyTask_SaysWhatIsExpected(string task, string expected)
    {
        _folder.Write("a.jsonl", Question("Who?", "It is I.", "I"));

        StudySpecException error = Assert.Throws<StudySpecException>(() => Read(task));

        Assert.Equal([expected.Replace("{0}", _folder.Root, StringComparison.Ordinal).Replace("{1}", string.Join(", ", PhraseGenerator.Languages), StringComparison.Ordinal)], error.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void Read_TaskCalledMean_IsRefused()
    {
        _folder.Write("a.jsonl", Question("Who?", "It is I.", "I"));
        string study = _folder.Write("study.yaml", "study: quiz\nmodel: nano\ntasks:\n  mean: { kind: boolq, train: a.jsonl, validation: a.jsonl, test: a.jsonl }\n");

        Assert.Equal(["tasks has a task named \"mean\", which is reserved for the mean over tasks.\nhint: rename the task."],
            Assert.Throws<StudySpecException>(() => StudyReader.Read(study)).Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void Read_UnknownKey_ListsTheKeysOfATask()
    {
        _folder.Write("a.jsonl", Question("Who?", "It is I.", "I"));

        StudySpecException error = Assert.Throws<StudySpecException>(() => Read("{ kind: boolq, wormhole: x, train: a.jsonl, validation: a.jsonl, test: a.jsonl }"));

        Assert.StartsWith("task has no key \"wormhole\". Its keys, with their defaults: kind (none), language (en), prompt (boolq passage: {passage} question: {question}), "
            + "choices (False, True), target (none), answers (none), label (label),", Assert.Single(error.Faults).Message);
    }

    [Fact]
    public void Read_TaskFile_IsRelativeToItself()
    {
        _folder.Write("tasks/data/a.jsonl", Question("Who?", "It is I.", "I"));
        _folder.Write("tasks/who.yaml", "task: who\nkind: extractive-qa\nprompt: \"{question} {passage}\"\ntarget: \"{answer}\"\ntrain: data/a.jsonl\nvalidation: data/a.jsonl\ntest: data/a.jsonl\nceiling: 90\n");

        TaskSpec task = Assert.Single(Read("tasks/who.yaml").Tasks);

        Assert.Equal(("who", _folder.Path("tasks", "data", "a.jsonl")), (task.Name, task.Test.Path));
        Assert.Equal(["exact_match", "f1", "cross-entropy", "bits-per-byte", "nats-per-answer"], task.Text!.Metrics);
        Assert.Equal(90, task.Text.Ceiling["exact_match"]);
        Assert.Null(task.Text.Form.Answers);                                    // the target says what is right
        Assert.Equal("extractive-qa, generated", task.Describe());
    }

    [Fact]
    public void Plan_RecordsThatDoNotFit_ToldForEveryFile()
    {
        _folder.Write("a.jsonl", Question("Who?", "It is I.", "I"));
        _folder.Write("b.jsonl", Question("Who?", "", "I"));
        StudySpec spec = Read("{ prompt: \"{question} {passage}\", target: \"{answer}\", train: a.jsonl, validation: b.jsonl, test: b.jsonl }");

        StudySpecException error = Assert.Throws<StudySpecException>(() => StudyPlanner.Plan(spec));

        string expected = $"{_folder.Path("b.jsonl")}(1): \"passage\" is empty, and the prompt \"{{question}} {{passage}}\" needs it. Fill it, or drop the record.";
        Assert.Equal([expected, expected], error.Faults.Select(fault => fault.Message));
    }

    [Fact]
    public void Plan_ChanceAndMetrics_AreNoPartOfTheRunsIdentity()
    {
        _folder.Write("a.jsonl", Question("Who?", "It is I.", "I"));
        const string task = "prompt: \"{question} {passage}\", target: \"{answer}\", train: a.jsonl, validation: a.jsonl, test: a.jsonl";

        string plain = Finetuning($"{{ {task} }}");

        Assert.Equal(plain, Finetuning($"{{ {task}, metrics: [f1, rougeL], chance: 3, ceiling: {{ rougeL: 80 }} }}"));
        Assert.NotEqual(plain, Finetuning($"{{ {task.Replace("{question} {passage}", "{passage} {question}", StringComparison.Ordinal)} }}"));

        string Finetuning(string written) => StudyPlanner.Plan(Read(written)).Jobs.Single(job => job.Stage == Stage.Finetuning).Id;
    }

    [Fact]
    public void Run_LongPassageAndGivenLevels_AreShown()
    {
        string passage = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => (i % 97).ToString(CultureInfo.InvariantCulture)));
        _folder.Write("a.jsonl", Question("Who?", passage, "I") + Question("Where?", "It is here.", "here"));
        StudySpec spec = Read("{ kind: closed-book-qa, prompt: \"{passage} question: {question}\", max-source: 64, beam: 2, chance: 2.5, ceiling: { f1: 95 }, train: a.jsonl, validation: a.jsonl, test: a.jsonl }");
        StudyFolder output = new(_folder.Path("out"));

        StudyResult result = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Assert.Equal(["exact_match", "f1", "cross-entropy", "bits-per-byte", "nats-per-answer"], table.Rows.Select(row => row.Metric));
        Assert.Equal([2.5, null, null, null, null], table.Rows.Select(row => row.Chance));
        Assert.Equal([100, 95, null, null, null], table.Rows.Select(row => row.Ceiling));
        Assert.Equal([true, true, false, false, false], table.Rows.Select(row => row.HigherIsBetter));
        FinetuningResult run = new RunStore(output).Result<FinetuningResult>(table.Rows[0].Run!);
        Assert.Equal(
            ["training", "validation", "test"],
            run.Warnings.Select(warning => warning.Split(' ') is ["1", "inputs", "of", "the", var set, ..] && warning.EndsWith(
                "set exceeded max-source (64 tokens); the longest value in each was truncated. 0 targets were truncated to max-target (256 tokens).", StringComparison.Ordinal) ? set : warning));
    }

    [Fact]
    public void Evaluate_TaskOnACheckpoint_GivesTheScoresOfTheStudy()
    {
        _folder.Write("a.jsonl", string.Concat(Enumerable.Range(0, 6).Select(i => $"{{\"question\": \"Which of these words did the old man at number {i} say on the bridge?\", \"options\": [\"yes\", \"no\", \"who knows\"], \"answer\": {i % 3}}}\n")));
        string file = _folder.Write("quiz.yaml", "kind: multiple-choice\nprompt: \"{question}\"\nchoices: \"{options}\"\nnormalise: unconditional\ntrain: a.jsonl\nvalidation: a.jsonl\ntest: a.jsonl\n");
        StudySpec spec = Read("quiz.yaml", vocabulary: 310);
        StudyFolder output = new(_folder.Path("out"));
        Assert.Empty(StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken).Failures.Select(failure => failure.Reason));
        Observation row = ObservationTable.Read(output.ObservationsFile).Rows[0];

        string checkpoint = output.Run(row.Run!).BestCheckpoint;
        using T5Model model = (T5Model)Checkpoint.LoadModel(checkpoint);
        TaskEvaluation evaluation = TaskEvaluator.Of(model, TextTokenizer.Load(checkpoint, 10), TaskFileReader.Read(file), token: TestContext.Current.CancellationToken);

        Assert.Equal("multiple-choice, ranked against unconditional", spec.Tasks[0].Describe());
        Assert.Equal(("accuracy", row.Value, 1 / 3.0), (evaluation.Scores[0].Metric, evaluation.Scores[0].Value, evaluation.Scores[0].Chance!.Value));
        Assert.Equal(6, evaluation.Predictions.Length);
    }

    [Fact]
    public void Run_Cloze_KeepsTestSentencesOutOfPretraining()
    {
        SplitMix random = new(4);
        string[] words = ["river", "mill", "road", "night", "horse", "storm", "garden", "letter"];
        _folder.Write("novel.txt", string.Concat(Enumerable.Range(0, 400).Select(_ => string.Join(' ', Enumerable.Range(0, 3).Select(_ => Sentence())) + "\n")));
        StudySpec spec = StudyReader.Read(_folder.Write("study.yaml", """
            study: cloze
            tokenizer: { vocabulary: 310, sentinels: 20 }
            model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
            corpora: { en: { path: novel.txt, language: en } }
            pretraining: { mixtures: { en: { en: 1 } }, tokens: [1K, 2K], batch: 4, sequence: 32, warm-up: 10 }
            task: { generate: cloze, corpus: novel.txt, options: 4, train: 60, validation: 10, test: 12 }
            finetuning: { steps: 2, batch: 4, validate-every: 2 }
            """));
        StudyFolder output = new(_folder.Path("out"));

        StudyResult result = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded, string.Join("\n", result.Failures.Select(failure => failure.Reason)));
        ObservationTable table = ObservationTable.Read(output.ObservationsFile);
        Assert.Equal(3, table.Rows.Count(row => row is { Metric: "accuracy", Chance: 0.25, Ceiling: 1, Items: 12 }));
        CorpusResult corpus = new RunStore(output).Result<CorpusResult>(result.Plan.Jobs.Single(job => job.Stage == Stage.Corpus).Id);
        Assert.InRange(corpus.Removed[CorpusResult.TestSet], 12, 60);           // a paragraph for each example, and those of its wrong answers

        string Sentence() => "The " + string.Join(' ', Enumerable.Range(0, 8).Select(_ => words[random.NextInt32(words.Length)])) + ".";
    }

    [Theory]
    [InlineData("questions", "question: ", "exact_match", null)]
    [InlineData("choices", "question: ", "accuracy", 0.25)]
    [InlineData("entailment", "hypothesis: ", "accuracy", 0.5)]
    [InlineData("summary", "summarize: ", "rouge1", null)]
    public void Run_PhrasebookTasks_AreAskedScoredAndKnowChance(string ask, string prompt, string metric, double? chance)
    {
        StudySpec spec = Read($"{{ generate: phrasebook, ask: {ask}, language: ro, train: 12, validation: 8, test: 8 }}");
        StudyFolder output = new(_folder.Path("out"));

        StudyResult result = StudyRunner.Run(spec, output, "cpu", new RunOptions { Jobs = 1 }, token: TestContext.Current.CancellationToken);

        Assert.Empty(result.Failures.Select(failure => failure.Reason));
        Observation row = ObservationTable.Read(output.ObservationsFile).Rows[0];
        Assert.Equal((metric, chance, 8.0, 12.0), (row.Metric, row.Chance, row.Items, row.FinetuningExamples));
        Assert.StartsWith(prompt, spec.Tasks[0].Text!.Form.Prompt);
    }

    private StudySpec Read(string task, int vocabulary = 380) => StudyReader.Read(_folder.Write("study.yaml", $$"""
        study: quiz
        tokenizer: { vocabulary: {{vocabulary}}, sentinels: 10 }
        model: { layers: 1, width: 16, heads: 2, feedforward: 32 }
        task: {{task}}
        finetuning: { steps: 2, batch: 4, validate-every: 2 }
        """));

    private static string Question(string question, string passage, string answer) => $"{{\"question\": \"{question}\", \"passage\": \"{passage}\", \"answer\": \"{answer}\"}}\n";
}
