using System.Globalization;
using System.Text.Json;
using Headwater.Laws;
using Headwater.Reports;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>Forecasts of a study beside what was measured since, as tables.</summary>
internal static class VerificationOutput
{
    public static void Write(Terminal terminal, StudyVerification? verification)
    {
        WriteProposal(terminal, verification);
        WriteForecasts(terminal, verification);
    }

    /// <summary>What a swarm proposes and how that came out; nothing in a study without a proposal.</summary>
    public static void WriteProposal(Terminal terminal, StudyVerification? verification)
    {
        if (verification?.Swarm is { } swarm)
        {
            SwarmOutput.Write(terminal, swarm);
        }
    }

    /// <summary>Each forecast beside what was measured, and the pairs in the right order.</summary>
    public static void WriteForecasts(Terminal terminal, StudyVerification? verification)
    {
        if (verification is null)
        {
            return;
        }

        bool hasSizes = verification.Forecasts.Any(row => row.Forecast.Parameters is not null);
        int inside = verification.Forecasts.Count(row => row.IsInside);
        TablePrinter.Write(
            terminal,
            string.Create(CultureInfo.InvariantCulture, $"Forecasts registered before training, compared with measurements: {inside} of {verification.Forecasts.Length} are within their interval"),
            ["metric", "task", "mixture", "examples", .. hasSizes ? ["parameters"] : Array.Empty<string>(), "tokens", "law", "forecast", "interval", "measured", "error", "inside"],
            verification.Forecasts.Select(row => (IReadOnlyList<string>)
            [
                row.Forecast.Metric,
                row.Forecast.Task ?? "",
                row.Forecast.Mixture,
                row.Forecast.FinetuningExamples is { } examples ? NumberText.Format(examples) : row.Forecast.Law == SwarmProposal.Law ? "" : "all",
                .. hasSizes ? [row.Forecast.Parameters is { } size ? NumberText.Format(size) : ""] : Array.Empty<string>(),
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

    /// <summary>Writes <c>"verification":{"forecasts":[…],"orders":[…],"proposal":{…},"scales":[…]}</c>; nothing where nothing is verified.</summary>
    public static void WriteJson(Utf8JsonWriter json, StudyVerification? verification)
    {
        if (verification is null)
        {
            return;
        }

        json.WriteStartObject("verification");
        json.WriteStartArray("forecasts");
        foreach (VerifiedForecast row in verification.Forecasts)
        {
            json.WriteStartObject();
            json.WriteString("metric", row.Forecast.Metric);
            json.WriteString("task", row.Forecast.Task);
            json.WriteString("pretraining_data", row.Forecast.Mixture);
            ReportJson.WriteNumber(json, "finetuning_examples", row.Forecast.FinetuningExamples);
            if (row.Forecast.Parameters is { } parameters)
            {
                json.WriteNumber("parameters", parameters);
            }

            json.WriteNumber("pretraining_tokens", row.Forecast.Tokens);
            json.WriteString("law", row.Forecast.Law);
            json.WriteNumber("forecast", row.Forecast.Value);
            json.WriteNumber("low", row.Forecast.Low);
            json.WriteNumber("high", row.Forecast.High);
            json.WriteNumber("measured", row.Measured);
            json.WriteNumber("seeds", row.Seeds);
            json.WriteBoolean("inside", row.IsInside);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("orders");
        foreach (VerifiedOrder order in verification.Orders)
        {
            json.WriteStartObject();
            json.WriteString("metric", order.Metric);
            ReportJson.WriteNumber(json, "finetuning_examples", order.FinetuningExamples);
            json.WriteString("law", order.Law);
            json.WriteNumber("pretraining_tokens", order.Tokens);
            json.WriteNumber("right", order.Right);
            json.WriteNumber("pairs", order.Pairs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (verification.Swarm is { } swarm)
        {
            SwarmOutput.WriteJson(json, swarm);
        }

        json.WriteEndObject();
    }

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
