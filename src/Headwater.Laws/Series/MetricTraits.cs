namespace Headwater.Laws;

/// <summary>What is known of a metric by its name: which way is better and where its range ends.</summary>
/// <param name="HigherIsBetter">Whether a larger value is the better one; <c>null</c> for a metric that is not known.</param>
/// <param name="Minimum">The smallest value it can take.</param>
/// <param name="Maximum">The largest value it can take; <c>null</c> for none.</param>
internal sealed record MetricTraits(bool? HigherIsBetter, double Minimum, double? Maximum)
{
    private static readonly MetricTraits Unknown = new(null, 0, null);

    // A name with one of these is of something computed from a metric, not of the metric.
    private static readonly HashSet<string> Derived =
        ["diff", "difference", "delta", "gap", "change", "stderr", "std", "stdev", "stddev", "sd", "se", "sem", "var", "variance", "ci", "lower", "upper", "count", "num", "ratio", "rank", "time", "runtime", "steps", "grad", "scale"];

    private static readonly string[] Percentages = ["bleu", "sacrebleu", "spbleu", "chrf", "rouge", "exactmatch", "em", "f1", "squad", "meteor"];
    private static readonly string[] Shares = ["acc", "accuracy", "comet", "bleurt", "bertscore", "mcc", "auc", "auroc", "choice", "pass", "winrate", "top1", "top5", "mrr", "ndcg"];
    private static readonly HashSet<string> Losses =
        ["loss", "l", "cross", "crossentropy", "xent", "xentropy", "ce", "entropy", "nll", "nlp", "ppl", "perplexity", "bpb", "bpc", "bits", "nats", "ter", "error", "err", "wer", "cer", "mse", "rmse", "mae", "brier", "ece", "kl", "logloss"];

    private static readonly HashSet<string> Endings =
        ["loss", "entropy", "crossentropy", "xent", "perplexity", "ppl", "error", "nll", "bpb", "bpc", "wer", "cer", "ter", "mse", "rmse", "mae", "brier", "kl"];

    private static readonly string[] Compounds = ["exact_match", "win_rate", "held_out", "hold_out", "chr_f", "sacre_bleu", "sp_bleu"];

    private static readonly HashSet<string> LogProbabilities = ["logprob", "logprobs", "loglik", "loglikelihood", "logp", "logprobability", "logits"];

    /// <summary>The traits of a metric. Its first word tells the kind (<c>bleu_bpe</c> is a kind of bleu), or its last one (<c>val_acc</c>, <c>CrossEntropyLoss</c>).</summary>
    public static MetricTraits Of(string metric)
    {
        string[] words = WordsOf(metric);
        if (words.Length == 0 || words.Any(Derived.Contains))
        {
            return Unknown;
        }

        if (LogProbability(words) is { } isNegated)
        {
            return isNegated ? new(false, 0, null) : new(true, double.NegativeInfinity, null);
        }

        // acc_norm and rouge1_acc are accuracies, accuracy_loss is a loss: the last word counts before the first.
        return IsLoss(words) ? new(false, 0, null)
            : IsOf(Shares, words[^1]) ? new(true, 0, 1)
            : IsOf(Percentages, words[0]) || IsOf(Percentages, words[^1]) ? new(true, 0, 100)
            : IsOf(Shares, words[0]) ? new(true, 0, 1)
            : words is ["score"] ? new(true, 0, null)
            : Unknown;
    }

    /// <summary>Whether a metric is a share of items answered right: acc, acc_norm, accuracy, exact_match.</summary>
    public static bool IsShareOfAnswers(string metric) => WordsOf(metric) is [var first, .. var rest]
        && !rest.Any(Derived.Contains) && (first is "acc" or "accuracy" or "exactmatch" || (rest is [.., var last] && last is "acc" or "accuracy"));

    /// <summary>Whether a metric is a kind of BLEU.</summary>
    public static bool IsBleu(string metric) => WordsOf(metric) is [var first, ..] words && !words.Any(Derived.Contains) && (first is "bleu" or "sacrebleu" or "spbleu" || words[^1] is "bleu" or "sacrebleu" or "spbleu");

    /// <summary>Whether a name is that of a loss or an error, where smaller is better.</summary>
    public static bool IsLossName(string name) => Of(name).HigherIsBetter is false;

    /// <summary>The words of a metric's name: in lower case, cut at capitals too, with the names of parts of the data (eval, val, …) left out unless nothing else is there.</summary>
    public static string[] WordsOf(string metric)
    {
        string[] words = Compounds.Aggregate(ColumnName.Plain(metric), (name, compound) => name.Replace(compound, compound.Replace("_", "", StringComparison.Ordinal), StringComparison.Ordinal))
            .Split('_', StringSplitOptions.RemoveEmptyEntries);
        string[] own = [.. words.Where(word => !DataSplits.IsSplit(word))];
        return own.Length > 0 ? own : words;
    }

    private static bool IsLoss(string[] words) => Losses.Contains(words[0]) || Endings.Contains(words[^1]) || EndsInLoss(words[^1])
        || (words[^1] == "rate" && words.Length > 1 && words[^2] is "error") || (words.Length > 2 && words[^2] == "per" && words.Any(word => word is "bits" or "nats"));

    // valloss, testloss: written as one word.
    private static bool EndsInLoss(string word) => word.EndsWith("loss", StringComparison.Ordinal) && word is not ("gloss" or "floss");

    // log_prob, loglikelihood, sum_logits; whether a minus turns it round. log_perplexity and log_loss are no probabilities.
    private static bool? LogProbability(string[] words)
    {
        bool isLog = words.Any(LogProbabilities.Contains)
            || words.Zip(words.Skip(1)).Any(pair => pair.First is "log" && pair.Second is "prob" or "probs" or "probability" or "likelihood" or "lik" or "p");
        return !isLog ? null : words.Any(word => word is "neg" or "negative" or "minus" or "nll");
    }

    private static bool IsOf(string[] kinds, string word) => kinds.Any(kind => word.StartsWith(kind, StringComparison.Ordinal) && word.AsSpan(kind.Length).IndexOfAnyExceptInRange('0', '9') is var rest
        && (rest < 0 || (kind is "rouge" && word[kind.Length..] is "l" or "lsum" or "w" or "s" or "su") || (kind is "chrf" && word[kind.Length..] is "pp")));
}
