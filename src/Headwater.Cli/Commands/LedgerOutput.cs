using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>How registered forecasts turned out: a headline and two tables for people, JSON for programs.</summary>
internal static class LedgerOutput
{
    public static void Write(Terminal terminal, LedgerScore score, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteLedgerScore(json, score));
            return;
        }

        foreach (string sentence in Sentences(score))
        {
            Prose.Write(terminal, sentence);
        }

        terminal.Output.WriteLine();
        SeriesNames names = new([.. score.Measured.Select(one => one.Forecast), .. score.Open]);
        if (!score.Measured.IsEmpty)
        {
            TablePrinter.Write(
                terminal,
                "Measured",
                ["Series", "Metric", "At", "Forecast", "Interval", "Level", "Measured", "Error", "Inside"],
                score.Measured.Select(one => (IReadOnlyList<string>)
                [
                    .. Question(one.Forecast, names),
                    Number(one.Measured),
                    one.Error is { } error ? $"{(error >= 0 ? "+" : "")}{Percent(error, "0.0")}" : "",
                    one.IsInside ? "yes" : "no",
                ]));
        }

        if (!score.Open.IsEmpty)
        {
            TablePrinter.Write(terminal, "Open: not measured yet", ["Series", "Metric", "At", "Forecast", "Interval", "Level"], score.Open.Select(one => (IReadOnlyList<string>)[.. Question(one, names)]));
        }
    }

    private static IEnumerable<string> Sentences(LedgerScore score)
    {
        int registered = score.Measured.Length + score.Open.Length;
        if (score.Measured.IsEmpty)
        {
            yield return $"None of the {registered} registered {(registered == 1 ? "forecast" : "forecasts")} can be scored yet: the table has no row of the same series, metric and scale.";
            yield break;
        }

        yield return $"{score.Measured.Count(one => one.IsInside)} of {score.Measured.Length} measured values are inside their intervals: coverage {Percent(score.Coverage!.Value, "0")}, "
            + $"where {Percent(score.ExpectedCoverage!.Value, "0")} was expected.";
        if (score.MeanAbsoluteError is { } error && score.MeanIntervalScore is { } interval)
        {
            yield return $"The forecasts are off by {Percent(error, "0.0")} on average, and the mean interval score is {Percent(interval, "0.0")} of the measured value (smaller is better).";
        }

        if (score.Pairs > 0)
        {
            yield return $"The order of series is right in {score.PairsInOrder.ToString("0.#", CultureInfo.InvariantCulture)} of {score.Pairs} {(score.Pairs == 1 ? "pair" : "pairs")}.";
        }

        if (!score.Open.IsEmpty)
        {
            yield return $"{score.Open.Length} of {registered} registered forecasts {(score.Open.Length == 1 ? "is" : "are")} still open.";
        }
    }

    private static IEnumerable<string> Question(RegisteredForecast forecast, SeriesNames names) =>
    [
        names[forecast], MetricDisplayName.Of(forecast.Metric), Readable.Place(forecast.At), Number(forecast.Value), $"[{Number(forecast.Low)}, {Number(forecast.High)}]", Percent(forecast.Level, "0.#"),
    ];

    private static string Number(double value) => Readable.Significant(value, 4);

    private static string Percent(double share, string digits) => (100 * share).ToString(digits, CultureInfo.InvariantCulture) + "%";

    // A ledger keeps everything that identifies a series. A table shows the training data, and what else differs between series of one metric.
    private sealed class SeriesNames
    {
        private readonly HashSet<string> _telling;

        public SeriesNames(IReadOnlyCollection<RegisteredForecast> forecasts) => _telling =
        [
            .. forecasts.GroupBy(forecast => forecast.Metric).SelectMany(alike => alike.SelectMany(forecast => forecast.Series.Parts).GroupBy(part => part.Key)
                .Where(column => column.Select(part => part.Value).Distinct().Count() > 1 || column.Count() < alike.Count()).Select(column => column.Key)),
        ];

        public string this[RegisteredForecast forecast]
        {
            get
            {
                string[] parts = [.. forecast.Series.Parts.Where(part => part.Key == "pretraining_data" || (part.Key != "metric" && _telling.Contains(part.Key)))
                    .Select(part => part.Key == "pretraining_data" ? part.Value : $"{part.Key} {part.Value}")];
                return parts.Length > 0 ? string.Join(", ", parts) : forecast.Series["task"] ?? forecast.Series.Label;
            }
        }
    }
}
