using System.Collections.Immutable;
using System.Text;

namespace Headwater.Laws;

/// <summary>Observations in the order they were read, each once. Reads CSV, TSV and JSONL; writes CSV.</summary>
public sealed record ObservationTable(ImmutableArray<Observation> Rows)
{
    /// <summary>Columns that were read and not understood, by name. Their numbers are kept in <see cref="Observation.Extra"/>.</summary>
    public ImmutableArray<string> UnknownColumns { get; init; } = [];

    /// <summary>What a reader of the table should know, as sentences: repeated rows, units that seem mixed, what a file could not tell.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>How many rows were read, before repeated ones and those of a resumed log were left out; 0 for a table that was not read.</summary>
    public int RowsRead { get; init; }

    /// <summary>What was left out, as phrases with the reason.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>What the files do not say and was assumed, as phrases.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>What counts where several runs without a seed were measured at one place: their mean by default.</summary>
    public SeveralRuns SeveralRuns { get; init; }

    /// <summary>The rows as they were checked for contradictions when they were read. Other rows have to be checked.</summary>
    internal ImmutableArray<Observation> Checked { get; init; } = [];

    /// <summary>
    /// Reads a table. The file's name says its form: .csv, .tsv or .jsonl, or one of them and .gz. Columns go by their names, whatever the case, or
    /// by those other tools give them (<c>N</c>, <c>tokens</c>, <c>loss</c>, …); sizes may end in K, M, B or T, and tokens in xC.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">The file's name has another ending.</exception>
    /// <exception cref="InvalidDataException">The table has faults; the message lists up to 20, each with file and line.</exception>
    public static ObservationTable Read(string path) => Of(RawTable.Read(path));

    /// <summary>Understands the cells of a table. A row that repeats another one counts once, with a warning.</summary>
    /// <exception cref="InvalidDataException">The table has faults; the message lists up to 20, each with file and line.</exception>
    internal static ObservationTable Of(RawTable raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        using (raw)
        {
            return ObservationReader.Read(raw);
        }
    }

    /// <summary>Reads a table from text in the form of a file extension (".csv", ".tsv" or ".jsonl"); <paramref name="name"/> stands for the file in messages.</summary>
    /// <exception cref="InvalidDataException">The table has faults; the message lists up to 20, each with name and line.</exception>
    internal static ObservationTable Parse(string text, string extension, string name) => Of(RawTable.Read(new StringReader(text), extension, name));

    /// <summary>Writes the table as CSV, whole or not at all.</summary>
    public void WriteCsv(string path)
    {
        string temporary = path + ".tmp";
        using (FileStream stream = new(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(ToCsv()));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>The table as CSV: metric, value and the other columns that hold anything, in a fixed order; numbers in round-trip form; lines end in \n.</summary>
    public string ToCsv()
    {
        ObservationColumn[] columns = [.. ObservationColumn.All.Where(column => column.Name is "metric" or "value" || Rows.Any(row => column.Write(row) is not null))];
        string[] rates = [.. Rows.SelectMany(row => row.Rates.Keys).Distinct().Order(StringComparer.Ordinal)];
        string[] extra = [.. Rows.SelectMany(row => row.Extra.Keys.Concat(row.Labels.Keys)).Distinct().Order(StringComparer.Ordinal)];
        StringBuilder csv = new();
        csv.Append(CsvText.Line(columns.Select(column => column.Name).Concat(rates.Select(corpus => ObservationColumn.RatePrefix + corpus)).Concat(extra)));
        foreach (Observation row in Rows)
        {
            csv.Append(CsvText.Line([.. columns.Select(column => column.Write(row)), .. rates.Select(corpus => Number(row.Rates, corpus)), .. extra.Select(name => row.Labels.TryGetValue(name, out string? text) ? text : Number(row.Extra, name))]));
        }

        return csv.ToString();
    }

    private static string? Number(ImmutableSortedDictionary<string, double> numbers, string key) => numbers.TryGetValue(key, out double value) ? ObservationColumn.Text(value) : null;
}
