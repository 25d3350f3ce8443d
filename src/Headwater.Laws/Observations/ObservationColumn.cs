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

/// <summary>A column of an observation table: its name, the names other tools give it, what it holds and how a row is written to it.</summary>
internal sealed record ObservationColumn(string Name, ColumnKind Kind, Func<Observation, string?> Write, params string[] Aliases)
{
    /// <summary>Prefix of the columns that hold mixing rates.</summary>
    public const string RatePrefix = "rate_";

    /// <summary>All columns in the order they are written in.</summary>
    public static readonly ObservationColumn[] All =
    [
        new("source", ColumnKind.Text, row => row.Source),
        new("series", ColumnKind.Text, row => row.Series),
        new("pretraining_data", ColumnKind.Text, row => row.PretrainingData, "mix", "mixture"),
        new("parameters", ColumnKind.Size, row => Text(row.Parameters), "N", "params", "num_params", "model_size", "size"),
        new("pretraining_tokens", ColumnKind.Size, row => Text(row.PretrainingTokens), "D", "tokens", "tokens_seen", "train_tokens"),
        new("finetuning_data", ColumnKind.Text, row => row.FinetuningData),
        new("finetuning_examples", ColumnKind.Size, row => Text(row.FinetuningExamples)),
        new("finetuning_tokens", ColumnKind.Size, row => Text(row.FinetuningTokens)),
        new("task", ColumnKind.Text, row => row.Task),
        new("metric", ColumnKind.Text, row => row.Metric),
        new("higher_is_better", ColumnKind.Flag, row => row.HigherIsBetter switch { true => "true", false => "false", null => null }),
        new("value", ColumnKind.Number, row => Text(row.Value)),
        new("stderr", ColumnKind.Error, row => Text(row.StandardError)),
        new("chance", ColumnKind.Number, row => Text(row.Chance)),
        new("ceiling", ColumnKind.Number, row => Text(row.Ceiling)),
        new("items", ColumnKind.Size, row => Text(row.Items)),
        new("seed", ColumnKind.Text, row => row.Seed),
        new("run", ColumnKind.Text, row => row.Run),
        new("model", ColumnKind.Text, row => row.Model),
        new("parameters_without_embeddings", ColumnKind.Size, row => Text(row.ParametersWithoutEmbeddings), "params_no_embed"),
        new("unique_tokens", ColumnKind.Size, row => Text(row.UniqueTokens), "U"),
        new("compute", ColumnKind.Size, row => Text(row.Compute), "C", "flops", "total_flos"),
        new("signature", ColumnKind.Text, row => row.Signature),
    ];

    /// <summary>Columns that hold a loss by their name, where a table has no <c>metric</c> and <c>value</c>.</summary>
    public static readonly string[] LossNames = ["loss", "L", "eval_loss", "val_loss"];

    /// <summary>A number as text that reads back to the same number.</summary>
    public static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
