namespace Headwater.Laws;

/// <summary>The columns a law may use as scale variables, and the short symbols reserved for them in equations.</summary>
internal static class ScaleColumns
{
    /// <summary>The symbol that stands for the size of the finetuning set: examples, or tokens where a table has those.</summary>
    public const string FinetuningSize = "F";

    /// <summary>The symbol that stands for the cross-entropy measured in the same place.</summary>
    public const string MeasuredLoss = "L";

    private static readonly Dictionary<string, Func<Observation, double?>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pretraining_tokens"] = row => row.PretrainingTokens,
        ["parameters"] = row => row.Parameters,
        ["parameters_without_embeddings"] = row => row.ParametersWithoutEmbeddings,
        ["finetuning_examples"] = row => row.FinetuningExamples,
        ["finetuning_tokens"] = row => row.FinetuningTokens,
        ["unique_tokens"] = row => row.UniqueTokens,
        ["compute"] = row => row.Compute,
    };

    private static readonly Dictionary<string, string> Symbols = new(StringComparer.Ordinal)
    {
        ["D"] = "pretraining_tokens",
        ["N"] = "parameters",
        ["C"] = "compute",
        ["U"] = "unique_tokens",
    };

    /// <summary>Names of the columns, in the order messages list them.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>Whether a name in an equation is a scale variable without a table having to say so.</summary>
    public static bool IsReserved(string name) => Symbols.ContainsKey(name) || name is FinetuningSize or MeasuredLoss || Known.ContainsKey(name) || IsRate(name);

    /// <summary>Whether a name is a column of mixing rates: <c>rate_en</c>.</summary>
    public static bool IsRate(string name) => name.StartsWith(ObservationColumn.RatePrefix, StringComparison.Ordinal) && name.Length > ObservationColumn.RatePrefix.Length;

    /// <summary>Whether a law can be fitted where a column is 0: that of a mixing rate. Every other scale stands in logarithms.</summary>
    public static bool MayBeZero(string column) => IsRate(column);

    /// <summary>The scale variable that a name is another tool's word or a misspelling for; <c>null</c> where it is neither.</summary>
    public static string? MeantBy(string name)
    {
        ObservationColumn? column = ObservationColumn.All.FirstOrDefault(column => Known.ContainsKey(column.Name) && column.Aliases.Any(alias => alias.Length > 2 && alias.Equals(name, StringComparison.OrdinalIgnoreCase)));
        return column?.Name ?? NearestName.To(name, Known.Keys.Where(key => key.Length > 4));
    }

    /// <summary>The column that a name of an equation stands for in a table.</summary>
    public static string ColumnOf(string name, ObservationTable table) => name switch
    {
        FinetuningSize => table.Rows.Any(row => row.FinetuningExamples is not null) ? "finetuning_examples" : "finetuning_tokens",
        _ => Symbols.GetValueOrDefault(name, name),
    };

    /// <summary>The columns that a law's variables are read from. Kaplan's laws count parameters without embeddings, where the table has them.</summary>
    public static string[] ColumnsOf(LawFamily law, ObservationTable table) => [.. law.Symbols.Select(symbol =>
        symbol == "N" && law.CountsWithoutEmbeddings && table.Rows.Any(row => row.ParametersWithoutEmbeddings is not null) ? "parameters_without_embeddings" : ColumnOf(symbol, table))];

    /// <summary>The number a row has in a column; <c>null</c> where it has none. A corpus that a mixture does not name has rate 0 in it.</summary>
    public static double? Read(Observation row, string column) =>
        Known.TryGetValue(column, out Func<Observation, double?>? read) ? read(row)
        : IsRate(column) ? (row.Rates.TryGetValue(column[ObservationColumn.RatePrefix.Length..], out double rate) ? rate : row.Rates.Count > 0 ? 0 : null)
        : row.Extra.TryGetValue(column, out double value) ? value : null;

    /// <summary>What a column counts, behind a number in a sentence: 3B pretraining tokens, 32K steps, 1e21 FLOPs.</summary>
    public static string InWords(string column) => column == "compute" ? "FLOPs" : SideColumns.IsStep(column) ? "steps" : column.Replace('_', ' ');

    /// <summary>The row with a number in a column that a run can be continued along: pretraining tokens, compute, or one of the table's own.</summary>
    public static Observation With(Observation row, string column, double value) => column switch
    {
        AnalysisOptions.DefaultScale => row with { PretrainingTokens = value },
        "compute" => row with { Compute = value },
        _ => row with { Extra = row.Extra.SetItem(column, value) },
    };
}
