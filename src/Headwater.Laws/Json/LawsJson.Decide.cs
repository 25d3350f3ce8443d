using System.Text.Json;

namespace Headwater.Laws;

/// <summary>Backtests of decisions.</summary>
internal static partial class LawsJson
{
    /// <summary>
    /// Writes <c>{"decide":{…}}</c>: the number of recipes and pairs, each method with its decision accuracy and interval, regret and rank correlation, the
    /// calibration of the stated probabilities, and the ranking. Shares and probabilities are from 0 to 1.
    /// </summary>
    public static void WriteDecisions(Utf8JsonWriter writer, DecisionBacktest backtest)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(backtest);
        writer.WriteStartObject();
        writer.WriteStartObject("decide");
        writer.WriteNumber("recipes", backtest.Recipes.Length);
        writer.WriteNumber("pairs", backtest.Pairs);
        writer.WriteString("judged_by", backtest.JudgedBy);
        writer.WriteString("metric", backtest.Metric);
        writer.WriteString("small_scale", backtest.SmallScale);
        writer.WriteString("large_scale", backtest.LargeScale);
        writer.WriteStartObject("methods");
        foreach (DecisionMethod method in backtest.Methods)
        {
            writer.WriteStartObject(method.Name);
            WriteNumber(writer, "decision_accuracy", method.DecisionAccuracy);
            WriteNumber(writer, "low", method.Low);
            WriteNumber(writer, "high", method.High);
            WriteNumber(writer, "regret", method.Regret);
            WriteNumber(writer, "rank_correlation", method.RankCorrelation);
            writer.WriteString("pick", method.Pick);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartObject("gain");
        WriteNumber(writer, "value", backtest.Gain.Value);
        WriteNumber(writer, "low", backtest.Gain.Low);
        WriteNumber(writer, "high", backtest.Gain.High);
        writer.WriteEndObject();
        writer.WriteStartArray("calibration");
        foreach (CalibrationBin bin in backtest.Calibration)
        {
            writer.WriteStartObject();
            WriteNumber(writer, "said", bin.Said);
            WriteNumber(writer, "right", bin.Right);
            writer.WriteNumber("pairs", bin.Pairs);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteRecipeRanking(writer, backtest.Ranking);
        WriteTexts(writer, "warnings", backtest.Warnings);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteRecipeRanking(Utf8JsonWriter writer, RecipeRanking ranking)
    {
        WriteNumber(writer, "carry_over", ranking.CarryOver.Correlation);
        writer.WriteString("noise_from", JsonNamingPolicy.SnakeCaseLower.ConvertName(ranking.NoiseSource.ToString()));
        WriteNumber(writer, "noise", ranking.Noise);
        WriteNumber(writer, "kept_share", ranking.KeptShare);
        writer.WriteStartArray("ranking");
        foreach (RankedRecipe recipe in ranking.Recipes)
        {
            writer.WriteStartObject();
            writer.WriteString("recipe", recipe.Recipe);
            WriteNumber(writer, "score", recipe.Score);
            WriteNumber(writer, "stderr", recipe.StandardError);
            WriteNumber(writer, "measured", recipe.Measured);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("tasks");
        foreach (TaskWeight task in ranking.Tasks)
        {
            writer.WriteStartObject();
            writer.WriteString("task", task.Task);
            WriteNumber(writer, "weight", task.Weight);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
