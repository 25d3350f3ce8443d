using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>Rankings and evaluations of rankings: tables for people, JSON for machines, remarks on standard error.</summary>
internal static class SelectOutput
{
    public static void Write(Terminal terminal, ModelSelection selection, Reading reading, bool asJson)
    {
        ReadingOutput output = new(terminal);
        output.Write(reading);
        if (asJson)
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteRankings(json, selection.Rankings, reading with { Warnings = [.. selection.Warnings] }));
        }
        else
        {
            foreach (ModelRanking ranking in selection.Rankings)
            {
                TablePrinter.Write(
                    terminal,
                    $"{ranking.Task.Label}: expected at {Readable.Count(ranking.FullSize)}, {Readable.Factor(ranking.ExtrapolationFactor)} the largest size measured "
                        + $"({SelectionMethods.NameOf(ranking.Method)})",
                    ["Rank", "Model", "Forecast", $"Low {Readable.Percent(ranking.Level)}", "High"],
                    ranking.Models.Select(model => (IReadOnlyList<string>)
                        [Readable.Whole(model.Rank), model.Model, Number(model.Forecast), Number(model.Low), Number(model.High)]));
            }
        }

        output.WriteRemarks(selection.Warnings.Select(warning => $"warning: {warning}"));
    }

    public static void Write(Terminal terminal, SelectionEvaluation evaluation, Reading reading, bool asJson)
    {
        ReadingOutput output = new(terminal);
        output.Write(reading);
        if (asJson)
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteSelectionScores(json, evaluation.Scores, reading with { Warnings = [.. evaluation.Warnings] }));
        }
        else
        {
            foreach (IGrouping<SeriesKey, SelectionScore> task in evaluation.Scores.GroupBy(score => score.Task))
            {
                WriteScores(terminal, "PearCorr, forecast against measured", task, score => score.PearsonCorrelation);
                WriteScores(terminal, "RelAcc of the model picked", task, score => score.RelativeAccuracy);
            }
        }

        output.WriteRemarks(evaluation.Warnings.Select(warning => $"warning: {warning}"));
    }

    private static void WriteScores(Terminal terminal, string what, IGrouping<SeriesKey, SelectionScore> task, Func<SelectionScore, double> read)
    {
        double[] shares = [.. task.Select(score => score.Fraction).Distinct().OrderDescending()];
        TablePrinter.Write(
            terminal,
            $"{task.Key.Label}: {what}, {task.First().Models} models, by share of the full size seen",
            ["Method", .. shares.Select(ShareText)],
            task.GroupBy(score => score.Method).Select(method => (IReadOnlyList<string>)
            [
                SelectionMethods.NameOf(method.Key),
                .. shares.Select(share => method.FirstOrDefault(score => score.Fraction == share) is { } score ? Tenths(read(score)) : "–"),
            ]));
    }

    private static string Tenths(double value) => double.IsFinite(value) ? value.ToString("0.0", CultureInfo.InvariantCulture) : "–";

    // 1/8 reads better than 0.125 where a share is one.
    private static string ShareText(double share) =>
        Math.Abs((1 / share) - Math.Round(1 / share)) < 1e-6 ? $"1/{Math.Round(1 / share).ToString(CultureInfo.InvariantCulture)}" : Readable.Significant(share, 3);

    private static string Number(double? value) => value is { } number ? Readable.Significant(number, 4) : "–";
}
