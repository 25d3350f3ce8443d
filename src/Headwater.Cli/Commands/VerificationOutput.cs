using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Forecasts of a study beside what was measured since, as tables.</summary>
internal static class VerificationOutput
{
    public static void Write(Terminal terminal, StudyVerification? verification)
    {
        if (verification is null)
        {
            return;
        }

        int inside = verification.Forecasts.Count(row => row.IsInside);
        TablePrinter.Write(
            terminal,
            string.Create(CultureInfo.InvariantCulture, $"Forecasts registered before training, compared with measurements: {inside} of {verification.Forecasts.Length} are within their interval"),
            ["metric", "mixture", "examples", "tokens", "law", "forecast", "interval", "measured", "error", "inside"],
            verification.Forecasts.Select(row => (IReadOnlyList<string>)
            [
                row.Forecast.Metric,
                row.Forecast.Mixture,
                row.Forecast.FinetuningExamples is { } examples ? NumberText.Format(examples) : "all",
                NumberText.Format(row.Forecast.Tokens),
                row.Forecast.Law,
                Number(row.Forecast.Value),
                $"[{Number(row.Forecast.Low)}, {Number(row.Forecast.High)}]",
                Number(row.Measured),
                string.Create(CultureInfo.InvariantCulture, $"{100 * row.RelativeError:+0.0;-0.0;0}%"),
                row.IsInside ? "yes" : "no",
            ]));
        foreach (VerifiedOrder order in verification.Orders)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Order of the mixtures by {MetricFormat.Of(order.Metric).InText}, {(order.FinetuningExamples is { } size ? NumberText.Format(size) : "all")} examples, {NumberText.Format(order.Tokens)} tokens, law {order.Law}: {order.Right} of {order.Pairs} pairs in the right order."));
        }
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
