using System.Text.RegularExpressions;

namespace Headwater.Laws;

/// <summary>
/// Reads numbers as European spreadsheets write them, with a comma before the decimals and points between thousands: <c>2,31</c> becomes 2.31 and <c>1.000.000</c>
/// becomes 1000000. A table is taken for one of these if a column shows it beyond doubt: <c>3,125</c> alone may count thousands.
/// </summary>
internal static partial class DecimalCommas
{
    private const int NamesShown = 3;

    /// <summary>The table with points before its decimals; itself where no column has decimal commas.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isSpreadsheet">Whether semicolons stand between its columns, as where commas stand before decimals: a measured <c>3,125</c> is no count of thousands there.</param>
    public static RawTable Of(RawTable table, bool isSpreadsheet = false)
    {
        RawRow[] rows = [.. table.Rows];
        table = table with { Rows = rows };
        int[] numbers = [.. Enumerable.Range(0, table.Columns.Length).Where(column => CellsOf(rows, column).All(cell => European().IsMatch(cell)))];
        if (!numbers.Any(column => CellsOf(rows, column).Any(cell => Certain().IsMatch(cell) || (isSpreadsheet && cell.Contains(',', StringComparison.Ordinal) && IsMeasured(table.Columns[column])))))
        {
            return table;
        }

        int[] converted = [.. numbers.Where(column => CellsOf(rows, column).Any(cell => cell.Contains(',', StringComparison.Ordinal) || Groups().IsMatch(cell)))];
        string shown = CellsOf(rows, converted[0]).First(cell => cell.AsSpan().ContainsAny(',', '.'));
        string names = string.Join(", ", converted.Take(NamesShown).Select(column => table.Columns[column]));
        string more = converted.Length > NamesShown ? $" and {converted.Length - NamesShown} more columns" : "";
        return table with
        {
            Rows = [.. rows.Select(row => Convert(row, converted))],
            Assumed = [.. table.Assumed, $"the commas in {names}{more} are before decimals ({shown} is {Converted(shown)})"],
        };
    }

    private static bool IsMeasured(string column) => TableColumns.Find(column) is "value" or "stderr" || MetricColumn.Of(column, 0) is not null;

    private static IEnumerable<string> CellsOf(RawRow[] rows, int column) => rows.Where(row => row.Fault is null).Select(row => row[column]).OfType<string>();

    private static RawRow Convert(RawRow row, int[] columns)
    {
        string[] cells = [.. row.Cells];
        foreach (int column in columns.Where(column => column < cells.Length))
        {
            cells[column] = Converted(cells[column]);
        }

        return row with { Cells = cells };
    }

    private static string Converted(string cell) => cell.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');

    [GeneratedRegex(@"^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?:[eE][+-]?\d+)?\s?[%KMBTkmbt]?$|^[+-]?(?:nan|inf|infinity)$|^n/?a$", RegexOptions.IgnoreCase)]
    private static partial Regex European();

    // A group of thousands has three digits, and never follows a zero. A number with two points has no decimals behind them, so commas are before decimals.
    [GeneratedRegex(@"^[+-]?(?:\d+,(?!\d{3}(?!\d))\d+|0+,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3}){2,}$)|\.\d{3},\d")]
    private static partial Regex Certain();

    [GeneratedRegex(@"\.\d{3}\.\d{3}")]
    private static partial Regex Groups();
}
