using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A table cut into columns and rows, before any cell is understood: what every reader makes and <see cref="ObservationTable.Of"/> takes.</summary>
/// <param name="Name">What messages about the whole table call it.</param>
/// <param name="Columns">The columns' names as the file has them.</param>
/// <param name="Rows">The rows. Those of a delimited file are read as they are asked for, once.</param>
internal sealed record RawTable(string Name, ImmutableArray<string> Columns, IEnumerable<RawRow> Rows) : IDisposable
{
    private static readonly string[] Forms = [".csv", ".tsv", ".jsonl"];

    /// <summary>The file that rows are still read from; <c>null</c> where they are all there. Reading to the end closes it too.</summary>
    internal IDisposable? Source { get; init; }

    /// <summary>What a reader of the rows should know, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>What was left out on the way to these rows, as phrases with the reason.</summary>
    public ImmutableArray<string> Ignored { get; init; } = [];

    /// <summary>What the file does not say and was assumed, as phrases.</summary>
    public ImmutableArray<string> Assumed { get; init; } = [];

    /// <summary>Columns whose cells already stand in <c>metric</c> and <c>value</c>. They can be named in conditions; observations do not hold them again.</summary>
    internal ImmutableArray<string> Melted { get; init; } = [];

    /// <summary>The columns as files have them, without those that a wide table got for its metrics and values; for a message.</summary>
    public IEnumerable<string> OwnColumns => Columns.Where(name => name.Length > 0 && !Added.Contains(name));

    /// <summary>Columns that no file has.</summary>
    internal ImmutableArray<string> Added { get; init; } = [];

    /// <summary>Closes the file that rows are read from.</summary>
    public void Dispose() => Source?.Dispose();

    /// <summary>Whether a file's name is that of a table this library reads by itself: .csv, .tsv or .jsonl, and any of them with .gz.</summary>
    public static bool Reads(string path) => Forms.Contains(FormOf(path));

    /// <summary>Opens a file. Its name says its form; a compressed one is known by its first bytes.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ArgumentException">The file's name has another ending.</exception>
    public static RawTable Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: file not found; expected a table of observations (.csv, .tsv or .jsonl).", path);
        }

        return Reads(path)
            ? Read(OpenText(path), FormOf(path), Path.GetFileName(path))
            : throw new ArgumentException($"{path}: a table of observations ends in .csv, .tsv or .jsonl, or in one of them and .gz; found \"{FormOf(path)}\".\nhint: rename or convert the file.");
    }

    /// <summary>Reads text whose form shows in its first characters: an object is JSONL, a tab in the first line is TSV, anything else CSV.</summary>
    public static RawTable Read(TextReader text, string name)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(text, text.Peek() == '{' ? ".jsonl" : "", name);
    }

    /// <summary>The table with what was ignored, assumed and taken as metrics in the tables it was made of.</summary>
    public RawTable WithNotesOf(IEnumerable<RawTable> parts)
    {
        RawTable[] all = [.. parts];
        return this with
        {
            Ignored = [.. all.SelectMany(part => part.Ignored).Distinct()],
            Assumed = [.. all.SelectMany(part => part.Assumed).Distinct()],
            Melted = [.. all.SelectMany(part => part.Melted).Distinct()],
            Added = [.. all.SelectMany(part => part.Added).Distinct().Where(name => all.All(part => part.Added.Contains(name) || !part.Columns.Contains(name)))],
        };
    }

    /// <summary>Opens a text file, plain or gzip, in UTF-8 or in what its byte order mark says.</summary>
    public static TextReader OpenText(string path)
    {
        FileStream file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[2];
        bool isGzip = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic[0] == 0x1f && magic[1] == 0x8b;
        file.Position = 0;
        if (!isGzip)
        {
            return new StreamReader(file, bufferSize: 1 << 16);
        }

        file.Dispose();
        return new StreamReader(GzipFile.Read(path), bufferSize: 1 << 16);
    }

    internal static RawTable Read(TextReader text, string form, string name) => form switch
    {
        ".jsonl" => JsonLines.Read(text, name),
        ".tsv" => DelimitedText.Read(text, name, '\t'),
        _ => DelimitedText.Read(text, name),
    };

    private static string FormOf(string path)
    {
        bool isGzip = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return Path.GetExtension(isGzip ? path[..^3] : path).ToLowerInvariant();
    }
}

/// <summary>A row as it stands in a file, before any cell is understood.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Line">The line the row begins on, or the row's number where a file has no lines; counted from 1.</param>
/// <param name="Cells">The cells in the order of the table's columns. An empty or absent one holds nothing.</param>
internal readonly record struct RawRow(string File, int Line, string[] Cells)
{
    /// <summary>Why the row could not be cut into cells, as a sentence; <c>null</c> where it could.</summary>
    public string? Fault { get; init; }

    /// <summary>The text of a column without spaces around it; <c>null</c> where the row has none, or where <paramref name="column"/> is below 0.</summary>
    public string? this[int column] => column >= 0 && column < Cells.Length && Cells[column].AsSpan().Trim().Length > 0 ? Cells[column].Trim() : null;
}
