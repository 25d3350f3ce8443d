using Headwater.Laws;

namespace Headwater.Studies;

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
        TablePart[] parts = files is [var only] ? [Open(only.File, input)] : [.. files.Select(file => Whole(Open(file.File, input), names.Count > 1 ? file.Name : null))];

        RawTable table = RowCompletion.Apply(TableUnion.Of(parts), options);
        if (parts.Any(part => part.IsLog))
        {
            table = table with { Rows = [.. table.Rows] };
            table = table with { Warnings = [.. table.Warnings, .. LogGaps.Of(table)] };
        }

        return ObservationTable.Of(options.Where is { } condition ? SqlFilter.Apply(table, condition) : table);
    }

    // The files of a long list are not held open; rows of several tables say where they are from, those of runs belong together.
    private static TablePart Whole(TablePart part, string? name) => part with { Table = part.Table with { Rows = [.. part.Table.Rows] }, Source = part.IsLog ? null : name };

    private static TablePart Open(string file, TextReader input) => file == StandardInput ? Importers.Recognise(RawTable.Read(input, "standard input"), file) : Open(file);

    private static TablePart Open(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".parquet" => new(ParquetFile.Read(file)),
        ".json" => new(Importers.ReadJson(file)) { IsLog = true },
        _ when RawTable.Reads(file) => Importers.Recognise(RawTable.Read(file), file),
        var ending => throw new ArgumentException($"{file}: expected a table (.csv, .tsv, .jsonl, any of them with .gz, or .parquet), the results_*.json of an evaluation harness, or a trainer_state.json; found \"{ending}\". Rename or convert the file."),
    };
}
