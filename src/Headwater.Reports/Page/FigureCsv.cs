using System.Globalization;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>What a figure draws, as a table: one row for each mark, line position, edge of a band or rule, with all digits.</summary>
internal static class FigureCsv
{
    public static string Render(Figure figure)
    {
        var csv = new StringBuilder("panel,kind,name,x,y,low,high,words\n");
        foreach (Panel panel in figure.Panels)
        {
            foreach (Layer layer in panel.Layers) Rows(csv, panel.Title, layer);
        }

        return csv.ToString();
    }

    private static void Rows(StringBuilder csv, string panel, Layer layer)
    {
        switch (layer)
        {
            case LineLayer line:
                foreach (Position p in line.Positions) Row(csv, panel, "line", layer, p.X, p.Y, null, null, "");
                break;
            case BandLayer band:
                foreach (BandEdge e in band.Edges) Row(csv, panel, "band", layer, e.X, null, e.Low, e.High, "");
                break;
            case MarkerLayer markers:
                foreach (Mark m in markers.Marks) Row(csv, panel, layer.Style.Hollow ? "forecast" : "point", layer, m.X, m.Y, m.Low, m.High, m.Words);
                break;
            case RuleLayer rule:
                Row(csv, panel, "rule", layer, null, rule.Y, rule.Y - rule.HalfWidth, rule.Y + rule.HalfWidth, rule.Words);
                break;
            case ZoneLayer zone:
                Row(csv, panel, "zone", layer, null, null, zone.From, zone.To, zone.Label);
                break;
        }
    }

    private static void Row(StringBuilder csv, string panel, string kind, Layer layer, double? x, double? y, double? low, double? high, string words) =>
        csv.AppendJoin(',', new[] { panel, kind, layer.Owner ?? layer.Legend ?? "", Number(x), Number(y), Number(low), Number(high), words }.Select(CsvText.Quote)).Append('\n');

    private static string Number(double? value) => value is { } number && double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";
}
