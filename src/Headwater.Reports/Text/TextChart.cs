using System.Collections.Immutable;
using System.Text;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>
/// Series of one metric against the scale in characters: a letter for each series where it was measured, a small one where it is forecast, dots for the
/// fitted law. For a terminal, where a glance is all it gets.
/// </summary>
public static class TextChart
{
    private const int Rows = 11;
    private const int MostSeries = 12;

    /// <summary>The chart of the series advice rests on, else of the first metric; empty where nothing can be drawn.</summary>
    public static ImmutableArray<string> Of(Analysis analysis, int width)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ImmutableArray<SeriesView> views = SeriesView.Of(analysis);
        SeriesView? lead = views.LastOrDefault(v => analysis.Valuations.Any(a => a.Series.Equals(v.Series.Key))) ?? views.FirstOrDefault();
        if (lead is null) return [];
        SeriesView[] shown = [.. views.Where(v => v.Series.Metric == lead.Series.Metric && v.Setting == lead.Setting && v.SizeValue == lead.SizeValue && v.Series.Points.Any(p => p.X > 0)).Take(MostSeries)];
        return shown.Length == 0 ? [] : Draw(analysis, shown, width);
    }

    private static ImmutableArray<string> Draw(Analysis analysis, SeriesView[] views, int width)
    {
        double[] xs = [.. views.SelectMany(v => v.Series.Points.Select(p => p.X).Concat(v.Series.Forecasts.Select(XOf))).Where(x => x > 0)];
        double[] ys = [.. views.SelectMany(v => v.Series.Points.Select(p => p.Y).Concat(v.Series.Forecasts.Select(f => f.Value))).Where(double.IsFinite)];
        (double left, double right, double bottom, double top) = (Math.Log(xs.Min()), Math.Log(xs.Max()), ys.Min(), ys.Max());
        MetricFormat format = views[0].Format;
        int margin = Math.Max(format.Value(top).Length, format.Value(bottom).Length) + 1, columns = Math.Max(20, width - margin - 2);
        char[][] grid = [.. Enumerable.Range(0, Rows).Select(_ => Enumerable.Repeat(' ', columns).ToArray())];
        foreach (SeriesView view in views.Where(v => v.Series.Fit is not null))
            foreach (CurvePoint p in view.Series.Band.Where(p => p.Value >= bottom && p.Value <= top)) Put(p.X, p.Value, '·');
        for (int i = 0; i < views.Length; i++)
        {
            foreach (Forecast f in views[i].Series.Forecasts) Put(XOf(f), f.Value, (char)('a' + i));
            foreach (MeasuredPoint p in views[i].Series.Points.Where(p => p.X > 0)) Put(p.X, p.Y, (char)('A' + i));
        }

        var lines = ImmutableArray.CreateBuilder<string>();
        lines.Add($"{format.Name}{(views[0].Size.Length > 0 ? ", " + views[0].Size : "")}");
        for (int row = 0; row < Rows; row++)
        {
            string label = row == 0 ? format.Value(top) : row == Rows - 1 ? format.Value(bottom) : row == Rows / 2 ? format.Value((top + bottom) / 2) : "";
            lines.Add($"{label.PadLeft(margin - 1)} {(label.Length > 0 ? '┤' : '│')}{new string(grid[row]).TrimEnd()}");
        }

        string first = Readable.Count(xs.Min()), last = $"{Readable.Count(xs.Max())} {SeriesView.Words(analysis.Options.Scale)}";
        lines.Add(new string(' ', margin) + "└" + new string('─', columns));
        lines.Add(new string(' ', margin + 1) + first + last.PadLeft(Math.Max(last.Length + 1, columns - first.Length)));
        lines.AddRange(Wrap([.. views.Select((v, i) => $"{(char)('A' + i)} {v.Mixture}"), .. views.Any(v => !v.Series.Forecasts.IsEmpty) ? ["small letters: forecast"] : Array.Empty<string>(), .. views.Any(v => v.Series.Fit is not null) ? ["dots: law"] : Array.Empty<string>()], width));
        return lines.ToImmutable();

        double XOf(Forecast f) => f.At.GetValueOrDefault(analysis.Options.Scale, f.At.Values.First());

        void Put(double x, double y, char mark)
        {
            int column = right > left ? (int)Math.Round((columns - 1) * (Math.Log(x) - left) / (right - left)) : columns / 2;
            int row = top > bottom ? (int)Math.Round((Rows - 1) * (top - y) / (top - bottom)) : Rows / 2;
            // Two series at one place: a plus, as neither may hide the other.
            if (column >= 0 && column < columns && row >= 0 && row < Rows) grid[row][column] = char.IsLetter(grid[row][column]) && grid[row][column] != mark && mark != '·' ? '+' : mark;
        }
    }

    private static IEnumerable<string> Wrap(string[] parts, int width)
    {
        var line = new StringBuilder();
        foreach (string part in parts)
        {
            if (line.Length > 0 && line.Length + 3 + part.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? "   " : "").Append(part.Length > width ? part[..width] : part);
        }

        if (line.Length > 0) yield return line.ToString();
    }
}
