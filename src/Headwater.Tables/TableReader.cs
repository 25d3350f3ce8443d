using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>
/// Reads measurements from wherever they are: CSV, TSV and JSONL (.gz too), Parquet, patterns such as <c>results/*.parquet</c>, standard input
/// (<c>-</c>), and the files of evaluation harnesses and trainers. Several become one table.
/// </summary>
public static class TableReader
{
    /// <summary>What stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The observations of all tables named, in their order.</summary>
    /// <param name="names">Files, patterns, folders that hold an <c>observations.csv</c>, or <see cref="StandardInput"/>.</param>
    /// <param name="options">What to add and which rows to keep.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="FileNotFoundException">A name leads to no file.</exception>
    /// <exception cref="ArgumentException">A file is of no known form, or an option does not fit the table.</exception>
    /// <exception cref="InvalidDataException">A table has faults.</exception>
    public static ObservationTable Read(IReadOnlyList<string> names, TableOptions options, TextReader input)
    {
        (string Name, string File)[] files = [.. names.SelectMany(name => FilePattern.Expand(name).Select(file => (name, file)))];
        (string Name, string File)[] results = [.. files.Where(file => !IsSamples(file.File))];
        files = results.Length > 0 ? results : files;
        List<TablePart> parts = [];
        try
        {
            foreach ((string name, string file) in files)
            {
                TablePart part = Open(file, input);
                parts.Add(files.Length == 1 ? part : Whole(part, names.Count > 1 ? name : null));
            }

            ObservationTable read = Join(options.FindsRates ? [.. MixtureColumns.Of([.. parts.Select(part => part.Table)], options.Rates).Select(table => new TablePart(table))] : parts, options);
            return read.RowsRead > 0 || options.Where is not null || names.Any(Directory.Exists) ? read
                : throw new InvalidDataException($"{string.Join(", ", files.Select(file => file.File == StandardInput ? "standard input" : file.File))}: the header has no rows below it; expected at least one row of measurements.\nhint: check that the file was written to its end.");
        }
        finally
        {
            parts.ForEach(part => part.Table.Dispose());
        }
    }

    private static ObservationTable Join(IReadOnlyList<TablePart> parts, TableOptions options)
    {
        RawTable table = RowCompletion.Apply(TableUnion.Of([.. parts.Select(part => Tall(part, options))]), WithMetric(options));
        if (parts.Any(part => part.IsLog))
        {
            table = table with { Rows = [.. table.Rows] };
            table = table with { Warnings = [.. table.Warnings, .. LogGaps.Of(table)] };
        }

        ObservationTable read = ObservationTable.Of(options.Where is { } condition ? SqlFilter.Apply(WideTable.Of(table), condition) : table);
        return read with { SeveralRuns = options.SeveralRuns };
    }

    // The answers to single questions, which an evaluation harness writes beside its results.
    private static bool IsSamples(string file) => Path.GetFileName(file).StartsWith("samples_", StringComparison.OrdinalIgnoreCase);

    // A value that is set is the one that counts, whatever other metrics a table has.
    private static TablePart Tall(TablePart part, TableOptions options) =>
        part.IsLog || IsSet(options, "value") ? part : part with { Table = WideTable.Of(OneMeaning(part.Table, options), options.MetricColumns) };

    // Columns that mean the same are compared before tables are joined, which keeps one of them; not where an option says which counts.
    private static RawTable OneMeaning(RawTable table, TableOptions options) =>
        options.Set.Any(pair => table.Columns.Count(name => name.Length > 0 && TableColumns.Find(name) is { } known && known == TableColumns.Find(pair.Key)) > 1) ? table : SynonymColumns.Of(table);

    private static bool IsSet(TableOptions options, string column) => options.Set.Any(pair => TableColumns.Find(pair.Key) == column);

    // Values taken from a column that is named after a metric are of that metric.
    private static TableOptions WithMetric(TableOptions options) =>
        !IsSet(options, "metric") && options.Set.FirstOrDefault(pair => TableColumns.Find(pair.Key) == "value") is { Value: ['{', .., '}'] template } && WideTable.MetricNamed(template[1..^1]) is { } metric
            ? options with { Set = [.. options.Set, new("metric", metric)] }
            : options;

    // The files of a long list are not held open; rows of several tables say where they are from, those of runs belong together.
    private static TablePart Whole(TablePart part, string? name) => part with { Table = part.Table with { Rows = [.. part.Table.Rows] }, Source = part.IsLog ? null : name };

    private static TablePart Open(string file, TextReader input) => file == StandardInput ? Importers.Recognise(RawTable.Read(input, "standard input"), file) : Open(file);

    private static TablePart Open(string file) => TensorBoardEvents.Recognises(file) ? new(TensorBoardEvents.Read(file)) { IsLog = true } : Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".parquet" => new(ParquetFile.Read(file)),
        ".json" => Importers.ReadJson(file),
        _ when RawTable.Reads(file) => Importers.Recognise(RawTable.Read(file), file),
        var ending => throw new ArgumentException($"{file}: expected a table (.csv, .tsv, .jsonl, any of them with .gz, or .parquet), the results_*.json of an evaluation harness, or a trainer_state.json; found \"{ending}\".\nhint: rename or convert the file."),
    };
}
