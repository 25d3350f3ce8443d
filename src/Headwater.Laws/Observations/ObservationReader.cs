using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Turns the cells of a file into observations and collects every fault on the way, each with its line.</summary>
internal sealed class ObservationReader
{
    private const int FaultsShown = 20;

    private readonly string file;
    private readonly RawTable raw;
    private readonly ColumnMap columns;
    private readonly List<(int Line, string Text)> faults;

    private ObservationReader(string file, RawTable raw)
    {
        this.file = file;
        this.raw = raw;
        columns = new(raw.Columns);
        faults = [.. raw.Faults];
    }

    /// <summary>The table in a raw one.</summary>
    /// <exception cref="InvalidDataException">There are faults.</exception>
    public static ObservationTable Read(string file, RawTable raw)
    {
        ObservationReader reader = new(file, raw);
        ObservationTable table = reader.ReadTable();
        return reader.faults.Count == 0 ? table : throw new InvalidDataException(reader.Message());
    }

    private ObservationTable ReadTable()
    {
        CheckHeader();
        if (faults.Count > raw.Faults.Count)
        {
            return new([]);
        }

        List<Observation> rows = [];
        List<int> lines = [];
        foreach (RawRow row in raw.Rows)
        {
            int before = faults.Count;
            Observation observation = ReadRow(row);
            if (faults.Count == before)
            {
                rows.Add(observation);
                lines.Add(row.Line);
            }
        }

        foreach ((int first, int second) in Replicates.Clashes(rows))
        {
            faults.Add((lines[second], $"{Replicates.Describe(rows[first], rows[second])} (line {lines[first]} has the other). Delete one of the two rows, or tell them apart by a column{Strangers()}."));
        }

        return new([.. rows]) { UnknownColumns = [.. columns.Unknown.Select(column => column.Name)] };
    }

    private void CheckHeader()
    {
        foreach (IGrouping<string, string> same in raw.Columns.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            faults.Add((1, $"the column {same.Key} stands there {same.Count()} times; expected each name once. Delete or rename one."));
        }

        foreach (string needed in new[] { "metric", "value" })
        {
            if (columns[needed] < 0 && columns.Loss < 0 && raw.Faults.Count == 0)
            {
                faults.Add((1, $"there is no column {needed}; found {(raw.Columns.Count == 0 ? "none" : string.Join(", ", raw.Columns))}. Add it, or name a column loss."));
            }
        }
    }

    private Observation ReadRow(RawRow row) => new()
    {
        Source = Text(row, "source"),
        Series = Text(row, "series"),
        PretrainingData = Text(row, "pretraining_data"),
        Parameters = Number(row, "parameters", ColumnKind.Size),
        PretrainingTokens = Number(row, "pretraining_tokens", ColumnKind.Size),
        FinetuningData = Text(row, "finetuning_data"),
        FinetuningExamples = Number(row, "finetuning_examples", ColumnKind.Size),
        FinetuningTokens = Number(row, "finetuning_tokens", ColumnKind.Size),
        Task = Text(row, "task"),
        Metric = columns.Loss >= 0 ? "loss" : Text(row, "metric") ?? Missing<string>(row, "metric", "the metric's name") ?? "",
        HigherIsBetter = columns.Loss >= 0 ? false : Flag(row, "higher_is_better"),
        Value = ReadValue(row),
        StandardError = Number(row, "stderr", ColumnKind.Error),
        Chance = Number(row, "chance", ColumnKind.Number),
        Ceiling = Number(row, "ceiling", ColumnKind.Number),
        Items = Number(row, "items", ColumnKind.Size),
        Seed = Text(row, "seed"),
        Run = Text(row, "run"),
        Model = Text(row, "model"),
        ParametersWithoutEmbeddings = Number(row, "parameters_without_embeddings", ColumnKind.Size),
        UniqueTokens = Number(row, "unique_tokens", ColumnKind.Size),
        Compute = Number(row, "compute", ColumnKind.Size),
        Signature = Text(row, "signature"),
        Rates = ReadRates(row),
        Extra = ReadExtra(row),
    };

    private double ReadValue(RawRow row)
    {
        (string name, int index) = columns.Loss >= 0 ? (raw.Columns[columns.Loss], columns.Loss) : ("value", columns["value"]);
        return Number(row, name, index, ColumnKind.Number) ?? (Cell(row, index) is null ? Missing<double>(row, name, "a number") : 0);
    }

    private ImmutableSortedDictionary<string, double> ReadRates(RawRow row)
    {
        ImmutableSortedDictionary<string, double>.Builder rates = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach ((string corpus, int index) in columns.Rates)
        {
            if (Number(row, ObservationColumn.RatePrefix + corpus, index, ColumnKind.Rate) is { } rate)
            {
                rates[corpus] = rate;
            }
        }

        return rates.ToImmutable();
    }

    private ImmutableSortedDictionary<string, double> ReadExtra(RawRow row)
    {
        ImmutableSortedDictionary<string, double>.Builder extra = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach ((string name, int index) in columns.Unknown)
        {
            if (Cell(row, index) is { } text && Cells.TryNumber(text, ColumnKind.Number, out double value))
            {
                extra[name] = value;
            }
        }

        return extra.ToImmutable();
    }

    private string? Text(RawRow row, string column) => Cell(row, columns[column]);

    private double? Number(RawRow row, string column, ColumnKind kind) => Number(row, column, columns[column], kind);

    private double? Number(RawRow row, string column, int index, ColumnKind kind)
    {
        if (Cell(row, index) is not { } text)
        {
            return null;
        }

        return Cells.TryNumber(text, kind, out double value) ? value : Wrong<double>(row, column, text, Cells.Expected(kind));
    }

    private bool? Flag(RawRow row, string column)
    {
        if (Cell(row, columns[column]) is not { } text)
        {
            return null;
        }

        return Cells.TryFlag(text, out bool value) ? value : Wrong<bool>(row, column, text, Cells.Expected(ColumnKind.Flag));
    }

    private static string? Cell(RawRow row, int index) => index < 0 || row.Cells[index].Trim() is "" ? null : row.Cells[index].Trim();

    private T? Wrong<T>(RawRow row, string column, string text, string expected)
    {
        faults.Add((row.Line, $"{column} is \"{text}\"; expected {expected}. Fix the cell or delete the row."));
        return default;
    }

    private T? Missing<T>(RawRow row, string column, string expected)
    {
        faults.Add((row.Line, $"{column} is empty; expected {expected}. Fill the cell or delete the row."));
        return default;
    }

    private string Strangers() => columns.Unknown.Count == 0 ? "" : $"; not understood here: {string.Join(", ", columns.Unknown.Select(column => column.Name))}";

    private string Message()
    {
        IEnumerable<string> shown = faults.OrderBy(fault => fault.Line).Take(FaultsShown).Select(fault => $"{file}({fault.Line}): {fault.Text}");
        return string.Join('\n', faults.Count > FaultsShown ? shown.Append($"… and {faults.Count - FaultsShown} more faults in {file}.") : shown);
    }
}
