using System.Globalization;

namespace Headwater.Laws;

/// <summary>What a column of an observation table holds.</summary>
internal enum ColumnKind
{
    Text,

    /// <summary>Any finite number.</summary>
    Number,

    /// <summary>A number of 0 or more; K, M, B or T may follow it.</summary>
    Size,

    /// <summary>A standard error: a number of 0 or more.</summary>
    Error,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>A mixing rate: a number from 0 to 1.</summary>
    Rate,
}

/// <summary>A column of an observation table: its name, the names other tools give it, what it holds, and how rows are written, compared and ordered by it.</summary>
internal sealed class ObservationColumn
{
    /// <summary>Prefix of the columns that hold mixing rates.</summary>
    public const string RatePrefix = "rate_";

    /// <summary>All columns in the order they are written in.</summary>
    public static readonly ObservationColumn[] All =
    [
        new("source", row => row.Source),
        new("series", row => row.Series),
        new(
            "pretraining_data", row => row.PretrainingData,
            "mix", "mixture", "dataset", "data", "corpus", "recipe", "data_mix", "data_mixture", "data_recipe", "datamix", "pretraining_dataset", "pretraining_corpus",
            "pretraining_mixture", "pretrain_data", "pretrain_dataset", "training_data", "train_data", "training_dataset", "train_dataset", "dataset_name", "corpus_name", "mixture_name", "recipe_name"),
        new(
            "parameters", ColumnKind.Size, row => row.Parameters,
            "N", "params", "num_params", "model_size", "size", "n_params", "nparams", "n_parameters", "num_parameters", "number_of_parameters", "parameter_count", "param_count",
            "total_params", "total_parameters", "params_total", "model_params", "model_parameters"),
        new(
            "pretraining_tokens", ColumnKind.Size, row => row.PretrainingTokens,
            "D", "tokens", "tokens_seen", "train_tokens", "n_tokens", "ntokens", "num_tokens", "number_of_tokens", "total_tokens", "training_tokens", "pretrain_tokens", "token_count",
            "consumed_tokens", "tokens_consumed", "tokens_trained", "trained_tokens", "tokens_processed", "processed_tokens", "total_tokens_seen", "n_tokens_seen", "num_tokens_seen",
            "n_train_tokens", "num_train_tokens", "num_training_tokens", "num_input_tokens_seen", "train_tokens_seen", "cumulative_tokens"),
        new("finetuning_data", row => row.FinetuningData, "finetune_data", "finetuning_dataset", "finetune_dataset", "ft_data"),
        new("finetuning_examples", ColumnKind.Size, row => row.FinetuningExamples, "finetune_examples", "ft_examples", "n_finetuning_examples"),
        new("finetuning_tokens", ColumnKind.Size, row => row.FinetuningTokens, "finetune_tokens", "ft_tokens"),
        new("task", row => row.Task, "benchmark", "task_name", "eval_task", "downstream_task"),
        new("shots", row => row.Shots, "n_shot", "n_shots", "num_fewshot", "num_few_shot", "num_shots", "nshot", "nshots", "few_shot", "fewshot", "k_shot"),
        new("metric", row => row.Metric, "metric_name"),
        new("higher_is_better", row => row.HigherIsBetter switch { true => "true", false => "false", null => null }) { Kind = ColumnKind.Flag },
        new("value", ColumnKind.Number, row => row.Value),
        new("stderr", ColumnKind.Error, row => row.StandardError, "se", "sem", "std_err", "std_error", "standard_error"),
        new("chance", ColumnKind.Number, row => row.Chance, "random_chance", "chance_level", "random_baseline"),
        new("ceiling", ColumnKind.Number, row => row.Ceiling),
        new("items", ColumnKind.Size, row => row.Items, "n_items", "num_items", "test_items"),
        new("seed", row => row.Seed, "random_seed", "rng_seed", "replicate"),
        new("run", row => row.Run, "run_name", "run_id", "runid", "wandb_id", "exp_name", "exp_id", "experiment_name", "experiment_id"),
        new("model", row => row.Model, "model_name"),
        new(
            "parameters_without_embeddings", ColumnKind.Size, row => row.ParametersWithoutEmbeddings,
            "params_no_embed", "n_params_no_embed", "num_params_no_embed", "params_no_emb", "params_without_embeddings", "parameters_no_embed", "non_embedding_params", "non_embedding_parameters",
            "nonembedding_params", "nonembedding_parameters", "n_non_embedding_params", "num_non_embedding_params", "params_non_embedding", "params_nonembedding", "n_params_non_embedding",
            "parameters_non_embedding", "non_emb_params", "params_non_emb", "n_non_embed", "params_non_embed", "non_embed_params", "non_embedding_n", "n_ne", "non_embedding_parameter_count"),
        new("unique_tokens", ColumnKind.Size, row => row.UniqueTokens, "U", "n_unique_tokens", "num_unique_tokens"),
        new("compute", ColumnKind.Size, row => row.Compute, "C", "flops", "total_flos", "total_flops", "train_flops", "training_flops", "pretraining_flops", "compute_flops", "n_flops", "num_flops", "training_compute", "train_compute"),
        new("signature", row => row.Signature),
        new("finetuning_step", ColumnKind.Size, row => row.FinetuningStep),
        new("converged", row => row.Converged switch { true => "true", false => "false", null => null }) { Kind = ColumnKind.Flag },
    ];

    private readonly Func<Observation, string?>? _text;
    private readonly Func<Observation, double?>? _number;

    private ObservationColumn(string name, Func<Observation, string?> text, params string[] aliases)
    {
        (Name, Kind, Aliases) = (name, ColumnKind.Text, aliases);
        _text = text;
    }

    private ObservationColumn(string name, ColumnKind kind, Func<Observation, double?> number, params string[] aliases)
    {
        (Name, Kind, Aliases) = (name, kind, aliases);
        _number = number;
    }

    public string Name { get; }

    public ColumnKind Kind { get; private init; }

    /// <summary>Names other tools give the column.</summary>
    public string[] Aliases { get; }

    /// <summary>A number as text that reads back to the same number.</summary>
    public static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The row's cell as text; <c>null</c> where it has none.</summary>
    public string? Write(Observation row) => _number is null ? _text!(row) : Text(_number(row));

    /// <summary>Whether two rows have the same in this column.</summary>
    public bool AreEqual(Observation x, Observation y) => _number is null ? _text!(x) == _text!(y) : _number(x) == _number(y);

    /// <summary>The order of two rows by this column: texts by their code units, and what is missing first.</summary>
    public int Compare(Observation x, Observation y) => _number is null ? string.CompareOrdinal(_text!(x), _text!(y)) : Nullable.Compare(_number(x), _number(y));

    /// <summary>Equal for rows that have the same in this column.</summary>
    public int HashOf(Observation row) => _number is null ? _text!(row)?.GetHashCode(StringComparison.Ordinal) ?? 0 : _number(row).GetHashCode();
}
