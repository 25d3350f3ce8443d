using System.Collections.Immutable;
using System.Text;

namespace Headwater.Reports;

/// <summary>
/// Writes a report folder: <c>index.html</c>, which needs nothing else, <c>report.json</c> with the same content for programs, <c>figures/*.svg</c> and
/// <c>*.png</c>, the tables as CSV. Equal inputs give equal bytes; nothing holds a time, a host or a path.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the folder, each file whole or not at all and <c>index.html</c> last. Files of an earlier report that are no longer part of it are removed.</summary>
    /// <returns>The path of <c>index.html</c>.</returns>
    public static string Write(ReportInput input, string directory)
    {
        ImmutableArray<Figure> figures = Figures(input);
        ImmutableArray<ReportTable> tables = ReportTables.All(input);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (Figure figure in figures)
        {
            Scene scene = FigureLayout.Arrange(figure);
            files[$"figures/{figure.Name}.svg"] = Encoding.UTF8.GetBytes(SvgBackEnd.Render(scene));
            files[$"figures/{figure.Name}.png"] = PngBackEnd.Render(scene);
        }

        foreach (ReportTable table in tables) files[table.Name + ".csv"] = Encoding.UTF8.GetBytes(table.ToCsv());
        files["observations.csv"] = Encoding.UTF8.GetBytes(input.Analysis.Table.ToCsv());
        ReportFolder.Write(directory, files, ReportJson.Render(input, files.Keys), ReportPage.Render(input, figures, tables));
        return Path.Combine(directory, ReportFolder.PageName);
    }

    /// <summary>The page alone, as text.</summary>
    public static string Render(ReportInput input) => ReportPage.Render(input, Figures(input), ReportTables.All(input));

    private static ImmutableArray<Figure> Figures(ReportInput input) => [.. ReportFigures.Of(input.Analysis), .. PlanFigure.Of(input.Study)];
}
