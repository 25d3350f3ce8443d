namespace Headwater.Laws;

/// <summary>A row as it stands in a file, before any cell is understood.</summary>
/// <param name="File">The file's name, for messages.</param>
/// <param name="Line">The line the row begins on, or the row's number where a file has no lines; counted from 1.</param>
/// <param name="Cells">The cells in the order of the table's columns. An empty or absent one holds nothing.</param>
public readonly record struct RawRow(string File, int Line, string[] Cells)
{
    /// <summary>Why the row could not be cut into cells, as a sentence; <c>null</c> where it could.</summary>
    public string? Fault { get; init; }

    /// <summary>The text of a column without spaces around it; <c>null</c> where the row has none, or where <paramref name="column"/> is below 0.</summary>
    public string? this[int column] => column >= 0 && column < Cells.Length && Cells[column].AsSpan().Trim().Length > 0 ? Cells[column].Trim() : null;
}
