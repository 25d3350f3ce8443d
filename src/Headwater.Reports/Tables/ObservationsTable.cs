using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Reports;

internal static class ObservationsTable
{
    public static ReportTable Of(Analysis analysis)
    {
        Dictionary<string, MetricFormat> formats = analysis.Table.Rows.Select(r => r.Metric).Distinct().ToDictionary(m => m, m => MetricFormat.Of(analysis, m));
        ImmutableArray<(ReportColumn Column, Func<Observation, ReportCell> Cell)> columns =
        [
            (new("source", "Source"), r => r.Source),
            (new("series", "Series"), r => r.Series),
            (new("model", "Model"), r => r.Model),
            (new("parameters", "Parameters", Numeric: true), r => ReportCell.Of(r.Parameters, Readable.Count)),
            (new("pretraining_data", "Mixture"), r => r.PretrainingData),
            (new("pretraining_tokens", "Pretraining tokens", Numeric: true), r => ReportCell.Of(r.PretrainingTokens, Readable.Count)),
            (new("finetuning_data", "Finetuned on"), r => r.FinetuningData),
            (new("finetuning_examples", "Finetuning examples", Numeric: true), r => ReportCell.Of(r.FinetuningExamples, Readable.Count)),
            (new("finetuning_tokens", "Finetuning tokens", Numeric: true), r => ReportCell.Of(r.FinetuningTokens, Readable.Count)),
            (new("task", "Task"), r => r.Task),
            (new("shots", "Shots"), r => r.Shots),
            (new("seed", "Seed"), r => r.Seed),
            (new("metric", "Metric"), r => new ReportCell(formats[r.Metric].Name)),
            (new("value", "Value", Numeric: true), r => ReportCell.Of(r.Value, formats[r.Metric].Value)),
            (new("stderr", "Std. error", Numeric: true), r => ReportCell.Of(r.StandardError, e => Readable.Fixed(e, formats[r.Metric].Decimals + 1))),
            (new("items", "Test items", Numeric: true), r => ReportCell.Of(r.Items, Readable.Whole)),
            (new("run", "Run"), r => r.Run),
        ];
        return new ReportTable
        {
            Name = "observations",
            Title = "Observations",
            Note = "Every measured value. The CSV file has all columns and all digits.",
            Columns = [.. columns.Select(c => c.Column)],
            Rows = [.. analysis.Table.Rows.Select(r => columns.Select(c => c.Cell(r)).ToImmutableArray())],
        };
    }
}
