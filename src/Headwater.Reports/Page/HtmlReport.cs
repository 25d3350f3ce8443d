using System.Text;

namespace Headwater.Reports;

/// <summary>
/// Writes a report folder: <c>index.html</c>, which needs nothing else, <c>report.json</c> with the same content for programs, <c>summary.md</c> for a pull
/// request, <c>figures/*.svg</c>, <c>*.png</c> and <c>*.csv</c>, the tables as CSV. Equal inputs give equal bytes; nothing holds a host or a path.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the folder, each file whole or not at all and <c>index.html</c> last. Files of an earlier report that are no longer part of it are removed.</summary>
    /// <returns>The path of <c>index.html</c>.</returns>
    public static string Write(ReportInput input, string directory)
    {
        ReportContents contents = ReportContents.Of(input);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach ((string name, byte[] content) in contents.Figures.AsParallel().AsOrdered().SelectMany(FilesOf)) files[name] = content;
        foreach (ReportTable table in contents.Tables) files[table.Name + ".csv"] = Encoding.UTF8.GetBytes(table.ToCsv());
        files["observations.csv"] = Encoding.UTF8.GetBytes(input.Analysis.Table.ToCsv());
        files["summary.md"] = Encoding.UTF8.GetBytes(MarkdownSummary.Render(contents));
        ReportFolder.Write(directory, files, ReportJson.Render(input, files.Keys), ReportPage.Render(contents));
        return Path.Combine(directory, ReportFolder.PageName);
    }

    /// <summary>The page alone, as text.</summary>
    public static string Render(ReportInput input) => ReportPage.Render(ReportContents.Of(input));

    private static IEnumerable<(string Name, byte[] Content)> FilesOf(Figure figure)
    {
        Scene scene = FigureLayout.Arrange(figure with { Panels = [.. figure.Panels.Take(figure.Unfolded)] });
        yield return ($"figures/{figure.Name}.svg", Encoding.UTF8.GetBytes(SvgBackEnd.Render(scene)));
        yield return ($"figures/{figure.Name}.png", PngBackEnd.Render(scene));
        yield return ($"figures/{figure.Name}.csv", Encoding.UTF8.GetBytes(FigureCsv.Render(figure)));
    }
}
