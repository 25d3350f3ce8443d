using Headwater.Laws;
using Headwater.Studies;
using Headwater.Tables;

namespace Headwater.Cli;

/// <summary>Reads the two sides of a backtest of decisions from the same tables, by a condition each.</summary>
/// <param name="names">The tables.</param>
/// <param name="completion">What is added to them, and the rows that both sides keep.</param>
/// <param name="input">Standard input, for a table named <c>-</c>.</param>
internal sealed class DecideInput(string[] names, TableOptions completion, TextReader input)
{
    private const int ScalesListed = 6;

    // Standard input can be read once only, and three readings are made of it.
    private readonly string _standardInput = names.Contains(TableReader.StandardInput) ? input.ReadToEnd() : "";

    /// <summary>The rows that meet a condition.</summary>
    /// <param name="option">The option that the condition was given by, for messages.</param>
    /// <param name="condition">The condition in SQL.</param>
    /// <exception cref="ArgumentException">The condition is not SQL, or no row meets it.</exception>
    public ObservationTable Read(string option, string condition)
    {
        string whole = completion.Where is { } where ? $"({where}\n) AND ({condition}\n)" : condition;
        ObservationTable table;
        try
        {
            table = ReadWhere(whole);
        }
        catch (ArgumentException problem) when (problem.Message.StartsWith($"--where \"{whole}\"", StringComparison.Ordinal))
        {
            throw new ArgumentException($"{option} \"{condition}\"{problem.Message[$"--where \"{whole}\"".Length..]}\nhint: {option} takes a condition on columns, such as \"parameters < 2e9\".", problem);
        }

        return table.Rows.Length > 0 ? table : throw new ArgumentException($"{option} \"{condition}\" matches no row of {string.Join(", ", names)}. {Scales()}\nhint: change {option} so that it matches some of them.");
    }

    private ObservationTable ReadWhere(string? condition)
    {
        using StringReader reader = new(_standardInput);
        return TableReader.Read(names, completion with { Where = condition }, reader);
    }

    private string Scales()
    {
        ObservationTable all = ReadWhere(completion.Where);
        string[] columns =
        [
            Values("parameters", all.Rows.Select(row => row.Parameters)),
            Values("pretraining_tokens", all.Rows.Select(row => row.PretrainingTokens)),
            Values("finetuning_examples", all.Rows.Select(row => row.FinetuningExamples)),
            Values("finetuning_tokens", all.Rows.Select(row => row.FinetuningTokens)),
        ];
        string found = string.Join("; ", columns.Where(column => column.Length > 0));
        return found.Length > 0 ? $"The table has {found}." : $"The table has {all.Rows.Length} rows.";
    }

    private static string Values(string column, IEnumerable<double?> values)
    {
        double[] sizes = [.. values.OfType<double>().Distinct().Order()];
        return sizes.Length == 0 ? ""
            : $"{column} {string.Join(", ", sizes.Take(ScalesListed).Select(Headwater.Reports.Readable.Count))}{(sizes.Length > ScalesListed ? $" … {Headwater.Reports.Readable.Count(sizes[^1])}" : "")}";
    }
}
