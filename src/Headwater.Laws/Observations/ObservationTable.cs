using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Observations in the order they were read. Reads CSV, TSV and JSONL; writes CSV.</summary>
public sealed record ObservationTable(ImmutableArray<Observation> Rows)
{
    /// <summary>Columns that were read and not understood, by name. Their numbers are kept in <see cref="Observation.Extra"/>.</summary>
    public ImmutableArray<string> UnknownColumns { get; init; } = [];

    /// <summary>Reads a table. The file's name says its form: .csv, .tsv or .jsonl.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The table has faults; the message lists them, each with file and line.</exception>
    public static ObservationTable Read(string path) => throw new NotSupportedException();

    /// <summary>Writes the table as CSV, whole or not at all.</summary>
    public void WriteCsv(string path) => throw new NotSupportedException();

    /// <summary>The table as CSV: the columns that hold a value, numbers in round-trip form, lines ended by \n.</summary>
    public string ToCsv() => throw new NotSupportedException();
}
