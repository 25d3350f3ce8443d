using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>What the sections of a page are made from, computed once.</summary>
internal sealed record ReportContents
{
    public required ReportInput Input { get; init; }

    public required Decision? Decision { get; init; }

    public required ImmutableArray<Figure> Figures { get; init; }

    public required ImmutableArray<ReportTable> Tables { get; init; }

    public required SeriesStyles SeriesStyles { get; init; }

    public static ReportContents Of(ReportInput input) => new()
    {
        Input = input,
        Decision = Decision.Of(input),
        Figures = ReportFigures.Of(input),
        Tables = ReportTables.All(input),
        SeriesStyles = SeriesStyles.Of(SeriesView.Of(input.Analysis)),
    };

    public ReportTable? Table(string name) => Tables.FirstOrDefault(t => t.Name == name);
}
