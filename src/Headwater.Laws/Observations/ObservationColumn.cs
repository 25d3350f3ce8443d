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
        new("pretraining_data", row => row.PretrainingData, "mix", "mixture"),
        new("parameters", ColumnKind.Size, row => row.Parameters, "N", "params", "num_params", "model_size", "size"),
        new("pretraining_tokens", ColumnKind.Size, row => row.PretrainingTokens, "D", "tokens", "tokens_seen", "train_tokens"),
        new("finetuning_data", row => row.FinetuningData),
        new("finetuning_examples", ColumnKind.Size, row => row.FinetuningExamples),
        new("finetuning_tokens", ColumnKind.Size, row => row.FinetuningTokens),
        new("task", row => row.Task),
        new("metric", row => row.Metric),
        new("higher_is_better", row => row.HigherIsBetter switch { true => "true", false => "false", null => null }) { Kind = ColumnKind.Flag },
        new("value", ColumnKind.Number, row => row.Value),
        new("stderr", ColumnKind.Error, row => row.StandardError),
        new("chance", ColumnKind.Number, row => row.Chance),
        new("ceiling", ColumnKind.Number, row => row.Ceiling),
        new("items", ColumnKind.Size, row => row.Items),
        new("seed", row => row.Seed),
        new("run", row => row.Run),
        new("model", row => row.Model),
        new("parameters_without_embeddings", ColumnKind.Size, row => row.ParametersWithoutEmbeddings, "params_no_embed"),
        new("unique_tokens", ColumnKind.Size, row => row.UniqueTokens, "U"),
        new("compute", ColumnKind.Size, row => row.Compute, "C", "flops", "total_flos"),
        new("signature", row => row.Signature),
        new("finetuning_step", ColumnKind.Size, row => row.FinetuningStep),
        new("converged", row => row.Converged switch { true => "true", false => "false", null => null }) { Kind = ColumnKind.Flag },
    ];

    /// <summary>Columns that hold a loss by their name, where a table has no <c>metric</c> and <c>value</c>.</summary>
    public static readonly string[] LossNames = ["loss", "L", "eval_loss", "val_loss"];

    private readonly Func<Observation, string?>? text;
    private readonly Func<Observation, double?>? number;

    private ObservationColumn(string name, Func<Observation, string?> text, params string[] aliases)
    {
        (Name, Kind, Aliases) = (name, ColumnKind.Text, aliases);
        this.text = text;
    }

    private ObservationColumn(string name, ColumnKind kind, Func<Observation, double?> number, params string[] aliases)
    {
        (Name, Kind, Aliases) = (name, kind, aliases);
        this.number = number;
    }

    public string Name { get; }

    public ColumnKind Kind { get; private init; }

    /// <summary>Names other tools give the column.</summary>
    public string[] Aliases { get; }

    /// <summary>A number as text that reads back to the same number.</summary>
    public static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The row's cell as text; <c>null</c> where it has none.</summary>
    public string? Write(Observation row) => number is null ? text!(row) : Text(number(row));

    /// <summary>Whether two rows have the same in this column.</summary>
    public bool AreEqual(Observation x, Observation y) => number is null ? text!(x) == text!(y) : number(x) == number(y);

    /// <summary>The order of two rows by this column: texts by their code units, and what is missing first.</summary>
    public int Compare(Observation x, Observation y) => number is null ? string.CompareOrdinal(text!(x), text!(y)) : Nullable.Compare(number(x), number(y));

    /// <summary>Equal for rows that have the same in this column.</summary>
    public int HashOf(Observation row) => number is null ? text!(row)?.GetHashCode(StringComparison.Ordinal) ?? 0 : number(row).GetHashCode();
}
