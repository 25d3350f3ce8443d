using System.Collections.Immutable;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What was forecast before it was trained, beside what was measured, and how the proposal of a swarm came out.</summary>
internal static class VerificationTable
{
    public static IEnumerable<ReportTable> Of(StudyVerification? verification)
    {
        if (verification is null) yield break;
        bool hasSizes = verification.Forecasts.Any(row => row.Forecast.Parameters is not null);
        yield return new ReportTable
        {
            Name = "verification",
            Title = "Forecasts registered before training, compared with measurements",
            Note = $"{verification.Forecasts.Count(row => row.IsInside)} of {verification.Forecasts.Length} are within their interval.",
            Columns =
            [
                new("metric", "Metric"), new("task", "Task"), new("pretraining_data", "Mixture"), new("finetuning_examples", "Examples", Numeric: true), .. hasSizes ? [new ReportColumn("parameters", "Parameters", Numeric: true)] : Array.Empty<ReportColumn>(), new("pretraining_tokens", "Tokens", Numeric: true), new("law", "Law"),
                new("forecast", "Forecast", Numeric: true), new("low", "Low", Numeric: true), new("high", "High", Numeric: true), new("measured", "Measured", Numeric: true), new("inside", "Inside"),
            ],
            Rows = [.. verification.Forecasts.Select(row => (ImmutableArray<ReportCell>)
            [
                row.Forecast.Metric, row.Forecast.Task, row.Forecast.Mixture, ReportCell.Of(row.Forecast.FinetuningExamples, NumberText.Format), .. hasSizes ? [ReportCell.Of(row.Forecast.Parameters, NumberText.Format)] : Array.Empty<ReportCell>(), ReportCell.Of(row.Forecast.Tokens, NumberText.Format), row.Forecast.Law,
                Number(row.Forecast.Value), Number(row.Forecast.Low), Number(row.Forecast.High), Number(row.Measured), row.IsInside ? "yes" : "no",
            ])],
        };
        if (verification.Swarm is not { } swarm) yield break;
        yield return new ReportTable
        {
            Name = "swarm",
            Title = $"{swarm.Proposal.Metric} of {swarm.Proposal.Objective} at the scale of the swarm and beyond",
            Note = string.Join(' ', SwarmOutput.Sentences(swarm)),
            Columns = [new("pretraining_tokens", "Tokens", Numeric: true), new("pretraining_data", "Mixture"), new("value", "Value", Numeric: true), new("stderr", "Standard error", Numeric: true), new("seeds", "Seeds", Numeric: true)],
            Rows = [.. swarm.Scales.SelectMany(scale => scale.Mixtures.Select(mixture => (ImmutableArray<ReportCell>)
            [
                ReportCell.Of(scale.Tokens, NumberText.Format), mixture.Mixture, Number(mixture.Value), ReportCell.Of(mixture.StandardError, error => Readable.Significant(error, 2)), ReportCell.Of(mixture.Seeds, seeds => Readable.Count((int)seeds)),
            ]))],
        };
    }

    private static ReportCell Number(double value) => ReportCell.Of(value, number => Readable.Significant(number, 4));
}
