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

    public static ReportContents Of(ReportInput input)
    {
        Decision? decision = Decision.Of(input);
        ComputeSlices? slices = ComputeSlices.Of(input.Analysis);
        return new()
        {
            Input = input,
            Decision = decision,
            Figures = ReportFigures.Of(input, decision, slices),
            Tables = ReportTables.All(input, slices),
            SeriesStyles = SeriesStyles.Of(SeriesView.Of(input.Analysis)),
        };
    }

    public ReportTable? Table(string name) => Tables.FirstOrDefault(t => t.Name == name);
}
