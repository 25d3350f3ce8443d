namespace Headwater.Laws;

/// <summary>A row as it stands in a file: the line it begins on, counted from 1, and its cells in the order of the columns; an absent cell is empty.</summary>
internal readonly record struct RawRow(int Line, string[] Cells);

/// <summary>A file cut into columns and rows, before any cell is understood.</summary>
/// <param name="Columns">The columns' names as the file has them.</param>
/// <param name="Rows">The rows that could be cut.</param>
/// <param name="Faults">What could not, each with its line.</param>
internal sealed record RawTable(IReadOnlyList<string> Columns, IReadOnlyList<RawRow> Rows, IReadOnlyList<(int Line, string Text)> Faults);
