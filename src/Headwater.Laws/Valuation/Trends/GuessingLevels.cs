namespace Headwater.Laws;

/// <summary>The scores that random guessing reaches on public multiple-choice benchmarks: one over the number of choices, as their papers and task definitions give it.</summary>
internal static class GuessingLevels
{
    // By the words that begin a task's name, as evaluation harnesses write it: mmlu_stem, arc_easy, hellaswag.
    private static readonly (string Name, double Level)[] Known =
    [
        ("mmlu_pro", 1.0 / 10), ("mmlu", 1.0 / 4), ("cmmlu", 1.0 / 4), ("ceval", 1.0 / 4), ("arc", 1.0 / 4), ("ai2_arc", 1.0 / 4), ("hellaswag", 1.0 / 4), ("openbookqa", 1.0 / 4), ("obqa", 1.0 / 4),
        ("sciq", 1.0 / 4), ("race", 1.0 / 4), ("logiqa", 1.0 / 4), ("medmcqa", 1.0 / 4), ("medqa", 1.0 / 4), ("gpqa", 1.0 / 4), ("belebele", 1.0 / 4), ("commonsenseqa", 1.0 / 5), ("commonsense_qa", 1.0 / 5),
        ("csqa", 1.0 / 5), ("mathqa", 1.0 / 5), ("social_iqa", 1.0 / 3), ("socialiqa", 1.0 / 3), ("siqa", 1.0 / 3), ("anli", 1.0 / 3), ("mnli", 1.0 / 3), ("xnli", 1.0 / 3), ("snli", 1.0 / 3), ("cb", 1.0 / 3),
        ("piqa", 1.0 / 2), ("winogrande", 1.0 / 2), ("wsc", 1.0 / 2), ("boolq", 1.0 / 2), ("copa", 1.0 / 2), ("xcopa", 1.0 / 2), ("storycloze", 1.0 / 2), ("xstorycloze", 1.0 / 2), ("rte", 1.0 / 2), ("qnli", 1.0 / 2),
        ("wic", 1.0 / 2), ("blimp", 1.0 / 2), ("paws", 1.0 / 2), ("pawsx", 1.0 / 2), ("sst2", 1.0 / 2), ("mrpc", 1.0 / 2), ("qqp", 1.0 / 2),
    ];

    // Benchmarks whose answers are written, not chosen.
    private static readonly string[] Written = ["squad", "triviaqa", "trivia_qa", "naturalquestions", "nq", "gsm8k", "math", "humaneval", "mbpp", "lambada", "drop", "coqa", "xsum", "wmt14", "wmt16", "wmt19", "truthfulqa", "bbh"];

    /// <summary>Whether a name is that of a public benchmark.</summary>
    public static bool IsBenchmark(string name) =>
        Of(name) is not null || (ColumnName.Plain(name) is var plain && Array.Exists(Written, known => Begins(plain, known)));

    /// <summary>The share of right answers that guessing reaches, from 0 to 1; <c>null</c> for a task that is not known.</summary>
    /// <param name="task">The task as the table names it.</param>
    public static double? Of(string? task)
    {
        string plain = ColumnName.Plain(task ?? "");
        (string Name, double Level) found = Array.Find(Known, known => Begins(plain, known.Name));
        return found.Name is null ? null : found.Level;
    }

    private static bool Begins(string task, string name) => task == name || task.StartsWith(name + "_", StringComparison.Ordinal);
}
