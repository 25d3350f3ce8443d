using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>Rows as an importer finds them, each with the columns it has something for.</summary>
internal sealed class ImportedRows(string file)
{
    private readonly List<string> _columns = [];
    private readonly List<RawRow> _rows = [];

    public int Count => _rows.Count;

    /// <summary>Adds a row; what is <c>null</c> stays empty.</summary>
    public void Add(int line, params IEnumerable<(string Column, string? Text)> cells)
    {
        List<string> row = [.. Enumerable.Repeat("", _columns.Count)];
        foreach ((string column, string? text) in cells)
        {
            int index = _columns.IndexOf(column);
            if (index < 0)
            {
                index = _columns.Count;
                _columns.Add(column);
                row.Add("");
            }

            row[index] = text ?? "";
        }

        _rows.Add(new(file, line, [.. row]));
    }

    /// <summary>Adds a row that could not be cut, for its message.</summary>
    public void Add(RawRow broken) => _rows.Add(broken with { Cells = [] });

    public RawTable ToTable(params IEnumerable<string> warnings) => new(file, [.. _columns], _rows) { Warnings = [.. warnings] };
}
