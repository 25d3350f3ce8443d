using System.Text.RegularExpressions;
using Headwater.Laws;

namespace Headwater.Tables;

/// <summary>What <c>--set</c> gives a column: a text in which <c>{column}</c> stands for the row's own cell.</summary>
internal sealed partial class CellTemplate
{
    // Texts and the columns between them, by index: text, column, text, …
    private readonly string[] _texts;
    private readonly int[] _columns;

    private CellTemplate(string[] texts, int[] columns)
    {
        _texts = texts;
        _columns = columns;
    }

    /// <param name="assignment">The column that is set, and the text.</param>
    /// <param name="table">The table whose cells it names.</param>
    /// <param name="indexOf">Where a column stands; below 0 for none.</param>
    /// <exception cref="ArgumentException">It names a column that the table does not have.</exception>
    public static CellTemplate Of(KeyValuePair<string, string> assignment, RawTable table, Func<string, int> indexOf)
    {
        string[] parts = CellName().Split(assignment.Value);
        return new([.. parts.Where((_, index) => index % 2 == 0)], [.. parts.Where((_, index) => index % 2 == 1).Select(Column)]);

        int Column(string name) => indexOf(name) is >= 0 and int column
            ? column
            : throw new ArgumentException($"--set {assignment.Key}={assignment.Value} takes the cells of a column \"{name}\"; expected one of {string.Join(", ", table.OwnColumns)}.\nhint: --set \"{assignment.Key}={{{NearestName.To(name, table.OwnColumns) ?? table.OwnColumns.FirstOrDefault()}}}\"");
    }

    /// <summary>The text for a row; an empty cell leaves nothing in its place.</summary>
    public string For(RawRow row) => string.Concat(_texts.Select((text, index) => index < _columns.Length ? text + row[_columns[index]] : text));

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex CellName();
}
