using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Columns that mean the same, such as <c>tokens</c> and <c>D</c>. Where they agree in every row, within their rounding or by a unit of thousands, one of them counts and the
/// table says so; sizes that differ are a fault, since nobody but the reader knows which is right.
/// </summary>
internal static class SynonymColumns
{
    // Names that people give to other things too: where such a column differs it is one of its own.
    private static readonly HashSet<string> Vague = new(StringComparer.OrdinalIgnoreCase) { "size" };

    // "1.3B" and 1281M agree in their digits; more than this is no rounding.
    private const double MostRounding = 0.05;
    private const double LeastRounding = 1e-9;

    private static readonly (double Factor, string Name)[] Units = [(1, ""), (1e3, "thousands"), (1e6, "millions"), (1e9, "billions"), (1e12, "trillions")];

    /// <summary>The table with one column for each meaning; itself where it has no two.</summary>
    public static RawTable Of(RawTable table)
    {
        (ObservationColumn Known, int[] Places)[] twice =
        [
            .. Enumerable.Range(0, table.Columns.Length).Where(index => table.Columns[index].Length > 0 && !table.Melted.Contains(table.Columns[index]))
                .Select(index => (Index: index, Known: KnownColumn(table.Columns[index]))).Where(item => item.Known is not null)
                .GroupBy(item => item.Known!, item => item.Index).Where(group => group.Skip(1).Any()).Select(group => (group.Key, Ranked(table, group.Key, [.. group]))),
        ];
        if (twice.Length == 0)
        {
            return table;
        }

        table = table with { Rows = [.. table.Rows] };
        foreach ((ObservationColumn known, int[] places) in twice)
        {
            foreach (int other in places.Skip(1).Where(other => !table.Columns[other].Equals(table.Columns[places[0]], StringComparison.OrdinalIgnoreCase)))
            {
                table = Joined(table, known, places[0], other);
            }
        }

        return table;
    }

    private static RawTable Joined(RawTable table, ObservationColumn known, int taken, int other)
    {
        RawRow[] rows = [.. table.Rows.Where(row => row.Fault is null)];
        (RawRow Row, string Taken, string Other)[] both = [.. rows.Select(row => (row, row[taken], row[other])).Where(item => item.Item2 is not null && item.Item3 is not null).Select(item => (item.row, item.Item2!, item.Item3!))];
        if (both.Length == 0)
        {
            return table;
        }

        bool isNumber = TableColumns.HoldsNumbers(known.Name);
        double ownUnit = UnitOf(table.Columns[taken]);
        double otherUnit = UnitOf(table.Columns[other]);
        (double Factor, string Name)? unit = isNumber ? Units.SelectMany(one => new[] { one, (Factor: 1 / one.Factor, one.Name) }).Where(one => Array.TrueForAll(both, item => Agree(item.Taken, ownUnit, item.Other, otherUnit * one.Factor)))
                .Select(one => ((double, string)?)one).FirstOrDefault()
            : Array.TrueForAll(both, item => item.Taken.Equals(item.Other, StringComparison.OrdinalIgnoreCase)) ? (1, "") : null;
        if (unit is { } found)
        {
            // Of a count and the same count in billions, the single ones count.
            bool countsOther = found.Factor < 1;
            (int from, int without) = countsOther ? (other, taken) : (taken, other);
            string inUnits = found.Name.Length == 0 ? "" : $" (in {found.Name})";
            return table with
            {
                Columns = table.Columns.SetItem(without, ""),
                Rows = [.. table.Rows.Select(row => Filled(row, from, without, isOneUnit: found.Factor == 1 && ownUnit == otherUnit))],
                Assumed = [.. table.Assumed, $"{table.Columns[without]}{inUnits} agrees with {table.Columns[from]} in {(both.Length == rows.Length ? "every row" : $"the {both.Length} rows that have both")}, and {known.Name} is taken from {table.Columns[from]}"],
            };
        }

        if (!isNumber || Vague.Contains(table.Columns[other]) || Vague.Contains(table.Columns[taken]))
        {
            return table;
        }

        (RawRow row, string one, string two) = both.First(item => !Agree(item.Taken, ownUnit, item.Other, otherUnit));
        int differing = both.Count(item => !Agree(item.Taken, ownUnit, item.Other, otherUnit));
        string more = differing == 1 ? "" : $" (they differ in {differing} rows)";
        RawRow fault = row with
        {
            Fault = $"{table.Columns[taken]} is {one} and {table.Columns[other]} is {two}{more}, but both mean {known.Name}; expected one such column, or two that agree.\nhint: --set \"{known.Name}={{{table.Columns[taken]}}}\" or --set \"{known.Name}={{{table.Columns[other]}}}\" says which of them counts.",
        };
        return table with { Rows = [.. table.Rows.Select(each => each.File == row.File && each.Line == row.Line ? fault : each)] };
    }

    // What one column lacks, the other may have.
    private static RawRow Filled(RawRow row, int from, int without, bool isOneUnit)
    {
        if (!isOneUnit || row.Fault is not null || row[from] is not null || row[without] is not { } text)
        {
            return row;
        }

        string[] cells = [.. row.Cells];
        cells[from] = text;
        return row with { Cells = cells };
    }

    private static bool Agree(string one, double oneUnit, string two, double twoUnit)
    {
        if (!NumberText.TryParse(one, out double x) || !NumberText.TryParse(two, out double y))
        {
            return one.Equals(two, StringComparison.OrdinalIgnoreCase);
        }

        double tolerance = Math.Clamp(Math.Max(RoundingOf(one, x), RoundingOf(two, y)), LeastRounding, MostRounding);
        return Math.Abs((x * oneUnit) - (y * twoUnit)) <= tolerance * Math.Max(Math.Abs(x * oneUnit), Math.Abs(y * twoUnit));
    }

    // Half a unit of the last digit that is written, as a share of the number.
    private static double RoundingOf(string text, double value)
    {
        string digits = text.Trim().TrimEnd('K', 'M', 'B', 'T', 'k', 'm', 'b', 't').Split('e', 'E')[0];
        int point = digits.IndexOf('.', StringComparison.Ordinal);
        int decimals = point < 0 ? 0 : digits.Length - point - 1;
        return value != 0 && double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double mantissa) && mantissa != 0 ? 0.5 * Math.Pow(10, -decimals) / Math.Abs(mantissa) : 0;
    }

    private static ObservationColumn? KnownColumn(string name) => TableColumns.Find(name) is { } known ? Array.Find(ObservationColumn.All, column => column.Name == known) : null;

    private static double UnitOf(string name) => TableColumns.WithUnit(name)?.Unit ?? 1;

    // The column's own name first, then the aliases in their order.
    private static int[] Ranked(RawTable table, ObservationColumn known, int[] places) =>
        [.. places.OrderBy(place => TableColumns.WithUnit(table.Columns[place]) is null ? 0 : 1).ThenBy(place => RankOf(known, table.Columns[place])).ThenBy(place => place)];

    private static int RankOf(ObservationColumn known, string name) =>
        known.Aliases.Prepend(known.Name).ToList().FindIndex(alias => alias.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and int rank ? rank : int.MaxValue;
}
