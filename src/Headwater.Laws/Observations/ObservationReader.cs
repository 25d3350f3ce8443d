using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Turns the cells of a table into observations and collects every fault on the way, each with its file and line.</summary>
internal sealed class ObservationReader
{
    private const int FaultsShown = 20;

    private readonly RawTable raw;
    private readonly ColumnMap columns;
    private readonly List<(string File, int Line, string Text)> faults = [];
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<string, double>> found = [];
    private ImmutableSortedDictionary<string, double> rates = Observation.NoNumbers;
    private ImmutableSortedDictionary<string, double> extra = Observation.NoNumbers;

    private ObservationReader(RawTable raw)
    {
        this.raw = raw;
        columns = new(raw.Columns);
    }

    /// <summary>The table in a raw one.</summary>
    /// <exception cref="InvalidDataException">There are faults.</exception>
    public static ObservationTable Read(RawTable raw)
    {
        ObservationReader reader = new(raw);
        ObservationTable table = reader.ReadTable();
        return reader.faults.Count == 0 ? table : throw new InvalidDataException(reader.Message());
    }

    private ObservationTable ReadTable()
    {
        CheckHeader();
        bool understood = faults.Count == 0;
        List<Observation> rows = [];
        List<RowPlace> places = [];
        foreach (RawRow row in raw.Rows)
        {
            int before = faults.Count;
            Observation? observation = row.Fault is null && understood ? ReadRow(row) : null;
            if (row.Fault is not null)
            {
                faults.Add((row.File, row.Line, row.Fault));
            }

            if (observation is not null && faults.Count == before)
            {
                rows.Add(observation);
                places.Add(new(row.File, row.Line));
            }
        }

        if (!understood)
        {
            return new([]);
        }

        DuplicateRows duplicates = DuplicateRows.Of(rows, places);
        faults.AddRange(duplicates.Clashes.Select(clash => (places[clash.Second].File, places[clash.Second].Line,
            $"{Replicates.Describe(rows[clash.First], rows[clash.Second])} ({places[clash.First].From(places[clash.Second])} has the other). Delete one of the two rows, or tell them apart by a column{Strangers()}.")));
        return new(duplicates.Kept)
        {
            Checked = duplicates.Kept,
            UnknownColumns = [.. columns.Unknown.Select(column => column.Name)],
            Warnings = [.. raw.Warnings, .. duplicates.Warnings, .. UnitChecks.Of(rows, places)],
        };
    }

    private void CheckHeader()
    {
        foreach (IGrouping<string, string> same in raw.Columns.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            faults.Add((raw.Name, 1, $"the column {same.Key} stands there {same.Count()} times; expected each name once. Delete or rename one."));
        }

        foreach (string needed in new[] { "metric", "value" })
        {
            if (columns[needed] < 0 && columns.Loss < 0 && raw.Columns.Length > 0)
            {
                faults.Add((raw.Name, 1, $"there is no column {needed}; found {string.Join(", ", raw.Columns)}. Add it, or name a column loss."));
            }
        }
    }

    private Observation ReadRow(RawRow row)
    {
        double? parameters = Number(row, "parameters", ColumnKind.Size);
        double? withoutEmbeddings = Number(row, "parameters_without_embeddings", ColumnKind.Size);
        return new()
        {
            Source = Text(row, "source"),
            Series = Text(row, "series"),
            PretrainingData = Text(row, "pretraining_data"),
            Parameters = parameters,
            PretrainingTokens = PretrainingTokens(row, parameters ?? withoutEmbeddings),
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
            ParametersWithoutEmbeddings = withoutEmbeddings,
            UniqueTokens = Number(row, "unique_tokens", ColumnKind.Size),
            Compute = Number(row, "compute", ColumnKind.Size),
            Signature = Text(row, "signature"),
            FinetuningStep = Number(row, "finetuning_step", ColumnKind.Size),
            Converged = Flag(row, "converged"),
            Rates = rates = Numbers(row, columns.Rates, rates, (cell, corpus, index) => Number(cell, ObservationColumn.RatePrefix + corpus, index, ColumnKind.Rate)),
            Extra = extra = Numbers(row, columns.Unknown, extra, (cell, _, index) => cell[index] is { } text && Cells.TryNumber(text, ColumnKind.Number, out double value) ? value : null),
        };
    }

    private double ReadValue(RawRow row)
    {
        (string name, int index) = columns.Loss >= 0 ? (raw.Columns[columns.Loss], columns.Loss) : ("value", columns["value"]);
        return Number(row, name, index, ColumnKind.Number) ?? (row[index] is null ? Missing<double>(row, name, "a number") : 0);
    }

    private double? PretrainingTokens(RawRow row, double? parameters)
    {
        if (row[columns["pretraining_tokens"]] is not { } text || !Cells.TryChinchilla(text, out double multiple))
        {
            return Number(row, "pretraining_tokens", ColumnKind.Size);
        }

        return parameters is { } count
            ? multiple * Cells.ChinchillaTokensPerParameter * count
            : Wrong<double>(row, "pretraining_tokens", text, $"parameters in the same row, as xC means {Cells.ChinchillaTokensPerParameter:0} tokens for each of them");
    }

    // Rows that follow one another often agree here: they share one dictionary then.
    private ImmutableSortedDictionary<string, double> Numbers(
        RawRow row, List<(string Name, int Index)> among, ImmutableSortedDictionary<string, double> before, Func<RawRow, string, int, double?> read)
    {
        found.Clear();
        foreach ((string name, int index) in among)
        {
            if (read(row, name, index) is { } number)
            {
                found.Add(new(name, number));
            }
        }

        return found.Count == 0 ? Observation.NoNumbers
            : found.Count == before.Count && found.TrueForAll(before.Contains) ? before
            : Observation.NoNumbers.AddRange(found);
    }

    // A million rows hold few texts, each many times.
    private string? Text(RawRow row, string column)
    {
        if (row[columns[column]] is not { } text)
        {
            return null;
        }

        if (!texts.TryGetValue(text, out string? known))
        {
            texts[text] = known = text;
        }

        return known;
    }

    private double? Number(RawRow row, string column, ColumnKind kind) => Number(row, column, columns[column], kind);

    private double? Number(RawRow row, string column, int index, ColumnKind kind)
    {
        if (row[index] is not { } text)
        {
            return null;
        }

        return Cells.TryNumber(text, kind, out double value) ? value : Wrong<double>(row, column, text, Cells.Expected(kind, text));
    }

    private bool? Flag(RawRow row, string column)
    {
        if (row[columns[column]] is not { } text)
        {
            return null;
        }

        return Cells.TryFlag(text, out bool value) ? value : Wrong<bool>(row, column, text, Cells.Expected(ColumnKind.Flag, text));
    }

    private T? Wrong<T>(RawRow row, string column, string text, string expected)
    {
        faults.Add((row.File, row.Line, $"{column} is \"{text}\"; expected {expected}. Fix the cell or delete the row."));
        return default;
    }

    private T? Missing<T>(RawRow row, string column, string expected)
    {
        faults.Add((row.File, row.Line, $"{column} is empty; expected {expected}. Fill the cell or delete the row."));
        return default;
    }

    private string Strangers() => columns.Unknown.Count == 0 ? "" : $"; not understood here: {string.Join(", ", columns.Unknown.Select(column => column.Name))}";

    private string Message()
    {
        IEnumerable<string> shown = faults.GroupBy(fault => fault.File).SelectMany(file => file.OrderBy(fault => fault.Line)).Take(FaultsShown)
            .Select(fault => $"{fault.File}({fault.Line}): {fault.Text}");
        return string.Join('\n', faults.Count > FaultsShown ? shown.Append($"… and {faults.Count - FaultsShown} more faults in {raw.Name}.") : shown);
    }
}
