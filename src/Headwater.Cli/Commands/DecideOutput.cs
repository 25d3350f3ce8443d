using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>A backtest of decisions: a headline and two short tables for people, JSON for machines, remarks on standard error.</summary>
internal static class DecideOutput
{
    private const int RecipeWidth = 60;

    public static void Write(Terminal terminal, DecisionBacktest backtest, double level, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteDecisions(json, backtest));
        }
        else
        {
            WriteTables(terminal, backtest, level);
        }

        foreach (string warning in backtest.Warnings)
        {
            Prose.WriteRemark(terminal, $"warning: {warning}");
        }
    }

    private static void WriteTables(Terminal terminal, DecisionBacktest backtest, double level)
    {
        terminal.Output.WriteLine(Headline(backtest, level));
        Prose.Write(terminal, $"Ranked at {backtest.SmallScale}; judged at {backtest.LargeScale} by {backtest.JudgedBy} ({backtest.Metric}).");
        terminal.Output.WriteLine();
        TablePrinter.Write(
            terminal,
            $"Decisions between {backtest.Recipes.Length} recipes ({backtest.Pairs} pairs)",
            ["Method", "Pairs right", $"Interval {Percent(level)}", "Regret", "Rank correlation", "Pick"],
            backtest.Methods.Select(method => (IReadOnlyList<string>)
            [
                method.Name,
                Percent(method.DecisionAccuracy),
                $"[{Percent(method.Low)}, {Percent(method.High)}]",
                Readable.Significant(method.Regret, 2),
                Numerals.Fixed(method.RankCorrelation, 2),
                Shortened(method.Pick),
            ]));
        TablePrinter.Write(
            terminal,
            "Calibration: the stated probability of an order, and how often it was right",
            ["Stated", "Observed", "Pairs"],
            backtest.Calibration.Select(bin => (IReadOnlyList<string>)[Percent(bin.Said), Percent(bin.Right), Readable.Whole(bin.Pairs)]));
    }

    private static string Headline(DecisionBacktest backtest, double level)
    {
        DecisionMethod own = backtest.Methods.First(method => method.Name == DecisionMethod.Headwater);
        string points = Math.Abs(100 * backtest.Gain.Value).ToString("0.0", CultureInfo.InvariantCulture);
        string compared = backtest.Gain.Value == 0 ? "the same share as ranking by the judged score alone"
            : $"{points} percentage points {(backtest.Gain.Value > 0 ? "more" : "fewer")} than ranking by the judged score alone";
        return $"{Percent(own.DecisionAccuracy)} of the pairs are in the right order: {compared} ({Percent(level)} interval [{Points(backtest.Gain.Low)}, {Points(backtest.Gain.High)}] percentage points).";
    }

    private static string Points(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => double.IsFinite(share) ? (100 * share).ToString("0", CultureInfo.InvariantCulture) + "%" : "–";

    private static string Shortened(string recipe) => recipe.Length <= RecipeWidth ? recipe : string.Concat(recipe.AsSpan(0, RecipeWidth - 1), "…");
}
