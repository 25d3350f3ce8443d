using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>
/// A kind of task that is built in: the names of values it expects, T5's text form, how answers are read and what is measured. Every part can be written
/// otherwise in the study file. Forms follow Raffel et al. 2020 (arXiv:1910.10683), appendix D, as their released code has them
/// (text-to-text-transfer-transformer, t5/data/preprocessors.py and glue_utils.py); metrics follow Wang et al. 2019 (arXiv:1905.00537).
/// </summary>
public sealed record TaskKind
{
    /// <summary>The kind of what <see cref="ClozeTask"/> makes.</summary>
    public const string Cloze = "cloze";

    public required string Name { get; init; }

    /// <summary>Null where the prompt has to be written.</summary>
    public TaskForm? Form { get; init; }

    public required AnswerReading Reading { get; init; }

    public required ImmutableArray<string> Metrics { get; init; }

    /// <summary>All kinds, by name.</summary>
    public static ImmutableArray<TaskKind> All { get; } =
    [
        Free("extractive-qa", new TaskForm { Prompt = "question: {question} context: {context}", Answers = "answers.text" }, TaskMetricNames.ExactMatch, TaskMetricNames.F1),
        Free("closed-book-qa", new TaskForm { Prompt = "question: {question}", Answers = "answer" }, TaskMetricNames.ExactMatch, TaskMetricNames.F1),
        Free("summarisation", new TaskForm { Prompt = "summarize: {document}", Target = "{summary}" }, TaskMetricNames.Rouge1, TaskMetricNames.Rouge2, TaskMetricNames.RougeL),
        Ranked("multiple-choice", new TaskForm { Prompt = "question: {question} choices: {choices|; }", Choices = ["{choices}"], Label = "answer" }, TaskMetricNames.Accuracy),
        Ranked("classification", null, TaskMetricNames.Accuracy, TaskMetricNames.MacroF1),
        Ranked("boolq", Labelled("boolq passage: {passage} question: {question}", "False", "True"), TaskMetricNames.Accuracy),
        Ranked("cb", Labelled("cb hypothesis: {hypothesis} premise: {premise}", "entailment", "contradiction", "neutral"), TaskMetricNames.Accuracy, TaskMetricNames.MacroF1),
        Ranked("copa", Labelled("copa choice1: {choice1} choice2: {choice2} premise: {premise} question: {question}", "choice1", "choice2"), TaskMetricNames.Accuracy),
        Ranked("multirc", Labelled("multirc question: {question} answer: {answer} paragraph: {paragraph}", "False", "True") with { Layout = NestedLayout.MultiRc, Group = "{group}" },
            TaskMetricNames.AnswerF1, TaskMetricNames.ExactMatch),
        Ranked("record", new TaskForm
        {
            Prompt = "record query: {query} entities: {entities|, } passage: {passage}", Choices = ["{entities}"], Answers = "answers", VaryingChoices = true, EveryAnswer = true,
            Layout = NestedLayout.Record,
        }, TaskMetricNames.F1, TaskMetricNames.ExactMatch),
        Ranked("rte", Labelled("rte hypothesis: {hypothesis} premise: {premise}", "entailment", "not_entailment"), TaskMetricNames.Accuracy),
        Ranked("wic", Labelled("wic sentence1: {sentence1} sentence2: {sentence2} word: {word}", "False", "True"), TaskMetricNames.Accuracy),
        Free("passage-questions", new TaskForm { Prompt = "question: {question} context: {passage}", Target = "{answer}" }, TaskMetricNames.ExactMatch, TaskMetricNames.F1),
        Ranked("passage-choices", new TaskForm { Prompt = "question: {question} context: {passage}", Choices = ["{choices}"], Label = "answer" }, TaskMetricNames.Accuracy),
        Ranked("passage-entailment", new TaskForm { Prompt = "hypothesis: {question} premise: {passage}", Choices = ["{choices}"], Label = "answer" }, TaskMetricNames.Accuracy),
        Free("passage-summary", new TaskForm { Prompt = "summarize: {passage}", Target = "{answer}" }, TaskMetricNames.Rouge1, TaskMetricNames.Rouge2, TaskMetricNames.RougeL),
        Ranked(Cloze, new TaskForm { Prompt = "continue: {context}", Choices = ["{choices}"], Label = "label" }, TaskMetricNames.Accuracy),
    ];

    /// <summary>The kind of a name; null where there is none.</summary>
    public static TaskKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>What is measured where nothing else is asked for: the kind's scores and their smooth companions.</summary>
    internal static ImmutableArray<string> WithCompanions(ImmutableArray<string> scores, AnswerReading reading) =>
        [.. scores, .. TaskMetricNames.Smooth.Where(name => name != TaskMetricNames.ChoiceProbability || reading == AnswerReading.Rank)];

    private static TaskKind Free(string name, TaskForm form, params ImmutableArray<string> metrics) => new() { Name = name, Form = form, Reading = AnswerReading.Generate, Metrics = metrics };

    private static TaskKind Ranked(string name, TaskForm? form, params ImmutableArray<string> metrics) => new() { Name = name, Form = form, Reading = AnswerReading.Rank, Metrics = metrics };

    private static TaskForm Labelled(string prompt, params ImmutableArray<string> labels) => new() { Prompt = prompt, Choices = labels, Label = "label" };
}
