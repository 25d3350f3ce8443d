using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>Joint laws of rates and scale: how well each forecasts the largest scale, and forecasts.</summary>
internal static class JointOutput
{
    private const int MostPredictions = 20;

    public static void Write(Terminal terminal, JointMixtureAnalysis analysis, ImmutableArray<MixturePrediction> predictions, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteJointMixtures(json, analysis, predictions));
            return;
        }

        TablePrinter.Write(
            terminal,
            $"{analysis.Targets[0].Fit.Equation}: errors, and how runs of the largest scale are forecast from the smaller ones",
            ["Target", "Error", "Error at largest", "Rank correlation", "Pairs right", "Regret"],
            analysis.Targets.Select(target => (IReadOnlyList<string>)
            [
                target.Target.Name, Percent(target.Fit.ErrorOfLogs), target.ErrorAtLargest is { } error ? Percent(error) : "–",
                target.AtLargest is { } largest ? Numerals.Fixed(largest.RankCorrelation, 3) : "–", target.AtLargest is { } test ? Readable.Percent(test.DecisionAccuracy) : "–",
                target.AtLargest is { } regret ? Readable.Significant(regret.Regret, 2) : "–",
            ]));
        if (!predictions.IsEmpty)
        {
            TablePrinter.Write(
                terminal,
                $"Forecasts{(predictions.Length > MostPredictions ? $" (the first {MostPredictions} of {predictions.Length}; --json has all)" : "")}",
                ["Mixture", "Target", "Forecast"],
                predictions.Take(MostPredictions).Select(prediction => (IReadOnlyList<string>)[prediction.Mixture, prediction.Target.Name, MixtureSentences.Interval(prediction.Forecast)]));
        }
    }

    // Of a loss, an error of logarithms is a share.
    private static string Percent(double errorOfLogs) => (100 * errorOfLogs).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
