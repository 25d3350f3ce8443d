using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

/// <summary>Several studies, models or tasks on common axes: a panel for each, with all its mixtures at its largest finetuning size.</summary>
internal static class ComparedFigures
{
    private const int MostPanels = 24;

    public static IEnumerable<Figure> Of(Analysis analysis, ImmutableArray<SeriesView> views, SeriesStyles styles)
    {
        foreach (IGrouping<string, SeriesView> metric in views.Where(v => !v.Series.Points.IsEmpty).GroupBy(v => v.Series.Metric))
        {
            IGrouping<string, SeriesView>[] settings = [.. metric.GroupBy(v => v.Setting).Where(g => g.Key.Length > 0)];
            if (settings.Length < 2) continue;
            ImmutableArray<(string Title, ImmutableArray<SeriesView> Views)> panels = [.. settings.Select(Largest)];
            yield return ScaleFigures.Compared(analysis, ReportFigures.Slug($"compared-{metric.Key}"), panels, styles, MostPanels);
        }
    }

    private static (string, ImmutableArray<SeriesView>) Largest(IGrouping<string, SeriesView> setting)
    {
        double largest = setting.Max(v => v.SizeValue);
        ImmutableArray<SeriesView> views = [.. setting.Where(v => v.SizeValue == largest)];
        return (views[0].Size.Length > 0 ? $"{setting.Key}, {views[0].Size}" : setting.Key, views);
    }
}
