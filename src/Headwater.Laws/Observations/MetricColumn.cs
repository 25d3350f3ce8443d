namespace Headwater.Laws;

/// <summary>A column of a wide table that is named after a metric.</summary>
/// <param name="Index">Where the column is.</param>
/// <param name="Metric">The metric: <c>loss</c>, <c>accuracy</c>, <c>acc_norm</c>.</param>
/// <param name="Task">What the header names before the metric (<c>hellaswag_acc</c>); <c>null</c> for nothing.</param>
/// <param name="Split">The word for the part of the data; <c>null</c> for none.</param>
internal sealed record MetricColumn(int Index, string Metric, string? Task, string? Split)
{
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal)
    {
        "loss", "ce", "nll", "xent", "cross_entropy", "cross_entropy_loss", "ce_loss", "lm_loss", "perplexity", "ppl", "log_perplexity", "word_perplexity", "byte_perplexity", "token_perplexity",
        "bpb", "bpc", "bits_per_byte", "bits_per_char", "bits_per_character", "bits_per_token", "accuracy", "acc", "acc_norm", "normalized_accuracy", "acc_bytes", "acc_mutual_info", "token_accuracy",
        "bleu", "sacrebleu", "spbleu", "chrf", "chrf2", "chrfpp", "rouge", "rouge1", "rouge2", "rougel", "rougelsum", "rouge_1", "rouge_2", "rouge_l", "rouge_lsum", "exact_match", "em", "f1", "f1_score",
        "macro_f1", "micro_f1", "f1_macro", "f1_micro", "meteor", "comet", "bleurt", "bertscore", "ter", "wer", "cer", "mcc", "auc", "auroc", "roc_auc", "score", "error", "error_rate", "win_rate", "winrate",
        "pass_1", "pass_10", "pass_100", "brier", "brier_score", "top1", "top5", "top_1", "top1_accuracy", "top_1_accuracy", "top5_accuracy", "log_prob", "logprob", "log_likelihood", "loglikelihood",
        "squad_f1", "squad_em", "mean_accuracy", "average_accuracy", "avg_accuracy", "mean_score", "avg_score", "average_score", "bleu_score", "accuracy_score",
    };

    // Words before a metric's name that make it another thing: steps of gradient accumulation, a target, a limit.
    private static readonly HashSet<string> Strangers = ["grad", "gradient", "n", "num", "min", "max", "best", "target", "init", "initial", "aux", "router", "z", "balancing", "baseline", "chance", "random", "delta", "predicted", "pred", "fitted", "expected"];

    /// <summary>Whether it was measured on held-out data, as its name says.</summary>
    public bool IsHeldOut => Split is not null && DataSplits.IsHeldOut(Split);

    /// <summary>Whether it was measured on the training data, as its name says.</summary>
    public bool IsTraining => Split is not null && DataSplits.IsTraining(Split);

    /// <summary>Whether the metric is a plain loss, which is the training loss where a held-out one stands beside it.</summary>
    public bool IsLoss => Metric == "loss";

    /// <summary>The column, where its header is a metric's name, alone or behind a task and a part of the data; <c>null</c> for any other.</summary>
    public static MetricColumn? Of(string header, int index)
    {
        string plain = ColumnName.Plain(header.Replace("++", "pp", StringComparison.Ordinal)).Replace("held_out", "heldout", StringComparison.Ordinal).Replace("chr_f", "chrf", StringComparison.Ordinal).Replace("sacre_bleu", "sacrebleu", StringComparison.Ordinal);
        string[] words = plain.Split('_', StringSplitOptions.RemoveEmptyEntries);

        // L alone is the loss of a scaling law; the units of a loss or a share stand behind it.
        words = words is ["l"] ? ["loss"] : words is [.., "nats" or "pct" or "percent"] && words.Length > 1 ? words[..^1] : words;
        words = [.. words.SelectMany(word => SplitLoss(word))];
        string? split = words.FirstOrDefault(DataSplits.IsSplit);
        words = [.. words.Where(word => !DataSplits.IsSplit(word))];
        for (int from = 0; from < words.Length; from++)
        {
            if (Names.Contains(string.Join('_', words[from..])))
            {
                string metric = string.Join('_', words[from..]);
                // A target is a limit, but target_val_loss was measured.
                return words[..from].Any(word => Strangers.Contains(word) && !(word == "target" && split is not null)) ? null : new(index, metric is "lm_loss" ? "loss" : metric, from == 0 ? null : string.Join('_', words[..from]), split);
            }
        }

        return null;
    }

    // valloss, testloss, evalacc.
    private static string[] SplitLoss(string word)
    {
        int metric = word.EndsWith("loss", StringComparison.Ordinal) ? word.Length - 4 : word.EndsWith("acc", StringComparison.Ordinal) ? word.Length - 3 : 0;
        return metric > 0 && DataSplits.IsSplit(word[..metric]) ? [word[..metric], word[metric..]] : [word];
    }
}
